"""A month on one A3 sheet for the wall: the open dates of the calendar, in the visitor's language
(in やさしい日本語 with readings)."""

from datetime import date
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext

from sengetsu.base.language import EASY, without_readings
from sengetsu.base.language_dates import clock
from sengetsu.base.paper import typeset
from sengetsu.base.qr_code import code_of
from sengetsu.living_room.spaces.choices import Weekday
from sengetsu.living_room.spaces.queries import Place

from .entries import Entry, Kind
from .periods import Period, month_of
from .queries import Day, Wish, days_of


def timetable(here: Place, month: date) -> bytes:
    """PDF of the month of that day."""
    period = month_of(month)
    url = settings.PUBLIC_URL + reverse("calendar_month", args=[month.year, month.month])
    values = {"year": month.year, "month": month.month}
    heading = gettext("%(year)s年%(month)s月の予定") % values
    data = {
        "title": without_readings(heading),
        "heading": heading,
        "place": here.venue.name,
        "place_name": here.venue.called,
        "address": here.venue.address,
        "phone": here.venue.phone,
        "airy": translation.get_language() == EASY,
        "weekdays": [str(day.label) for day in Weekday],
        "weeks": _weeks(here, period),
        "foot": gettext("だれでもどうぞ。変わることがあります。新しい予定はこちら。"),
        "url": url,
        "code": code_of(url).__dict__,
    }
    return typeset("living_room/pages/paper/timetable.typ", data)


def _weeks(here: Place, period: Period) -> list[list[dict[str, Any] | None]]:
    """Days of neighbouring months are empty cells."""
    known = {day.day: day for day in days_of(here, period.shown, Wish())}
    return [[_cell(known[day], period) for day in week] for week in period.weeks]


def _cell(day: Day, period: Period) -> dict[str, Any] | None:
    if day.day.month != period.first.month:
        return None
    events = [_event(entry) for entry in day.entries if entry.kind is Kind.OPEN and entry.event]
    return {"number": day.day.day, "closed": str(day.closed_because or ""), "events": events}


def _event(entry: Entry) -> dict[str, str]:
    if entry.event is None or entry.starts is None or entry.ends is None:
        return {"time": "", "name": "", "free": ""}
    return {
        "time": f"{clock(entry.starts)}–{clock(entry.ends)}",
        "name": str(entry.event.name),
        "free": gettext("無料") if entry.event.is_free else "",
    }
