"""The ecomap as it was on a day, and what grew and thinned between two days."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sengetsu.link_work.cases.models import Case
from sengetsu.link_work.ties.choices import Strength
from sengetsu.link_work.ties.models import Tie

# From thin to thick; a line of conflict is no weaker tie, it is another one.
WEIGHT = {Strength.WEAK: 1, Strength.NORMAL: 2, Strength.STRONG: 3}


def ties_on(case: Case, day: date) -> list[Tie]:
    """The lines that held at the end of that day."""
    rows = case.ties.filter(since__lte=day).exclude(until__lte=day)
    return list(rows.select_related("service"))


def first_day(case: Case) -> date:
    first = case.ties.order_by("since").values_list("since", flat=True).first()
    return min(first or case.opened_on, case.opened_on)


def turning_days(case: Case) -> list[date]:
    """Days on which the picture changed, oldest first."""
    return sorted({day for days in case.ties.values_list("since", "until") for day in days if day})


@dataclass(frozen=True)
class Change:
    label: str
    before: str
    after: str
    how: str  # "new", "gone", "grew", "thinned", "other"

    @property
    def words(self) -> str:
        names = {"new": "ふえた", "gone": "なくなった", "grew": "つよくなった", "thinned": "よわくなった"}
        return names.get(self.how, "かわった")


def _how(before: Tie | None, after: Tie | None) -> str:
    if before is None or after is None:
        return "new" if before is None else "gone"
    old, new = WEIGHT.get(Strength(before.strength)), WEIGHT.get(Strength(after.strength))
    if old is None or new is None:
        return "other"
    return "grew" if new > old else "thinned"


def compare(before: Sequence[Tie], after: Sequence[Tie]) -> list[Change]:
    """What differs, in the order of the picture. The same tie has the same name and kind."""
    old = {(tie.kind, str(tie.label)): tie for tie in before}
    new = {(tie.kind, str(tie.label)): tie for tie in after}
    changes = []
    for key in [*old, *(key for key in new if key not in old)]:
        was, now = old.get(key), new.get(key)
        if was and now and was.strength == now.strength:
            continue
        changes.append(
            Change(
                key[1],
                was.get_strength_display() if was else "",
                now.get_strength_display() if now else "",
                _how(was, now),
            )
        )
    return changes


def day_at(case: Case, today: date, asked: str) -> date:
    """The day of the slider: a number of days since the first; nonsense is today."""
    first = first_day(case)
    try:
        day = first + timedelta(days=int(asked))
    except (ValueError, OverflowError):
        return today
    return min(max(day, first), today)
