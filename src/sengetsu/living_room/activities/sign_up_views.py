"""Signing up without an account, and the page behind the link that one keeps."""

import hashlib
import hmac
import secrets
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from sengetsu.accounts.invitations.queries import hash_of
from sengetsu.base.form_pages import add_refusal, posted, refusal_as_message
from sengetsu.base.once import once
from sengetsu.base.qr_code import code_of
from sengetsu.living_room.open_forms import admit, open_page, secret_page, status_of

from .offers import offer_of
from .queries import readable
from .sign_up_actions import cancel_sign_up, change_sign_up, sign_up
from .sign_up_forms import SignUpForm
from .sign_up_models import SignUp
from .sign_up_queries import place_in_queue, public_date, sign_up_by_link

SIGN_UPS, CHANGES = 20, 40  # per address and hour


@open_page
def sign_up_new(request: HttpRequest, activity_id: UUID, booking_id: UUID) -> HttpResponse:
    activity = readable(activity_id, request.user)
    booking = public_date(activity, booking_id) if activity else None
    if booking is None:
        raise Http404
    offer = offer_of(booking)
    form = SignUpForm(posted(request), offer=offer)
    if form.is_bound and form.is_valid() and admit(request, form, what="sign-up", limit=SIGN_UPS):
        token = _token(form)

        def act() -> str:
            language = translation.get_language() or settings.LANGUAGE_CODE
            facts, token_hash = form.facts(), hash_of(token)
            sign_up(by=None, booking=booking, facts=facts, token_hash=token_hash, language=language)
            return ""

        try:
            once(key=form.cleaned_data["once_key"], by=None, act=act)
            return redirect("sign_up_page", token)
        except ValidationError as refusal:
            add_refusal(form, refusal)
    context = {"form": form, "offer": offer, "activity": activity}
    return render(request, "living_room/activities/sign_up.html", context, status=status_of(form))


@secret_page
def sign_up_page(request: HttpRequest, token: str) -> HttpResponse:
    """One's own sign-up. Its address is the key: whoever has it changes and cancels this one and no other."""
    row = _own(token)
    offer = offer_of(row.booking)
    form = SignUpForm(posted(request), offer=offer, sign_up=row)
    if form.is_bound and form.is_valid() and admit(request, form, what="sign-up-change", limit=CHANGES):
        try:
            change_sign_up(by=None, sign_up=row, facts=form.facts(), token_hash=hash_of(token))
            messages.success(request, gettext("変えました。"))
            return redirect("sign_up_page", token)
        except ValidationError as refusal:
            add_refusal(form, refusal)
    url = request.build_absolute_uri(reverse("sign_up_page", args=[token]))
    context: dict[str, Any] = {"sign_up": row, "offer": offer, "form": form, "token": token, "url": url}
    context |= {"code": code_of(url), "queue": place_in_queue(row), "activity": offer.activity}
    context["keep_title"] = gettext("あなたの申しこみ")
    return render(request, "living_room/activities/sign_up_page.html", context, status=status_of(form))


@secret_page
@require_POST
def sign_up_cancel(request: HttpRequest, token: str) -> HttpResponse:
    with refusal_as_message(request):
        cancel_sign_up(by=None, sign_up=_own(token), token_hash=hash_of(token))
    return redirect("sign_up_page", token)


def _own(token: str) -> SignUp:
    row = sign_up_by_link(token)
    if row is None:
        raise Http404
    return row


def _token(form: SignUpForm) -> str:
    """The same for the same form with the same content: who taps twice gets the same page. Only this server
    can make it."""
    key = form.cleaned_data["once_key"] or secrets.token_urlsafe(24)
    made = hmac.new(settings.SECRET_KEY.encode(), f"sign-up\x00{key}".encode(), hashlib.sha256)
    return made.hexdigest()[:40]
