"""What stands on the front page beside the town's own words."""

from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sengetsu.base.language import without_readings
from sengetsu.living_room.activities.figures import Figures, figures
from sengetsu.living_room.spaces.linked_data import CONTEXT, place_data
from sengetsu.living_room.spaces.queries import Place
from sengetsu.living_room.usage.figures import Use, use_so_far

from .entries import Entry
from .whats_on import whats_on

DATES = _("開いた回数")
VISITS = _("来た人（延べ）")
FIRST_TIMERS = _("はじめて来た人")
MEALS = _("いっしょに食べた食事")
DROP_INS = _("ふらりと来た人（延べ）")
GROUPS = _("使った団体")
LISTED = 6  # events for search engines; the calendar and the activities' pages have the others


def front_facts(here: Place, now: datetime) -> dict[str, Any]:
    on = whats_on(here.venue, now)
    use = use_so_far(here.venue, now)
    done = figures(here.venue, date.min, timezone.localtime(now).date())
    place = place_data(here, timezone.localtime(now).date())
    events = [event_data(entry, {"@id": place["@id"]}) for entry in on.open[:LISTED]]
    return {
        "on": on,
        "linked_data": place | ({"event": events} if events else {}),
        "figures": figures_of(use, done),
        "since": use.since,
    }


def figures_of(use: Use, done: Figures) -> list[tuple[Promise, int]]:
    """What the donors made possible. What was not counted is not shown as nothing."""
    numbers = {
        DATES: use.dates,
        VISITS: use.visits,
        FIRST_TIMERS: use.first_timers,
        MEALS: done.meals,
        DROP_INS: done.drop_ins,
        GROUPS: use.groups,
    }
    return [(label, number) for label, number in numbers.items() if number]


def event_data(entry: Entry, place: dict[str, Any]) -> dict[str, Any]:
    """One open date for search engines."""
    event = entry.event
    facts = {
        "@type": "Event",
        "name": without_readings(str(event.name)) if event else "",
        "startDate": _at(entry, entry.starts),
        "endDate": _at(entry, entry.ends),
        "eventStatus": f"{CONTEXT}/EventScheduled",
        "location": place,
        "url": settings.PUBLIC_URL + event.url if event and event.url else "",
        "isAccessibleForFree": bool(event and event.is_free),
    }
    return {name: value for name, value in facts.items() if value}


def _at(entry: Entry, at: Any) -> str:
    return timezone.make_aware(datetime.combine(entry.day, at)).isoformat()
