"""How many, from when to when: the outline of the town before anybody is made up."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from sengetsu.base.dates import fiscal_year
from sengetsu.link_work.cases.models import Case

OPEN_SHARE = 0.2  # about 300 of 1,500 are open


@dataclass(frozen=True)
class Outline:
    """One case: its number, its days, and how many contacts it has."""

    place: int
    number: str
    opened: date
    closed: date | None
    contacts: int


def outlines(*, cases: int, contacts: int, years: float, seed: int, today: date) -> list[Outline]:
    """`cases` outlines in the order of their opening; their contacts add up to `contacts`."""
    dice = Random(f"{seed}:plan")  # noqa: S311 -- nothing here is secret
    span = max(round(years * 365.25), 1)
    # A young service grows: more cases begin in the later years.
    days = sorted(today - timedelta(days=round(span * (1 - dice.random() ** 0.8))) for _ in range(cases))
    open_places = _open_places(days, dice, today, span)
    counts = _shares(contacts, cases, dice)
    numbers = _numbers(days)
    closed = [None if place in open_places else _closing(day, dice, today) for place, day in enumerate(days)]
    return [
        Outline(place, *facts) for place, facts in enumerate(zip(numbers, days, closed, counts, strict=True))
    ]


def _open_places(days: list[date], dice: Random, today: date, span: int) -> set[int]:
    """Recent cases are open more often, but some stay open for years."""
    wanted = max(round(len(days) * OPEN_SHARE), 1)
    weights = [1 / (0.05 + (today - day).days / span) for day in days]
    ranks = sorted(range(len(days)), key=lambda place: dice.random() ** (1 / weights[place]), reverse=True)
    return set(ranks[:wanted])


def _closing(opened: date, dice: Random, today: date) -> date:
    return min(opened + timedelta(days=round(dice.lognormvariate(5.8, 0.8))), today)


def _shares(total: int, parts: int, dice: Random) -> list[int]:
    """Whole numbers that add up to `total`: most cases have a few dozen contacts, some have hundreds."""
    weights = [dice.lognormvariate(0, 0.9) for _ in range(parts)]
    scale = total / sum(weights)
    counts = [int(weight * scale) for weight in weights]
    for place in dice.sample(range(parts), total - sum(counts)):
        counts[place] += 1
    return counts


def _numbers(days: list[date]) -> list[str]:
    """Running numbers by fiscal year, after those that are there."""
    running: dict[int, int] = {}
    numbers = []
    for day in days:
        year = fiscal_year(day)
        if year not in running:
            last = Case.objects.filter(number__startswith=f"{year}-").order_by("-number").first()
            running[year] = int(last.number.split("-")[1]) if last else 0
        running[year] += 1
        numbers.append(f"{year}-{running[year]:04d}")
    return numbers
