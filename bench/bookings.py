"""Applications a second through the pages, beside the bare INSERT of the rows that they leave."""

import time
from collections.abc import Iterator, Sequence
from threading import Barrier, Thread
from typing import Any

from django.db import connection, connections, models, transaction

from sengetsu.living_room.bookings.models import Application, Booking, Slot, Use
from sengetsu.living_room.race.actions import enter, leave
from sengetsu.living_room.race.browser import runner, sign_in
from sengetsu.living_room.race.entrants import race_groups
from sengetsu.living_room.race.laps import Lap, laps
from sengetsu.living_room.race.runners import Runner
from sengetsu.living_room.spaces.models import Venue

CLIENTS = (1, 4)
Row = tuple[str, list[Any]]  # an INSERT and its values


def measure(origin: str, number: int) -> list[dict[str, Any]]:
    """One row for each number of clients: bookings a second through HTTP, bare, and their ratio."""
    venue = Venue.objects.all()[0]
    told = []
    for clients in CLIENTS:
        course = laps(venue, clients + number, series=False)
        entrants = enter(by=None, number=clients)
        try:
            runners = [runner(origin, one, sign_in(one.user)) for one in entrants]
            _send(course[:clients], runners)  # warm
            seconds = _send(course[clients:], runners)
            made = Application.objects.filter(group__public_id__in=race_groups())
            if made.count() != len(course):
                raise SystemExit(f"{made.count()} of {len(course)} applications were saved")
            bare = _bare(list(made.order_by("pk")))
        finally:
            leave(by=None)
        rate = number / seconds
        told.append(
            {
                "clients": clients,
                "bookings": number,
                "per_second": round(rate, 1),
                "bare_per_second": round(bare, 1),
                "ratio": round(rate / bare, 4),
            }
        )
    return told


def _send(course: Sequence[Lap], runners: Sequence[Runner]) -> float:
    """Seconds in which all laps were sent, shared out among the runners; forms are opened before."""
    forms = [[runner(lap) for lap in course[place :: len(runners)]] for place, runner in enumerate(runners)]
    start = Barrier(len(runners) + 1)

    def go(place: int) -> None:
        start.wait()
        for send in forms[place]:
            send()
        connections.close_all()

    threads = [Thread(target=go, args=(place,)) for place in range(len(runners))]
    for thread in threads:
        thread.start()
    start.wait()
    begin = time.perf_counter()
    for thread in threads:
        thread.join()
    return time.perf_counter() - begin


def _bare(applications: list[Application]) -> float:
    """Applications a second when their rows are taken out and put back, each in a transaction of its own."""
    rows = [list(_rows_of(application)) for application in applications]
    Application.objects.filter(pk__in=[one.pk for one in applications]).delete()
    begin = time.perf_counter()
    for of_one in rows:
        with transaction.atomic(), connection.cursor() as cursor:
            for statement, values in of_one:
                cursor.execute(statement, values)
    return len(rows) / (time.perf_counter() - begin)


def _rows_of(application: Application) -> Iterator[Row]:
    yield _insert(application)
    for booking in Booking.objects.filter(application=application):
        yield _insert(booking)
        for use in Use.objects.filter(booking=booking):
            yield _insert(use)
        for slot in Slot.objects.filter(booking=booking).order_by("quarter"):
            yield _insert(slot)


def _insert(row: models.Model) -> Row:
    fields = row._meta.concrete_fields
    quote = connection.ops.quote_name
    columns = ", ".join(quote(str(field.column)) for field in fields)
    marks = ", ".join(["%s"] * len(fields))
    values = [field.get_db_prep_save(getattr(row, field.attname), connection) for field in fields]
    # Names of our own tables and columns; every value goes by itself.
    return f"INSERT INTO {quote(row._meta.db_table)} ({columns}) VALUES ({marks})", values  # noqa: S608
