"""The demo town's year: what happened since April, and what is to come. Loaded by `sengetsu demo` only.

Dates before today cannot be applied for, so a year that has passed is written as rows; the rules judge each
date as they would have in March, and the slots refuse a double booking here as everywhere.
"""

import tomllib
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from sengetsu.accounts.models import User
from sengetsu.base.language_fields import Words

from .activities.choices import ActivityState
from .activities.models import Activity, ActivityApplication
from .bookings.access import UNDO_FOR
from .bookings.choices import Door, Purpose, State, Verdict
from .bookings.models import Application, Booking
from .bookings.series import Every, Part, Rule, fiscal_year_end, occurrences
from .bookings.slots import occupy, release
from .bookings.verdicts import Ground, ground, judge
from .bookings.writing import add_parts
from .groups.choices import GroupState
from .groups.models import Group
from .spaces.models import Space, Venue
from .usage.models import KeyLoan, Report

FACTS = Path(__file__).with_name("demo_life.toml")
WEEK = timedelta(days=7)
ACTIVITY_COLUMNS = (
    *("name", "description", "for_whom", "cost", "helpers", "kind"),
    *("has_food", "has_learning", "for_children", "is_free", "wants_helpers"),
)


@transaction.atomic
def load_life(venue: Venue, users: dict[str, User]) -> bool:
    """Fill the year of the place; False if it was filled before. `users`: the demo's people by name."""
    facts = tomllib.loads(FACTS.read_text(encoding="utf-8"))
    if Group.objects.filter(name=facts["asking"]["group"]).exists():
        return False
    venue = Venue.objects.get(pk=venue.pk)
    april = fiscal_year_end(timezone.localdate()).replace(month=4, day=1)
    first = april.replace(year=april.year - 1)
    here = _ground(venue, first)
    staff = users["aoki"]
    _decide_on_closed_days(here, staff)
    for regular in facts["regulars"]:
        _regular(venue, regular, first, staff)
    _shop(venue, facts["shop"], staff)
    _asking(venue, facts["asking"])
    _reports(venue)
    _keys(venue, users)
    return True


def _ground(venue: Venue, first: date) -> Ground:
    """What the rules knew on the last day of March."""
    before = timezone.make_aware(datetime.combine(first - timedelta(days=1), time(9)))
    return ground(venue, first, fiscal_year_end(first), now=before)


def _decide_on_closed_days(here: Ground, staff: User) -> None:
    """The cafeteria's dates on a closed day: on a holiday it is held, at year end it moves a week."""
    for booking in Booking.objects.filter(application__venue=here.venue, state=State.WAITING):
        parts = tuple(Part(use.space_id, use.starts, use.ends) for use in booking.uses.all())
        said = judge(here, booking.day, parts, apart_from=booking)
        if said.verdict == Verdict.CLOSED:
            release(booking)
            booking.day += WEEK
            said = judge(here, booking.day, parts, apart_from=booking)
            occupy([(booking, parts)])
        booking.state, booking.verdict = State.APPROVED, said.verdict
        booking.decided_by, booking.decided_at = staff, timezone.now() - UNDO_FOR
        booking.sequence += 1
        booking.save()


def _regular(venue: Venue, facts: dict[str, Any], first: date, staff: User) -> None:
    group = _group(facts, GroupState.APPROVED)
    rules = [_rule(said, _spaces(venue, facts["spaces"])) for said in facts["rules"]]
    application = _application(venue, group, facts, purpose=facts["purpose"], public="name" in facts)
    application.rules = [rule.as_json() for rule in rules]
    application.until = fiscal_year_end(first)
    application.save()
    here = _ground(venue, first)  # anew: it knows what the one before took
    days = [(one.day, one.rule) for one in occurrences(rules, first, fiscal_year_end(first)) if one.day]
    _write_dates(application, here, days, staff)
    if "name" in facts:
        _activity(venue, group, facts, application)


def _write_dates(
    application: Application, here: Ground, days: Iterable[tuple[date, Rule]], staff: User
) -> None:
    """Plain dates are approved; what the rules do not let pass is kept with its reason."""
    taken: list[tuple[Booking, Sequence[Part]]] = []
    refused: list[tuple[Booking, Sequence[Part]]] = []
    for day, rule in days:
        said = judge(here, day, rule.parts)
        booking = Booking.objects.create(
            application=application,
            day=day,
            starts=rule.starts,
            ends=rule.ends,
            rule_day=day,
            state=State.APPROVED if said.is_plain else State.REFUSED,
            verdict=said.verdict,
            reason="" if said.is_plain else said.reason,
            decided_by=staff if said.is_plain else None,
            decided_at=timezone.now() - UNDO_FOR if said.is_plain else None,
        )
        (taken if said.is_plain else refused).append((booking, rule.parts))
    add_parts([*taken, *refused])
    occupy(taken)


def _shop(venue: Venue, facts: dict[str, Any], staff: User) -> None:
    """A page for the trial shop, and its next two Saturdays."""
    application = Application.objects.filter(group__name=facts["group"], venue=venue).first()
    if application is None or application.group is None:
        return
    kitchen = _spaces(venue, ["kitchen"])
    parts = tuple(Part(space.pk, *_span(facts)) for space in kitchen)
    last = max(application.bookings.values_list("day", flat=True), default=timezone.localdate())
    days = [last + 2 * WEEK, last + 4 * WEEK]
    here = ground(venue, min(days), max(days))
    _write_dates(application, here, [(day, Rule(Every.WEEKLY, day.weekday(), parts)) for day in days], staff)
    _activity(venue, application.group, facts, application)


def _free_day(venue: Venue, after: date, parts: tuple[Part, ...]) -> date | None:
    """The nearest day on which these parts are free while somebody is there."""
    here = ground(venue, after, after + 6 * WEEK)
    days = (after + timedelta(days=ahead) for ahead in range(42))
    return next((day for day in days if judge(here, day, parts).verdict == Verdict.OK), None)


def _asking(venue: Venue, facts: dict[str, Any]) -> None:
    """A group that is not registered yet asks for its first date: staff decide on both."""
    group = _group(facts, GroupState.APPLIED)
    parts = tuple(Part(space.pk, time(13), time(16)) for space in _spaces(venue, ["room"]))
    day = _free_day(venue, timezone.localdate() + 2 * WEEK, parts)
    if day is None:
        return
    application = _application(venue, group, facts, purpose=Purpose.OTHER, public=False)
    here = ground(venue, day, day)
    row = Booking(application=application, day=day, starts=time(13), ends=time(16))
    row.verdict = judge(here, day, parts).verdict
    row.save()
    add_parts([(row, parts)])
    occupy([(row, parts)])


def _reports(venue: Venue) -> None:
    """People on each past date: made up, and the same for the same day. The newest of the trial shop is still
    to be reported."""
    today = timezone.localdate()
    past = Booking.objects.filter(
        application__venue=venue, state__in=[State.APPROVED, State.USED], day__lt=today
    )
    open_one = past.filter(application__purpose=Purpose.TRIAL_SHOP).order_by("-day").first()
    for booking in past.select_related("application").order_by("day", "pk"):
        if booking == open_one:
            continue
        people, day = booking.application.people or 10, booking.day
        children = 0 if booking.application.purpose == Purpose.MEETING else (people + day.day) % 7
        Report.objects.update_or_create(
            booking=booking,
            defaults={
                "preschool": children // 3,
                "school": children,
                "youth": day.day % 3,
                "adult": max(1, people // 2 + day.day % 4 - 1),
                "senior": (people + day.month) % 5,
                "first_timers": day.day % 3,
                "content": "",
                "sent_at": booking.ends_at,
            },
        )
        booking.state = State.REPORTED
        booking.save(update_fields=["state", "changed_at"])


def _keys(venue: Venue, users: dict[str, User]) -> None:
    """Who holds the key out of hours: the cafeteria's organizer; the meeting has named nobody yet."""
    today = timezone.localdate()
    coming = Booking.objects.standing().filter(application__venue=venue, day__gte=today)
    for booking in coming.exclude(verdict=Verdict.OK).filter(
        application__purpose=Purpose.COMMUNITY_CAFETERIA
    ):
        KeyLoan.objects.get_or_create(
            booking=booking,
            defaults={"holder_name": users["soda"].display_name, "holder_phone": "048-000-0010"},
        )


def _group(facts: dict[str, Any], state: GroupState) -> Group:
    valid_until = fiscal_year_end(timezone.localdate()) if state == GroupState.APPROVED else None
    return Group.objects.create(
        name=facts["group"],
        reading=facts["reading"],
        purpose=facts["group_purpose"],
        contact_name=facts["contact_name"],
        contact_phone=facts["contact_phone"],
        state=state,
        valid_until=valid_until,
    )


def _application(
    venue: Venue, group: Group, facts: dict[str, Any], *, purpose: str, public: bool
) -> Application:
    title = facts.get("title") or facts.get("name", {}).get("ja") or facts["group_purpose"]
    return Application.objects.create(
        venue=venue,
        group=group,
        title=title,
        purpose=purpose,
        is_public=public,
        door=Door.PHONE,
        people=facts.get("people"),
        contact_name=facts["contact_name"],
        contact_phone=facts["contact_phone"],
    )


def _activity(venue: Venue, group: Group, facts: dict[str, Any], application: Application) -> None:
    columns = {
        name: Words(facts[name]) if isinstance(facts[name], dict) else facts[name]
        for name in ACTIVITY_COLUMNS
        if name in facts
    }
    activity = Activity.objects.create(venue=venue, group=group, state=ActivityState.RUNNING, **columns)
    ActivityApplication.objects.create(activity=activity, application=application)


def _rule(said: dict[str, Any], spaces: Iterable[Space]) -> Rule:
    parts = tuple(Part(space.pk, *_span(said)) for space in spaces)
    return Rule(Every(said["every"]), said["weekday"], parts, said["nth"])


def _spaces(venue: Venue, kinds: Iterable[str]) -> list[Space]:
    return [space for kind in kinds for space in venue.spaces.all() if space.kind == kind]


def _span(said: dict[str, Any]) -> tuple[time, time]:
    return time.fromisoformat(said["starts"]), time.fromisoformat(said["ends"])
