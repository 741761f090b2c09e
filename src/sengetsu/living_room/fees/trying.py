"""Examples of what a rule costs, for whoever writes or explains it. Nothing here is saved."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sengetsu.base.yen import yen
from sengetsu.living_room.spaces.models import Venue

from .choices import Kind
from .models import FeeRule
from .queries import RuleBook
from .rules import MINUTES_OF_AN_HOUR, Calculation, Terms, fee, in_hours

SALES = (0, 4_980, 12_345, 50_000)  # yen: nothing, a slow day, an ordinary one, a good one
MINUTES = (60, 150, 240)


@dataclass(frozen=True)
class Trial:
    """What the calculator found; `problem` where it cannot say."""

    rule: FeeRule | None
    calculation: Calculation | None = None
    problem: str = ""


@dataclass(frozen=True)
class Example:
    what: str
    calculation: Calculation


def try_rule(venue: Venue, asked: dict[str, Any]) -> Trial:
    """By the rule in force on the day that is asked for. `asked`: what `TryForm` cleaned."""
    rule = RuleBook(venue).rule_on(asked["purpose"], asked["day"])
    if rule is None:
        return Trial(None, problem="この日の決まりがありません。")
    if rule.terms.needs_sales and asked["sales"] is None:
        return Trial(rule, problem="売上を書いてください。")
    waiver = asked["waiver"]
    found = fee(
        rule.terms,
        sales=asked["sales"],
        trial_number=asked["number"],
        waiver=waiver.relief if waiver else None,
        minutes=int((asked["hours"] or Decimal(0)) * MINUTES_OF_AN_HOUR),
    )
    return Trial(rule, found)


def examples_of(terms: Terms) -> list[Example]:
    """What the rule costs after the free trials, for a few ordinary dates."""
    later = terms.free_times + 1
    if terms.kind == Kind.PERCENTAGE:
        return [Example(f"売上 {yen(one)}", fee(terms, sales=one, trial_number=later)) for one in SALES]
    if terms.kind == Kind.HOURLY:
        return [Example(in_hours(one), fee(terms, minutes=one, trial_number=later)) for one in MINUTES]
    return [Example("1回", fee(terms, trial_number=later))]
