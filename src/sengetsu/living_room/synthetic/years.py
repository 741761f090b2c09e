"""Years of made-up bookings, for measuring (`make bench`): the same seed makes the same years.

Groups meet every week in their own hours; each 年度 is one application. Rows are written in bulk, past the
actions, since nobody asked for these dates; what is taken already stays as it is.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta
from itertools import islice
from random import Random

from django.db import transaction
from django.utils import timezone

from sengetsu.audit.actions import record
from sengetsu.audit.choices import Action
from sengetsu.living_room.bookings.choices import Door, Purpose, State, Verdict
from sengetsu.living_room.bookings.models import Application, Booking, Slot, Use
from sengetsu.living_room.bookings.series import Every, Part, Rule, fiscal_year_end
from sengetsu.living_room.bookings.slots import quarters
from sengetsu.living_room.groups.choices import GroupState
from sengetsu.living_room.groups.models import Group
from sengetsu.living_room.spaces.models import Venue
from sengetsu.living_room.usage.models import Report

BLOCKS = (("09:00", "11:00"), ("11:00", "13:00"), ("13:00", "15:00"), ("15:15", "17:15"), ("18:00", "20:00"))
AHEAD = timedelta(days=90)
HELD, COUNTED = 0.92, 0.9  # dates that were not called off; past ones that were reported
AT_ONCE = 1_000
NAMES = ("そらまめ", "つくし", "かぜ", "ひだまり", "こもれび", "あじさい", "すずらん", "たんぽぽ", "みずたま")
KINDS = ("の会", "食堂", "サロン", "教室", "クラブ")
MOST_PEOPLE = 9  # of one age band


@dataclass(frozen=True)
class Cell:
    """A space on a weekday in a block of hours, and the group that has it for good."""

    group: Group
    part: Part
    weekday: int
    title: str
    purpose: Purpose

    @property
    def rule(self) -> Rule:
        return Rule(Every.WEEKLY, self.weekday, (self.part,))


def generate(venue: Venue, *, years: float, bookings: int, seed: int, today: date) -> int:
    """About that many dates of `venue`, from so many years ago to three months ahead. Returns how many."""
    random = Random(f"{seed}:bookings")  # noqa: S311 - nothing here is secret
    first = today - timedelta(days=round(years * 365.25))
    weeks = ((today + AHEAD) - first).days / 7
    cells = _cells(venue, round(bookings / weeks / HELD), random)
    taken = set(Slot.objects.filter(day__gte=first).values_list("space_id", "day", "quarter"))
    dates = (
        (booking, part)
        for cell in cells
        for booking, part in _dates(venue, cell, first, today + AHEAD, random)
        if taken.isdisjoint((part.space_id, booking.day, at) for at in quarters(part.starts, part.ends))
    )
    made = 0
    while part := list(islice(dates, AT_ONCE)):
        with transaction.atomic():
            _save(part, today, random)
        made += len(part)
    with transaction.atomic():
        detail = {"seed": seed, "bookings": made}
        record(by=None, action=Action.CREATED, thing="synthetic_years", detail=detail)
    return made


def _cells(venue: Venue, number: int, random: Random) -> list[Cell]:
    """As many weekly hours as there are dates to make, and no more than a week has."""
    free = [
        (space.pk, weekday, block) for space in venue.spaces.all() for weekday in range(7) for block in BLOCKS
    ]
    chosen = random.sample(free, min(max(number, 1), len(free)))
    return [_cell(place, *one, random=random) for place, one in enumerate(chosen)]


def _cell(place: int, space_id: int, weekday: int, block: tuple[str, str], *, random: Random) -> Cell:
    name = f"{NAMES[place % len(NAMES)]}{KINDS[place // len(NAMES) % len(KINDS)]}"
    group = Group.objects.create(
        name=f"{name}（見本{place + 1}）",
        state=GroupState.APPROVED,
        valid_until=fiscal_year_end(timezone.localdate() + AHEAD),
        people=random.randint(3, 20),
    )
    part = Part(space_id, time.fromisoformat(block[0]), time.fromisoformat(block[1]))
    return Cell(group, part, weekday, name, random.choice(list(Purpose)))


def _dates(
    venue: Venue, cell: Cell, first: date, last: date, random: Random
) -> Iterator[tuple[Booking, Part]]:
    """The weekly dates of a cell, unsaved; each 年度 has its application."""
    application: Application | None = None
    day = first + timedelta(days=(cell.weekday - first.weekday()) % 7)
    while day <= last:
        if application is None or application.until is None or day > application.until:
            application = _application(venue, cell, day, random)
        if random.random() < HELD:
            yield _booking(application, cell, day), cell.part
        day += timedelta(weeks=1)


def _application(venue: Venue, cell: Cell, day: date, random: Random) -> Application:
    return Application.objects.create(
        venue=venue,
        group=cell.group,
        title=cell.title,
        purpose=cell.purpose,
        is_public=random.random() < HELD,
        people=cell.group.people,
        door=Door.ACCOUNT,
        rules=[cell.rule.as_json()],
        until=fiscal_year_end(day),
    )


def _booking(application: Application, cell: Cell, day: date) -> Booking:
    late = cell.weekday > 4 or cell.part.ends > time(17, 15)  # noqa: PLR2004 - Friday
    return Booking(
        application=application,
        day=day,
        starts=cell.part.starts,
        ends=cell.part.ends,
        rule_day=day,
        state=State.REPORTED if day < timezone.localdate() else State.APPROVED,
        verdict=Verdict.OUT_OF_HOURS if late else Verdict.OK,
        decided_at=timezone.now(),
        sequence=1,
    )


def _save(dates: list[tuple[Booking, Part]], today: date, random: Random) -> None:
    Booking.objects.bulk_create([booking for booking, _ in dates])
    Use.objects.bulk_create(
        Use(booking=booking, space_id=part.space_id, starts=part.starts, ends=part.ends, phase=part.phase)
        for booking, part in dates
    )
    Slot.objects.bulk_create(
        Slot(booking=booking, space_id=part.space_id, day=booking.day, quarter=quarter)
        for booking, part in dates
        for quarter in quarters(part.starts, part.ends)
    )
    past = [booking for booking, _ in dates if booking.day < today and random.random() < COUNTED]
    bands = ("preschool", "school", "youth", "adult", "senior")
    Report.objects.bulk_create(
        Report(
            booking=booking,
            sent_at=booking.ends_at,
            **{band: random.randint(0, MOST_PEOPLE) for band in bands},
        )
        for booking in past
    )
