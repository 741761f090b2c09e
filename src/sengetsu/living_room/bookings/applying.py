"""From what was typed to an application: which form somebody gets, what it starts with, and its dates."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from hashlib import sha256
from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse

from sengetsu.accounts.models import User
from sengetsu.base.dates import wareki
from sengetsu.living_room.groups.choices import GroupState
from sengetsu.living_room.groups.models import Group
from sengetsu.living_room.spaces.models import Venue

from .access import can_decide
from .actions import apply
from .forms import DECISION, ApplyForm, DeskForm
from .models import Application
from .preview import AROUND, Preview, single
from .series import MOST_DATES, Occurrence, TooManyDates, occurrences
from .verdicts import ground


def form_for(user: User, venue: Venue, data: Any, *, initial: Mapping[str, Any]) -> ApplyForm:
    kind = DeskForm if can_decide(user) else ApplyForm
    return kind(data, venue=venue, groups=groups_for(user), initial=dict(initial))


def groups_for(user: User) -> Any:
    """The groups that may be chosen: one's own; for staff all that are registered or ask to be."""
    open_ones = Q(state=GroupState.APPROVED) | Q(state=GroupState.APPLIED)
    return Group.objects.visible_to(user).filter(open_ones).order_by("reading", "name")


def starting_with(request: HttpRequest) -> dict[str, Any]:
    """What the calendar's link already knows: ?day=2026-12-02&space=1&starts=10:00&ends=12:00."""
    asked = request.GET
    start: dict[str, Any] = {name: asked[name] for name in ("starts", "ends", "title") if name in asked}
    with suppress(ValueError):
        start["day"] = wareki(date.fromisoformat(asked.get("day", "")))
    if asked.get("space", "").isdecimal():
        start["spaces"] = [asked["space"]]
    return start


def preview_of(form: ApplyForm, sent: Mapping[str, Any]) -> Preview | None:
    """The dates of a valid form with their verdicts; None with a sentence in the form if there are none."""
    found = _found(form)
    if not found:
        return None
    days = [one.day or one.month for one in found]
    here = ground(form.venue, min(days) - AROUND, max(days) + AROUND)
    preview = Preview(here, found, sent)
    first = preview.rows[0]
    if not preview.in_series and not first.said.is_plain and not first.said.is_holdable:
        _say_why(form, preview)
    return preview


def apply_with(form: ApplyForm, preview: Preview, *, by: User) -> str:
    """Save, and return the page of the application."""
    made: Application = apply(
        by=by,
        venue=form.venue,
        facts=form.facts(),
        dates=preview.plans(),
        door=form.door,
        group=form.chosen_group,
        rules=form.rules(),
        until=form.last_day if form.rules() else None,
        approve=form.approves,
    )
    return reverse("application_page", args=[made.public_id])


def key_of_sending(form: ApplyForm, sent: Mapping[str, Any]) -> str:
    """One key per form, its content and its decisions: another decision on the same page is another act."""
    key: str = form.cleaned_data["once_key"]
    decisions = sorted((name, sent[name]) for name in sent if DECISION.fullmatch(name))
    return key and f"{key}:{sha256(repr(decisions).encode()).hexdigest()[:16]}"


def _found(form: ApplyForm) -> list[Occurrence]:
    rules = form.rules()
    if not rules:
        return single(form.wanted_day, form.parts())
    try:
        found = occurrences(rules, form.wanted_day, form.last_day)
    except TooManyDates:
        form.add_error(
            "until", f"一度に申し込めるのは{MOST_DATES}日までです。「いつまで」を早くしてください。"
        )
        return []
    if not any(one.day for one in found):
        form.add_error("until", "このきまりに合う日が、この期間にありません。")
    return found if any(one.day for one in found) else []


def _say_why(form: ApplyForm, preview: Preview) -> None:
    """A single date that cannot be had: the sentence stands beside the day, with the nearest free one."""
    row = preview.rows[0]
    other = f"{wareki(row.proposed)}なら空いています。" if row.proposed else ""
    form.add_error("day", f"{row.said.reason}。{other}")
