"""How many wishes and start-ups there were: counts, no words and no names."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, F, QuerySet

from sengetsu.living_room.spaces.models import Venue

from .choices import StartState, StartStep, WishDoor, WishKind, WishState
from .models import Startup, StartupMove, Wish

IN_TIME = timedelta(days=8)  # a week, and the day on which it came


@dataclass(frozen=True)
class Figures:
    """Of the days from `first` to `last`, both included. A wish is counted on the day on which it came."""

    wishes: int
    answered_in_time: int
    by_door: dict[str, int]
    by_kind: dict[str, int]
    by_state: dict[str, int]  # where the wishes of these days stand now
    startups: int  # begun in these days
    reached: int  # became a regular activity in these days
    moves: dict[str, int]  # steps that were reached in these days


def figures(venue: Venue, first: date, last: date) -> Figures:
    """Seven queries."""
    wishes = Wish.objects.filter(venue=venue, created_at__date__range=(first, last))
    startups = Startup.objects.filter(venue=venue)
    reached = startups.filter(state=StartState.REACHED, ended_at__date__range=(first, last))
    moves = StartupMove.objects.filter(startup__venue=venue, on__range=(first, last))
    return Figures(
        wishes=wishes.count(),
        answered_in_time=wishes.filter(answered_at__lt=F("created_at") + IN_TIME).count(),
        by_door=_by(wishes, "door", WishDoor.values),
        by_kind=_by(wishes, "kind", WishKind.values),
        by_state=_by(wishes, "state", WishState.values),
        startups=startups.filter(created_at__date__range=(first, last)).count(),
        reached=reached.count(),
        moves=_by(moves, "step", StartStep.values),
    )


def _by(rows: "QuerySet[Wish] | QuerySet[StartupMove]", name: str, values: Iterable[str]) -> dict[str, int]:
    """Each value with its count, also those that nobody chose."""
    found = dict(rows.order_by().values_list(name).annotate(Count("pk")))
    return {value: found.get(value, 0) for value in values}
