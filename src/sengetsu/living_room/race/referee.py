"""Who won, counted twice: by what the runners were told, and by what lies in the database."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from sengetsu.living_room.bookings.models import Booking, Slot
from sengetsu.living_room.bookings.slots import quarters

from .entrants import race_groups
from .laps import Lap

CLEAR = "ほかの予定"  # what the sentence for a loser names as the reason
AT_THE_KEY = "先に入りました"  # said by the unique key while saving, not by the look before
FAULT = 500


@dataclass(frozen=True)
class Told:
    """What one runner heard: the status of the answer, whether it is a success, and the sentence."""

    status: int
    won: bool
    sentence: str = ""

    @property
    def is_clear(self) -> bool:
        return self.won or CLEAR in self.sentence


@dataclass(frozen=True)
class Result:
    laps: int
    runners: int
    one_winner: int  # laps with one winner, told and stored
    double: int  # quarters of an hour that more than one date holds
    half: int  # applications that hold some of their dates only
    unclear: list[Told] = field(default_factory=list)  # losers without a clear sentence
    faults: list[Told] = field(default_factory=list)
    at_the_key: int = 0  # losers whom the unique key refused: the others saw in time that it was too late
    sentence: str = ""  # what the losers read, one of them

    @property
    def is_clean(self) -> bool:
        spoiled = self.double or self.half or self.unclear or self.faults
        return self.one_winner == self.laps and not spoiled


def judge(laps: Sequence[Lap], told: Sequence[Sequence[Told]]) -> Result:
    """`told[lap][runner]`. Call it before the runners leave."""
    everybody = [one for lap in told for one in lap]
    dates = _dates_of_the_race()
    return Result(
        laps=len(laps),
        runners=len(told[0]) if told else 0,
        one_winner=sum(
            sum(one.won for one in heard) == 1 and len(_winners(lap, dates)) == 1
            for lap, heard in zip(laps, told, strict=True)
        ),
        double=_held_twice(dates),
        half=sum(count != len(lap.days) for lap in laps for count in _winners(lap, dates).values()),
        unclear=[one for one in everybody if not one.is_clear and one.status < FAULT],
        faults=[one for one in everybody if one.status >= FAULT],
        at_the_key=sum(AT_THE_KEY in one.sentence for one in everybody if not one.won),
        sentence=next((one.sentence for one in everybody if not one.won and one.is_clear), ""),
    )


def _dates_of_the_race() -> list[Booking]:
    rows = Booking.objects.holding().filter(application__group__public_id__in=race_groups())
    return list(rows.prefetch_related("uses"))


def _winners(lap: Lap, dates: Sequence[Booking]) -> Counter[int]:
    """Application → how many dates of the lap it holds."""
    wanted = (lap.part.space_id, lap.part.starts)
    return Counter(
        one.application_id
        for one in dates
        if one.day in lap.days and any((use.space_id, use.starts) == wanted for use in one.uses.all())
    )


def _held_twice(dates: Sequence[Booking]) -> int:
    """By the dates themselves and by the slots: neither is believed alone."""
    by_dates = Counter(
        (use.space_id, one.day, quarter)
        for one in dates
        for use in one.uses.all()
        for quarter in quarters(use.starts, use.ends)
    )
    slots = Slot.objects.filter(booking__in=dates).values_list("space_id", "day", "quarter")
    both = {key for key, count in (*by_dates.items(), *Counter(slots).items()) if count > 1}
    return len(both)
