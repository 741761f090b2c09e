"""The one rule about when a space may be used.

The calendar offers what `judge` finds plain, the preview of a series shows what it says, and saving asks it
again; whether a quarter is free is decided at last by the database (`slots`).
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from dateutil.relativedelta import relativedelta
from django.utils import timezone
from django.utils.translation import gettext

from sengetsu.living_room.spaces.choices import Company
from sengetsu.living_room.spaces.models import Space, Venue
from sengetsu.living_room.spaces.opening import OpeningCalendar, Span
from sengetsu.living_room.spaces.queries import opening_calendar, usable_calendar

from .choices import HOLDABLE, PLAIN, Verdict
from .models import QUARTERS_OF_A_DAY, Booking, Slot
from .series import Part
from .slots import MINUTES, moment, quarters

AROUND = (7, -7, 14, -14, 1, -1, 2, -2, 3, -3, 4, -4, 5, -5, 6, -6, 21, 28)  # days, the likeliest first


@dataclass(frozen=True)
class Judgement:
    """What the rules say of a day, and why in a few words (the visitor's language)."""

    verdict: Verdict
    reason: str = ""

    @property
    def is_plain(self) -> bool:
        return self.verdict in PLAIN

    @property
    def is_holdable(self) -> bool:
        return self.verdict in HOLDABLE


@dataclass(frozen=True)
class Holder:
    """Who has a quarter: a date, or a closure with its reason."""

    booking_id: int | None
    closed_because: str = ""


@dataclass(frozen=True)
class Ground:
    """All that the rules need to know about some days of a venue; read once, then asked at will."""

    venue: Venue
    now: datetime
    last_day: date  # the booking horizon
    opening: OpeningCalendar
    usable: OpeningCalendar
    spaces: dict[int, Space]
    taken: dict[tuple[int, date], dict[int, Holder]] = field(default_factory=dict)

    @property
    def today(self) -> date:
        return timezone.localtime(self.now).date()

    def held(self, space_id: int, day: date) -> dict[int, Holder]:
        return self.taken.get((space_id, day), {})


def ground(venue: Venue, first: date, last: date, *, now: datetime | None = None) -> Ground:
    """Read what the rules need for the days from `first` to `last`: a constant number of queries."""
    now = now or timezone.now()
    today = timezone.localtime(now).date()
    spaces = {space.pk: space for space in venue.spaces.all()}
    opening = opening_calendar(venue, list(venue.hours.all()))
    taken: dict[tuple[int, date], dict[int, Holder]] = {}
    rows = Slot.objects.filter(space_id__in=spaces, day__range=(first, last)).values_list(
        "space_id", "day", "quarter", "booking_id", "closure__reason"
    )
    for space_id, day, quarter, booking_id, reason in rows:
        taken.setdefault((space_id, day), {})[quarter] = Holder(booking_id, reason or "")
    return Ground(
        venue=venue,
        now=now,
        last_day=today + relativedelta(months=venue.books_ahead_months),
        opening=opening,
        usable=usable_calendar(venue, opening),
        spaces=spaces,
        taken=taken,
    )


def judge(
    ground: Ground, day: date, parts: Sequence[Part], *, apart_from: Booking | None = None
) -> Judgement:
    """What the rules say of these parts on that day. `apart_from`: a date that is being changed itself."""
    return (
        _by_calendar_end(ground, day, parts)
        or _by_other_dates(ground, day, parts, apart_from.pk if apart_from else None)
        or judge_hours(ground, day, parts)
    )


def judge_hours(ground: Ground, day: date, parts: Sequence[Part]) -> Judgement:
    """The rules without other people's dates: horizon, holidays, closed days, usable and opening hours."""
    return (
        _by_calendar_end(ground, day, parts)
        or _by_spaces(ground, parts)
        or _by_closed_day(ground, day)
        or _by_usable_hours(ground, day, parts)
        or _by_opening_hours(ground, day, parts)
        or Judgement(Verdict.OK)
    )


def substitute(ground: Ground, day: date, parts: Sequence[Part], avoid: Collection[date] = ()) -> date | None:
    """The nearest likely day on which the same parts would be plain; None if there is none around.

    The ground must reach four weeks around the day; days in `avoid` (of the same series) are left out.
    """
    for ahead in AROUND:
        other = day + timedelta(days=ahead)
        if other not in avoid and judge(ground, other, parts).is_plain:
            return other
    return None


def free_spans(ground: Ground, space_id: int, day: date) -> list[Span]:
    """What may be offered of a space on a day, in order; every part within such a span is plain, for a space
    that is lent with others only: together with one of them."""
    if _by_closed_day(ground, day) or not ground.today <= day <= ground.last_day:
        return []
    space = ground.spaces.get(space_id)
    if space is None or not space.is_lent:
        return []
    held = ground.held(space_id, day)
    begin = _next_quarter(ground) if day == ground.today else 0
    free = [
        quarter
        for opens, closes in ground.usable.spans(day)
        for quarter in range(_up(opens), _down(closes))
        if quarter not in held and quarter >= begin
    ]
    return [(moment(first), moment(last + 1)) for first, last in _runs(sorted(set(free)))]


def _by_calendar_end(ground: Ground, day: date, parts: Sequence[Part]) -> Judgement | None:
    here = timezone.localtime(ground.now)
    begins = min((part.starts for part in parts), default=time.max)
    if day < here.date() or (day == here.date() and begins <= here.time().replace(tzinfo=None)):
        return Judgement(Verdict.PAST, gettext("もう過ぎています"))
    if day > ground.last_day:
        return Judgement(Verdict.TOO_FAR, gettext("まだ申し込めません"))
    return None


def _by_spaces(ground: Ground, parts: Sequence[Part]) -> Judgement | None:
    """What the house says of the spaces themselves: one is lent to nobody, one only alone or with another."""
    asked = {part.space_id for part in parts}
    if not asked <= ground.spaces.keys():
        return Judgement(Verdict.UNAVAILABLE, gettext("この場所は、いま貸し出していません"))
    spaces = [space for number, space in ground.spaces.items() if number in asked]
    for space in spaces:
        if not space.is_lent:
            return Judgement(Verdict.UNAVAILABLE, gettext("%(space)sは貸していません") % {"space": space})
        if space.company == Company.ALONE and len(spaces) > 1:
            why = gettext("%(space)sは、ひとつだけで申し込んでください")
            return Judgement(Verdict.UNAVAILABLE, why % {"space": space})
        if space.company == Company.TOGETHER and len(spaces) == 1:
            why = gettext("%(space)sは、ほかの場所と一緒に申し込んでください")
            return Judgement(Verdict.UNAVAILABLE, why % {"space": space})
    return None


def _by_other_dates(
    ground: Ground, day: date, parts: Sequence[Part], apart_from: int | None
) -> Judgement | None:
    holders = [
        holder
        for part in parts
        for quarter in quarters(part.starts, part.ends)
        if (holder := ground.held(part.space_id, day).get(quarter))
        and (holder.booking_id is None or holder.booking_id != apart_from)
    ]
    closed = next((holder for holder in holders if holder.booking_id is None), None)
    if closed:
        return Judgement(Verdict.UNAVAILABLE, closed.closed_because)
    return Judgement(Verdict.CLASH, gettext("ほかの予定が入っています")) if holders else None


def _by_closed_day(ground: Ground, day: date) -> Judgement | None:
    calendar = ground.usable
    if calendar.special.get(day) or day in calendar.as_usual:
        return None
    if day in calendar.special:
        return Judgement(Verdict.CLOSED, calendar.special_reasons.get(day) or gettext("臨時の休み"))
    season = next((season for season in calendar.seasons if season.holds(day)), None)
    if season:
        return Judgement(Verdict.CLOSED, season.reason or gettext("決まった休み"))
    holiday = calendar.closed_because(day)
    return Judgement(Verdict.HOLIDAY, holiday) if holiday else None


def _by_usable_hours(ground: Ground, day: date, parts: Sequence[Part]) -> Judgement | None:
    spans = ground.usable.spans(day)
    if not spans:
        return Judgement(Verdict.CLOSED, gettext("この曜日は使えません"))
    if all(_inside(part, spans) for part in parts):
        return None
    times = "、".join(f"{opens:%-H:%M}–{closes:%-H:%M}" for opens, closes in spans)
    return Judgement(Verdict.CLOSED, gettext("使える時間は %(times)s です") % {"times": times})


def _by_opening_hours(ground: Ground, day: date, parts: Sequence[Part]) -> Judgement | None:
    spans = ground.opening.spans(day)
    if all(_inside(part, spans) for part in parts):
        return None
    return Judgement(Verdict.OUT_OF_HOURS, gettext("係の人がいない時間です"))


def _inside(part: Part, spans: Sequence[Span]) -> bool:
    """Whether one span holds the whole part; spans that touch count as one."""
    joined: list[tuple[time, time]] = []
    for opens, closes in spans:
        if joined and joined[-1][1] >= opens:
            joined[-1] = (joined[-1][0], max(joined[-1][1], closes))
        else:
            joined.append((opens, closes))
    return any(opens <= part.starts and part.ends <= closes for opens, closes in joined)


def _next_quarter(ground: Ground) -> int:
    here = timezone.localtime(ground.now)
    return here.hour * 4 + here.minute // MINUTES + 1


def _up(at: time) -> int:
    return -(-(at.hour * 60 + at.minute) // MINUTES)


def _down(at: time) -> int:
    return min((at.hour * 60 + at.minute) // MINUTES, QUARTERS_OF_A_DAY - 1)


def _runs(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    """First and last of each run of following numbers."""
    first = previous = None
    for number in numbers:
        if previous is None or number != previous + 1:
            if first is not None and previous is not None:
                yield first, previous
            first = number
        previous = number
    if first is not None and previous is not None:
        yield first, previous
