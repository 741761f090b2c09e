"""A synthetic town for measuring and for trying things out: the same seed makes the same town."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from random import Random

from django.db import transaction

from sengetsu.audit.actions import record
from sengetsu.audit.choices import Action
from sengetsu.directory import demo as directory
from sengetsu.directory.models import Service
from sengetsu.link_work.cases.models import Case
from sengetsu.living_room import demo as living_room

from .bundle import Bundle
from .cases import make_case
from .entries import loose_entry
from .plan import outlines
from .staff import Staff, take_on
from .words import Words
from .writing import save

CASES_AT_ONCE = 40
LOOSE, WAITING = 0.3, 0.01  # entries without a case, for each case: handled, and waiting


class NotEmpty(RuntimeError):
    """There are cases already; synthetic ones would stand among them."""


@dataclass(frozen=True)
class Scale:
    years: float = 10
    cases: int = 1_500
    contacts: int = 60_000
    seed: int = 1


def generate(
    scale: Scale, *, today: date, add: bool = False, tell: Callable[[int], None] = lambda _: None
) -> int:
    """Fill the database; returns the number of rows. `tell` hears how many cases are done.

    Raises `NotEmpty` when there are cases already, unless `add`.
    """
    if Case.objects.exists() and not add:
        raise NotEmpty("There are cases already.")
    living_room.load_demo()
    directory.load_demo()
    staff = take_on(today)
    services = list(Service.objects.select_related("organization").order_by("name", "pk"))
    rows = _cases(scale, today, staff, services, tell) + _loose(scale, today, staff, services)
    with transaction.atomic():
        record(
            by=None, action=Action.CREATED, thing="synthetic_town",
            detail={"seed": scale.seed, "cases": scale.cases, "contacts": scale.contacts},
        )  # fmt: skip
    return rows


def _words(scale: Scale, part: str, services: list[Service]) -> Words:
    return Words(Random(f"{scale.seed}:{part}"), directory=services)  # noqa: S311 -- nothing here is secret


def _cases(
    scale: Scale, today: date, staff: Staff, services: list[Service], tell: Callable[[int], None]
) -> int:
    plan = iter(
        outlines(cases=scale.cases, contacts=scale.contacts, years=scale.years, seed=scale.seed, today=today)
    )
    rows = done = 0
    while part := list(islice(plan, CASES_AT_ONCE)):
        bundle = Bundle()
        for outline in part:
            words = _words(scale, f"case:{outline.place}", services)
            make_case(bundle, outline, words, staff, today)
        rows += save(bundle)
        done += len(part)
        tell(done)
    return rows


def _loose(scale: Scale, today: date, staff: Staff, services: list[Service]) -> int:
    words = _words(scale, "loose", services)
    waiting = max(round(scale.cases * WAITING), 1)
    handled = round(scale.cases * LOOSE)
    first = today - timedelta(days=round(scale.years * 365))
    bundle = Bundle()
    for place in range(waiting + handled):
        loose_entry(bundle, words, staff, first=first, today=today, waiting=place < waiting)
    return save(bundle)
