"""Wishes, for those who run the place."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sengetsu.accounts.models import User
from sengetsu.base.form_pages import form_page, posted
from sengetsu.base.pagination import page_of
from sengetsu.base.qr_code import code_of
from sengetsu.living_room.spaces.access import host_or_404
from sengetsu.living_room.spaces.models import Venue
from sengetsu.living_room.spaces.queries import place_of

from . import actions, queries
from .choices import WishDoor, WishState
from .forms import AnswerForm, ChangeForm, EnterForm, PublishForm
from .free_times import WEEKS, slots_of
from .links import token_of
from .matches import proposals
from .models import Wish

both = require_http_methods(["GET", "HEAD", "POST"])


def venue_or_404(request: HttpRequest) -> Venue:
    here = place_of(request)
    if here is None:
        raise Http404
    return here.venue


def wish_or_404(user: User, wish_id: UUID) -> Wish:
    wish = queries.wish_for(user, wish_id)
    if wish is None:
        raise Http404
    return wish


@require_safe
def wish_list(request: HttpRequest) -> HttpResponse:
    host = host_or_404(request)
    today = timezone.localdate()
    context = {
        "sight": queries.InSight.of(queries.open_wishes(host), today),
        "page": page_of(request, queries.other_wishes(host)),
        "today": today,
    }
    return render(request, "living_room/startups/wish_list.html", context)


@require_safe
def wish_matches(request: HttpRequest) -> HttpResponse:
    """The board as staff see it: which wish fits which empty slot, and which other wish."""
    host = host_or_404(request)
    wishes = queries.seeking(host)
    rows = proposals(wishes, slots_of(venue_or_404(request)), wishes)
    return render(request, "living_room/startups/wish_matches.html", {"rows": rows, "weeks": WEEKS})


@both
def wish_enter(request: HttpRequest) -> HttpResponse:
    host = host_or_404(request)
    venue = venue_or_404(request)
    form = EnterForm(posted(request))

    def act(data: dict[str, Any]) -> str:
        wish = actions.make_wish(by=host, venue=venue, facts=form.facts(), door=WishDoor(data["door"]))
        messages.success(request, "書きとめました。1週間のうちに返事をしましょう。")
        return reverse("wish_show", args=[wish.public_id])

    return form_page(request, form=form, template="living_room/startups/wish_enter.html", act=act)


@both
def wish_show(request: HttpRequest, wish_id: UUID) -> HttpResponse:
    """The wish and what was said; to answer is the one thing to do here."""
    host = host_or_404(request)
    wish = wish_or_404(host, wish_id)
    form = AnswerForm(posted(request), wish=wish, by=host)

    def act(data: dict[str, Any]) -> str:
        said = {name: data[name] for name in ("text", "person", "next_on", "seen")}
        actions.answer_wish(by=host, wish=wish, state=WishState(data["state"]), **said)
        messages.success(request, "返事を書きました。願いを書いた人のページに出ています。")
        return reverse("wish_show", args=[wish.public_id])

    proposal = proposals([wish], slots_of(wish.venue), queries.seeking(host))[0] if wish.is_open else None
    context = {"wish": wish, "today": timezone.localdate(), "proposal": proposal}
    return form_page(
        request, form=form, template="living_room/startups/wish_show.html", act=act, context=context
    )


@both
def wish_edit(request: HttpRequest, wish_id: UUID) -> HttpResponse:
    host = host_or_404(request)
    wish = wish_or_404(host, wish_id)
    form = ChangeForm(posted(request), wish=wish)

    def act(data: dict[str, Any]) -> str:
        actions.change_wish(by=host, wish=wish, facts=form.facts(), seen=data["seen"])
        messages.success(request, "直しました。")
        return reverse("wish_show", args=[wish.public_id])

    context = {"wish": wish}
    return form_page(
        request, form=form, template="living_room/startups/wish_edit.html", act=act, context=context
    )


@both
def wish_publish(request: HttpRequest, wish_id: UUID) -> HttpResponse:
    host = host_or_404(request)
    wish = wish_or_404(host, wish_id)
    form = PublishForm(posted(request), wish=wish)

    def act(data: dict[str, Any]) -> str:
        actions.publish_wish(by=host, wish=wish, wording=data["wording"], seen=data["seen"])
        messages.success(request, "掲示板に出しました。")
        return reverse("wish_show", args=[wish.public_id])

    context = {"wish": wish}
    return form_page(
        request, form=form, template="living_room/startups/wish_publish.html", act=act, context=context
    )


@require_POST
def wish_take_down(request: HttpRequest, wish_id: UUID) -> HttpResponse:
    host = host_or_404(request)
    wish = wish_or_404(host, wish_id)
    actions.take_down_wish(by=host, wish=wish)
    messages.success(request, "掲示板から外しました。")
    return redirect("wish_show", wish.public_id)


@require_safe
def wish_slip(request: HttpRequest, wish_id: UUID) -> HttpResponse:
    """The wisher's link on paper, for somebody who called or came by."""
    wish = wish_or_404(host_or_404(request), wish_id)
    url = request.build_absolute_uri(reverse("wish_own", args=[token_of(wish.public_id)]))
    context = {"wish": wish, "url": url, "code": code_of(url)}
    response = render(request, "living_room/startups/wish_slip.html", context)
    response["Cache-Control"] = "no-store, private"
    return response
