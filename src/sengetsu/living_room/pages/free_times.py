"""When the spaces of a place are free, at a glance: what the one rule of bookings offers, as links."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import get_language, gettext

from sengetsu.accounts.choices import Role
from sengetsu.accounts.models import User
from sengetsu.living_room.bookings.slots import MINUTES
from sengetsu.living_room.bookings.verdicts import Ground, free_spans, ground
from sengetsu.living_room.spaces.models import Space
from sengetsu.living_room.spaces.opening import Span
from sengetsu.living_room.spaces.queries import Place

from .holidays import said_reason

FORTNIGHT = 14  # days
TICKS = (12, 18)  # hours that a strip marks


@dataclass(frozen=True)
class Bar:
    """A span within a strip: quarters of an hour from its left edge."""

    left: int
    width: int


@dataclass(frozen=True)
class Offer:
    """A free span, and the page on which one asks for it."""

    starts: time
    ends: time
    address: str


@dataclass(frozen=True)
class Cell:
    """One space on one day."""

    space: Space
    offers: list[Offer]
    free: list[Bar]


@dataclass(frozen=True)
class FreeDay:
    """`closed`: why nothing can be asked for that day, in the visitor's language; else nothing."""

    day: date
    closed: str
    staffed: list[Bar]  # when somebody of the house is there
    cells: list[Cell]


class FreeTimes:
    """Some days of some spaces of one place. Reads the ground once."""

    def __init__(
        self, place: Place, spaces: Sequence[Space], days: Sequence[date], user: User | AnonymousUser
    ) -> None:
        self.place = place
        self.spaces = list(spaces)
        self.span = list(days)
        self.user = user

    @cached_property
    def ground(self) -> Ground:
        return ground(self.place.venue, self.span[0], self.span[-1])

    @cached_property
    def days(self) -> list[FreeDay]:
        return [self._day(day) for day in self.span] if self.spaces and self.span else []

    @cached_property
    def edges(self) -> Span:
        """From the earliest to the latest moment at which anything may be used: the width of every strip."""
        spans = [span for day in self.span for span in self.ground.usable.spans(day)]
        spans += [span for day in self.span for span in self.ground.opening.spans(day)]
        return (
            (min(span[0] for span in spans), max(span[1] for span in spans)) if spans else (time(9), time(17))
        )

    @property
    def ticks(self) -> list[int]:
        """Noon and six in the evening, where the strip reaches them."""
        found = (self._quarter(time(hour)) for hour in TICKS)
        return [tick for tick in found if 0 < tick < self.width]

    @property
    def width(self) -> int:
        return max(1, self._quarter(self.edges[1]))

    def _day(self, day: date) -> FreeDay:
        closed = self._closed(day)
        cells = [] if closed else [self._cell(space, day) for space in self.spaces]
        return FreeDay(day, closed, self._bars(self.ground.opening.spans(day)), cells)

    def _closed(self, day: date) -> str:
        if day > self.ground.last_day:
            return gettext("まだ申し込めません")
        if self.ground.usable.spans(day):
            return ""
        if day in self.ground.usable.special and get_language() != settings.LANGUAGE_CODE:
            return gettext("休み")  # the reason is a word of staff, in Japanese only
        return said_reason(self.ground.usable.closed_because(day)) or gettext("休み")

    def _cell(self, space: Space, day: date) -> Cell:
        spans = free_spans(self.ground, space.pk, day)
        offers = [Offer(starts, ends, self._address(space, day, starts, ends)) for starts, ends in spans]
        return Cell(space, offers, self._bars(spans))

    def _bars(self, spans: Sequence[Span]) -> list[Bar]:
        found = [(self._quarter(starts), self._quarter(ends)) for starts, ends in spans]
        return [Bar(left, right - left) for left, right in found if right > left]

    def _quarter(self, at: time) -> int:
        begins = self.edges[0].hour * 60 + self.edges[0].minute
        return (at.hour * 60 + at.minute - begins) // MINUTES

    def _address(self, space: Space, day: date, starts: time, ends: time) -> str:
        wish: dict[str, object] = {} if self.place.is_first else {"venue": self.place.venue.pk}
        wish |= {
            "space": space.pk,
            "day": day.isoformat(),
            "starts": f"{starts:%H:%M}",
            "ends": f"{ends:%H:%M}",
        }
        return f"{apply_address(self.user)}?{urlencode(wish)}"


def apply_address(user: User | AnonymousUser) -> str:
    """Where this person applies: organizers and staff on their own page, anybody else in the open form."""
    roles = (Role.ORGANIZER, Role.LINK_WORKER, Role.MANAGER)
    has_account = isinstance(user, User) and user.has_role(*roles)
    return reverse("booking_new" if has_account else "booking_apply_open")


@dataclass(frozen=True)
class Fortnight:
    """Fourteen days from `first`, with the ones before and after, as far as one may apply."""

    first: date
    earlier: date | None
    later: date | None

    @property
    def days(self) -> list[date]:
        return [self.first + timedelta(days=ahead) for ahead in range(FORTNIGHT)]


def fortnight(asked: str, today: date, last: date) -> Fortnight:
    """From the asked day (ISO); from today for what is no day, is over, or is out of reach."""
    try:
        first = date.fromisoformat(asked)
    except ValueError:
        first = today
    first = first if today <= first <= last else today
    step = timedelta(days=FORTNIGHT)
    later = first + step
    earlier = max(today, first - step) if first > today else None
    return Fortnight(first, earlier, later if later <= last else None)


@dataclass(frozen=True)
class Month:
    """The days of a month that are not over, with the months before and after that one may look at."""

    first: date
    days: list[date]
    earlier: str
    later: str


def month_asked(asked: str, today: date, last: date) -> Month:
    """`asked`: 2026-12. This month for what is none, is over, or is out of reach."""
    try:
        first = date.fromisoformat(f"{asked}-01")
    except ValueError:
        first = today.replace(day=1)
    here = today.replace(day=1)
    first = first if here <= first <= last else here
    following = (first + timedelta(days=31)).replace(day=1)
    length = (following - first).days
    days = [day for day in (first + timedelta(days=ahead) for ahead in range(length)) if day >= today]
    before = (first - timedelta(days=1)).replace(day=1)
    earlier = f"{before:%Y-%m}" if before >= here else ""
    return Month(first, days, earlier, f"{following:%Y-%m}" if following <= last else "")
