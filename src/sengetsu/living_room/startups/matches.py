"""Which wish fits which empty slot, and which two wishes fit each other: proposed with the reason in words.

A person decides. Japanese only: read by staff.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from sengetsu.living_room.spaces.choices import SpaceKind

from .choices import WishKind
from .free_times import Slot
from .models import Wish
from .times import When

SHOWN = 3  # proposals for one wish


@dataclass(frozen=True)
class Match:
    """A slot that suits a wish."""

    slot: Slot

    @property
    def reason(self) -> str:
        slot = self.slot
        weeks = "・".join(f"第{nth}" for nth in slot.nths)
        rule = "毎週" if slot.is_every_week else f"{weeks}週に" if weeks else ""
        often = f"{rule}あいています" if rule else f"{len(slot.days)}週のうち{len(slot.free)}週あいています"
        return f"{slot.when}は、{slot.space}が{often}"


@dataclass(frozen=True)
class Pair:
    """Another wish whose wisher has time at the same time."""

    other: Wish
    whens: list[When]

    @property
    def reason(self) -> str:
        times = "、".join(str(when) for when in self.whens)
        helper = "手伝いたい人がいます。" if self.other.kind == WishKind.HELP else ""
        return f"{helper}どちらも{times}が都合よし"


@dataclass(frozen=True)
class Proposal:
    """What the board proposes for one wish; `why_not` says why there is nothing."""

    wish: Wish
    matches: list[Match]
    pairs: list[Pair]

    @property
    def why_not(self) -> str:
        if self.matches:
            return ""
        if not self.wish.whens:
            return "都合のよい曜日と時間を聞いていません。"
        return "都合のよい時間には、あいている部屋がありません。"


def matches_of(wish: Wish, slots: Iterable[Slot]) -> list[Match]:
    """The slots at the wisher's times, those that are free most often first. Who needs the kitchen gets it;
    who does not is not sent there."""
    whens = set(wish.whens)
    fitting = [slot for slot in slots if slot.when in whens and _suits(slot, wish)]
    fitting.sort(key=lambda slot: (-len(slot.free) / len(slot.days), slot.when, slot.space.pk))
    return [Match(slot) for slot in fitting[:SHOWN]]


def _suits(slot: Slot, wish: Wish) -> bool:
    return bool(slot.free) and (slot.space.kind == SpaceKind.KITCHEN) == wish.needs_kitchen


def pairs_of(wish: Wish, others: Iterable[Wish]) -> list[Pair]:
    """Other wishes at the same times; those who want to help come first."""
    found = [
        Pair(other, common)
        for other in others
        if other.pk != wish.pk and (common := [when for when in other.whens if when in wish.whens])
    ]
    found.sort(key=lambda pair: (pair.other.kind != WishKind.HELP, -len(pair.whens), pair.other.pk))
    return found[:SHOWN]


def proposals(wishes: Iterable[Wish], slots: Iterable[Slot], others: Iterable[Wish]) -> list[Proposal]:
    """For each of the wishes, among these slots and these other wishes."""
    slots, others = list(slots), list(others)
    return [Proposal(wish, matches_of(wish, slots), pairs_of(wish, others)) for wish in wishes]
