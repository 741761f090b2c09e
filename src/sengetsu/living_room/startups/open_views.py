"""Wishes, for anybody: to tell one, to read the answer by one's link, to write back, to withdraw."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sengetsu.base.form_pages import add_refusal, posted
from sengetsu.base.once import once
from sengetsu.base.pagination import page_of
from sengetsu.base.qr_code import code_of
from sengetsu.living_room.open_forms import admit, open_page, secret_page, status_of

from . import actions, queries
from .choices import DayPart, WishDoor
from .free_times import WEEKS, grids, slot_asked
from .links import token_of
from .models import Wish
from .open_forms import FindForm, WishForm, WriteBackForm
from .times import When
from .views import venue_or_404

WISHES, WORDS, TRIES = 20, 20, 10  # per address and hour


@login_not_required
@require_safe
def wish_board(request: HttpRequest) -> HttpResponse:
    """Published wishes beside the times at which the place is free, so that one finds the other."""
    venue = venue_or_404(request)
    context = {
        "page": page_of(request, queries.board(), size=WISHES),
        "grids": grids(venue),
        "parts": DayPart.labels,
        "weeks": WEEKS,
    }
    return render(request, "living_room/startups/wish_board.html", context)


@open_page
def wish_new(request: HttpRequest) -> HttpResponse:
    """`?times=2-afternoon&kitchen=1` from an empty slot of the board, `?with=` from a wish on it."""
    venue = venue_or_404(request)
    other = queries.published_wish(request.GET.get("with", ""))
    form = WishForm(posted(request), initial=_asked(request))
    if form.is_bound and form.is_valid() and admit(request, form, what="wish", limit=WISHES):

        def act() -> str:
            facts = form.facts()
            wish = actions.make_wish(
                by=None, venue=venue, facts=facts, door=WishDoor.WEB, together_with=other
            )
            return str(wish.public_id)

        # The kept answer is the wish's id; its link is made from it, and stands in no table.
        public_id = once(key=form.cleaned_data["once_key"], by=request.user, act=act)
        messages.success(request, _("受け取りました。ありがとうございます。"))
        return redirect("wish_own", token_of(UUID(public_id)))
    slot = slot_asked(venue, request.GET.get("space", ""), request.GET.get("times", ""))
    context = {"form": form, "other": other, "slot": slot}
    return render(request, "living_room/startups/wish_new.html", context, status=status_of(form))


def _asked(request: HttpRequest) -> dict[str, Any]:
    times = [code for code in request.GET.getlist("times") if When.of(code)]
    return {"times": times, "needs_kitchen": bool(request.GET.get("kitchen"))}


@secret_page
def wish_own(request: HttpRequest, token: str) -> HttpResponse:
    """The wisher's own page. Its address is the key: whoever has it reads this one wish and no other."""
    wish = _own(token)
    form = WriteBackForm(posted(request))
    if form.is_bound and form.is_valid() and admit(request, form, what="wish-word", limit=WORDS):
        try:
            once(key=form.cleaned_data["once_key"], by=request.user, act=lambda: _write_back(wish, form))
            messages.success(request, _("届きました。お返事をお待ちください。"))
            return redirect("wish_own", token)
        except ValidationError as refusal:  # withdrawn in the meantime
            add_refusal(form, refusal)
    url = request.build_absolute_uri(reverse("wish_own", args=[token]))
    context = {"wish": wish, "form": form, "token": token, "url": url, "code": code_of(url)}
    return render(request, "living_room/startups/wish_own.html", context, status=status_of(form))


def _write_back(wish: Wish, form: WriteBackForm) -> str:
    actions.write_back(by=None, wish=wish, text=form.cleaned_data["text"])
    return ""


@secret_page
@require_POST
def wish_withdraw(request: HttpRequest, token: str) -> HttpResponse:
    actions.withdraw_wish(by=None, wish=_own(token))
    messages.success(request, _("取り下げました。お名前と連絡先は消しました。"))
    return redirect("wish_own", token)


@secret_page
@require_POST
def wish_forbid(request: HttpRequest, token: str) -> HttpResponse:
    """The wisher takes back the consent to the board. Never refused."""
    actions.take_down_wish(by=None, wish=_own(token), forbid=True)
    messages.success(request, _("掲示板には出しません。"))
    return redirect("wish_own", token)


@secret_page
def wish_find(request: HttpRequest, wish_id: UUID) -> HttpResponse:
    """From an e-mail to one's own page: whoever knows the address. It may be tried a few times."""
    wish = queries.wish_of_id(wish_id)
    form = FindForm(posted(request), wish=wish)
    if form.is_bound and admit(request, form, what="wish-find", limit=TRIES) and form.is_valid() and wish:
        return redirect("wish_own", token_of(wish.public_id))
    return render(request, "living_room/startups/wish_find.html", {"form": form}, status=status_of(form))


def _own(token: str) -> Wish:
    wish = queries.wish_of_link(token)
    if wish is None:
        raise Http404
    return wish
