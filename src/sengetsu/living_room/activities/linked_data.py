"""An activity for search engines: an event of schema.org with its schedule and its next dates."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from sengetsu.base.language import without_readings
from sengetsu.living_room.bookings.choices import STANDING, Phase
from sengetsu.living_room.bookings.models import Application, Booking
from sengetsu.living_room.bookings.queries import parts_of, rules_of
from sengetsu.living_room.bookings.series import LAST, Every, Part, Rule
from sengetsu.living_room.spaces.choices import Weekday
from sengetsu.living_room.spaces.linked_data import CONTEXT, place_reference
from sengetsu.living_room.spaces.queries import Place

from .models import Activity

NEXT = 12  # dates that are listed one by one
FREQUENCY = {Every.WEEKLY: "P1W", Every.BIWEEKLY: "P2W", Every.MONTHLY: "P1M"}
ICAL_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def activity_data(activity: Activity, here: Place, today: date) -> dict[str, Any]:
    """Only public applications, and of their dates those that take place. Three queries."""
    applications = list(activity.applications.filter(is_public=True).prefetch_related("bookings__uses"))
    bookings = [booking for one in applications for booking in one.bookings.all()]
    coming = sorted(
        (one for one in bookings if one.state in STANDING and one.day >= today),
        key=lambda one: (one.day, one.starts),
    )
    facts = {
        "@context": CONTEXT,
        "@type": "Event",
        "name": _said(activity.name),
        "description": _said(activity.description),
        "url": settings.PUBLIC_URL + reverse("activity_show", args=[activity.public_id]),
        "location": place_reference(here),
        "eventAttendanceMode": f"{CONTEXT}/OfflineEventAttendanceMode",
        "eventStatus": f"{CONTEXT}/EventScheduled",
        "isAccessibleForFree": activity.is_free or None,
        "startDate": date_data(coming[0])["startDate"] if coming else None,
        "eventSchedule": [schedule for one in applications for schedule in _schedules(one)],
        "subEvent": [{**date_data(one), "name": _said(activity.name)} for one in coming[:NEXT]],
    }
    return {name: value for name, value in facts.items() if value}


def date_data(booking: Booking) -> dict[str, Any]:
    """One date that takes place; one that was moved says from where."""
    starts, ends = open_span(parts_of(booking)) or (booking.starts, booking.ends)
    usual = booking.rule_day
    moved = usual is not None and usual != booking.day
    facts = {
        "@type": "Event",
        "startDate": _at(booking.day, starts),
        "endDate": _at(booking.day, ends),
        "eventStatus": f"{CONTEXT}/{'EventRescheduled' if moved else 'EventScheduled'}",
    }
    return facts | ({"previousStartDate": usual.isoformat()} if moved and usual else {})


def open_span(parts: Sequence[Part]) -> tuple[time, time] | None:
    """When people may come: the main parts, or all where none is called so."""
    known = [part for part in parts if part.phase == Phase.MAIN] or parts
    if not known:
        return None
    return min(part.starts for part in known), max(part.ends for part in known)


def _schedules(application: Application) -> Iterable[dict[str, Any]]:
    for number, rule in enumerate(rules_of(application)):
        dates = [one for one in application.bookings.all() if one.rule_number == number and one.rule_day]
        stand = sorted(one.rule_day for one in dates if one.state in STANDING and one.rule_day)
        if stand:
            yield _schedule(rule, stand, dates)


def _schedule(rule: Rule, stand: Sequence[date], dates: Iterable[Booking]) -> dict[str, Any]:
    """`exceptDate`: what the rule names between its first and last date and what does not take place then."""
    starts, ends = open_span(rule.parts) or (rule.starts, rule.ends)
    not_then = sorted(
        one.rule_day
        for one in dates
        if one.rule_day
        and stand[0] <= one.rule_day <= stand[-1]
        and (one.state not in STANDING or one.day != one.rule_day)
    )
    facts: dict[str, Any] = {
        "@type": "Schedule",
        "repeatFrequency": FREQUENCY[Every(rule.every)],
        "byDay": f"{CONTEXT}/{Weekday(rule.weekday).name.capitalize()}",
        "startDate": stand[0].isoformat(),
        "endDate": stand[-1].isoformat(),
        "startTime": f"{starts:%H:%M:%S}",
        "endTime": f"{ends:%H:%M:%S}",
        "scheduleTimezone": timezone.get_default_timezone_name(),
    }
    if rule.nth == LAST:
        facts["byDay"] = f"-1{ICAL_DAYS[rule.weekday]}"  # the vocabulary counts weeks from 1 to 5 only
    elif rule.nth:
        facts["byMonthWeek"] = rule.nth
    if not_then:
        facts["exceptDate"] = [day.isoformat() for day in not_then]
    return facts


def _at(day: date, at: time) -> str:
    return timezone.make_aware(datetime.combine(day, at)).isoformat()


def _said(words: object) -> str:
    return without_readings(str(words))
