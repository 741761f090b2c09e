"""The calendar as its page needs it: the period, the ways to leaf, the filters, the days."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sengetsu.living_room.bookings.choices import Purpose
from sengetsu.living_room.spaces.models import Space
from sengetsu.living_room.spaces.queries import Place

from .entries import Entry
from .periods import Bounds, Period, View, list_from, month_of, week_of
from .queries import Day, Wish, bounds_of, days_of

LABELS: dict[View, Promise] = {View.MONTH: _("月ごと"), View.WEEK: _("週ごと"), View.LIST: _("一覧")}


@dataclass(frozen=True)
class Tab:
    label: Promise
    url: str
    current: bool


@dataclass
class CalendarPage:
    place: Place
    period: Period
    wish: Wish
    today: date

    @cached_property
    def bounds(self) -> Bounds:
        return bounds_of(self.place, self.today)

    @cached_property
    def days(self) -> list[Day]:
        return days_of(self.place, self.period.shown, self.wish)

    @property
    def weeks(self) -> list[list[Day]]:
        return [self.days[start : start + 7] for start in range(0, len(self.days), 7)]

    @property
    def spaces(self) -> list[Space]:
        """The columns of a week."""
        return [self.wish.space] if self.wish.space else self.place.spaces

    @property
    def rows(self) -> list[tuple[Day, list[tuple[Space, list[Entry]]]]]:
        """A week: each day with what takes its spaces."""
        return [(day, day.by_space(self.spaces)) for day in self.days]

    @property
    def is_empty(self) -> bool:
        return not any(day.entries for day in self.days if self.holds(day.day))

    @property
    def is_now(self) -> bool:
        return self.holds(self.today)

    def holds(self, day: date) -> bool:
        return self.period.first <= day <= self.period.last

    @property
    def before_url(self) -> str:
        return self._url_if_known(self.period.before(self.bounds))

    @property
    def after_url(self) -> str:
        return self._url_if_known(self.period.after(self.bounds))

    @property
    def today_url(self) -> str:
        return NOW_URL[self.period.view]() + self.query

    @property
    def canonical_url(self) -> str:
        return url_of(self.period)

    @property
    def tabs(self) -> list[Tab]:
        day = self.today if self.is_now else self.period.first
        to = {View.MONTH: month_of(day), View.WEEK: week_of(day), View.LIST: list_from(day)}
        return [
            Tab(label, url_of(to[view]) + self.query, view is self.period.view)
            for view, label in LABELS.items()
        ]

    @property
    def query(self) -> str:
        wish = {
            "space": str(self.wish.space.pk) if self.wish.space else "",
            "kind": str(self.wish.purpose.value) if self.wish.purpose else "",
        }
        said = urlencode({name: value for name, value in wish.items() if value})
        return f"?{said}" if said else ""

    @property
    def feed_url(self) -> str:
        """The same dates for a calendar program: of the space that is looked at, or all open ones."""
        space = self.wish.space
        return reverse("calendar_ics_space", args=[space.pk]) if space else reverse("calendar_ics")

    @property
    def feed_address(self) -> str:
        return settings.PUBLIC_URL + self.feed_url

    @property
    def purposes(self) -> list[tuple[str, str]]:
        return [(one.value, str(one.label)) for one in Purpose]

    def _url_if_known(self, period: Period | None) -> str:
        return url_of(period) + self.query if period else ""


NOW_URL = {
    View.MONTH: lambda: reverse("calendar"),
    View.WEEK: lambda: reverse("calendar_week_now"),
    View.LIST: lambda: reverse("calendar_list"),
}


def url_of(period: Period) -> str:
    if period.view is View.MONTH:
        return reverse("calendar_month", args=[period.first.year, period.first.month])
    name = "calendar_week" if period.view is View.WEEK else "calendar_list_from"
    return reverse(name, args=[period.first.isoformat()])


def wish_of(request: HttpRequest, place: Place) -> Wish:
    """What the address asks to see only; what it cannot ask for is left out."""
    asked = request.GET.get("space", "")
    space = next((space for space in place.spaces if str(space.pk) == asked), None)
    purpose = next((one for one in Purpose if one.value == request.GET.get("kind", "")), None)
    return Wish(space, purpose)


def today() -> date:
    return timezone.localdate()
