"""Ten groups want the same hour at the same moment: one gets it. Without the unique key, several do."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction

from sengetsu.audit.verification import verify
from sengetsu.living_room.bookings.actions import DatePlan, apply
from sengetsu.living_room.bookings.choices import Door, Purpose
from sengetsu.living_room.bookings.models import Application, Booking, Slot, Use
from sengetsu.living_room.bookings.series import Part
from sengetsu.living_room.bookings.slots import Taken, occupy
from sengetsu.living_room.demo import load_demo
from sengetsu.living_room.race.actions import enter, leave
from sengetsu.living_room.race.entrants import TITLE, Entrant
from sengetsu.living_room.race.laps import Lap, laps
from sengetsu.living_room.race.referee import Result, Told, judge
from sengetsu.living_room.race.runners import Ask, Runner, run
from sengetsu.living_room.spaces.models import Venue

pytestmark = pytest.mark.django_db(transaction=True)

RUNNERS = 10
How = Callable[[Venue, Entrant], Runner]


def through_the_action(venue: Venue, entrant: Entrant) -> Runner:
    """A runner that calls the action itself, without the pages before it."""

    def prepare(lap: Lap) -> Ask:
        plans = [DatePlan(day, (lap.part,)) for day in lap.days]
        facts = {"title": TITLE, "purpose": Purpose.SALON}

        def ask() -> Told:
            try:
                apply(
                    by=entrant.user,
                    venue=venue,
                    group=entrant.group,
                    facts=facts,
                    dates=plans,
                    door=Door.ACCOUNT,
                )
            except ValidationError as refusal:
                return Told(409, won=False, sentence=refusal.messages[0])
            return Told(200, won=True)

        return ask

    return prepare


def by_the_key_alone(venue: Venue, entrant: Entrant) -> Runner:
    """A runner that takes the slots past the action, and so past the trail's line: on PostgreSQL all ten are
    inside at once. Every other one lists its dates the other way round."""

    def prepare(lap: Lap) -> Ask:
        days = lap.days if entrant.group.pk % 2 else lap.days[::-1]

        def ask() -> Told:
            try:
                with transaction.atomic():
                    occupy([(_date(venue, entrant, day, lap.part), [lap.part]) for day in days])
            except Taken as refusal:
                return Told(409, won=False, sentence=refusal.messages[0])
            except DatabaseError as fault:
                return Told(500, won=False, sentence=str(fault))
            return Told(200, won=True)

        return ask

    return prepare


def _date(venue: Venue, entrant: Entrant, day: date, part: Part) -> Booking:
    application, _ = Application.objects.get_or_create(
        venue=venue,
        group=entrant.group,
        note=f"{part}",
        title=TITLE,
        purpose=Purpose.SALON,
        door=Door.ACCOUNT,
    )
    booking = Booking.objects.create(application=application, day=day, starts=part.starts, ends=part.ends)
    Use.objects.create(booking=booking, space_id=part.space_id, starts=part.starts, ends=part.ends)
    return booking


def race(number: int, *, series: bool = False, how: How = through_the_action) -> Result:
    venue = load_demo()
    course = laps(Venue.objects.get(pk=venue.pk), number, series=series)
    entrants = enter(by=None, number=RUNNERS)
    told = run(course, [how(venue, entrant) for entrant in entrants])
    return judge(course, told)


@pytest.fixture
def without_the_guard() -> Iterator[None]:
    """The same house with the unique key of slots taken away."""
    guard = next(one for one in Slot._meta.constraints if one.name == "living_room_slot_taken_once")
    kept = Slot._meta.constraints
    Slot._meta.constraints = [one for one in kept if one is not guard]  # SQLite makes the table anew
    with connection.schema_editor() as editor:
        editor.remove_constraint(Slot, guard)
    yield
    leave(by=None)
    Slot._meta.constraints = kept
    with connection.schema_editor() as editor:
        editor.add_constraint(Slot, guard)


def test_of_ten_who_want_the_same_hour_one_gets_it_and_nine_are_told_why() -> None:
    result = race(8)
    assert result.is_clean, result
    assert (result.one_winner, result.laps, result.runners) == (8, 8, RUNNERS)
    assert result.at_the_key == 8 * (RUNNERS - 1)


def test_of_ten_who_want_the_same_series_one_gets_all_of_its_dates() -> None:
    result = race(4, series=True)
    assert result.is_clean, result


def test_the_unique_key_decides_alone_and_nobody_waits_in_a_circle() -> None:
    result = race(4, series=True, how=by_the_key_alone)
    assert result.is_clean, result


def test_without_the_unique_key_the_same_race_shows_double_bookings(without_the_guard: None) -> None:
    result = race(4)
    assert not result.is_clean
    assert result.double > 0
    assert result.one_winner < 4


def test_a_race_leaves_nothing_but_its_trace() -> None:
    race(2)
    before = Application.objects.count()
    leave(by=None)
    assert before > Application.objects.count()
    assert not Application.objects.filter(title=TITLE).exists()
    assert not Slot.objects.filter(booking__application__title=TITLE).exists()
    assert verify().fault is None
