"""When somebody has time, or a space is free: a weekday and a part of the day. Pure."""

from dataclasses import dataclass
from datetime import time

from django.utils.translation import gettext as _

from sengetsu.living_room.spaces.choices import Weekday

from .choices import DayPart

Span = tuple[time, time]

# Which hours people mean; a town's usable hours cut them to what there is.
HOURS: dict[DayPart, Span] = {
    DayPart.MORNING: (time(8), time(12)),
    DayPart.AFTERNOON: (time(12), time(17)),
    DayPart.EVENING: (time(17), time(22)),
}


@dataclass(frozen=True, order=True)
class When:
    """「水曜日の午後」. Its code (`2-afternoon`) stands in forms, addresses and columns."""

    weekday: Weekday
    part: DayPart

    @property
    def code(self) -> str:
        return f"{self.weekday.value}-{self.part.value}"

    def __str__(self) -> str:
        return _("%(weekday)sの%(part)s") % {"weekday": self.weekday.label, "part": self.part.label}

    @classmethod
    def of(cls, code: object) -> "When | None":
        """The time that a code names; None for anything else (an address can hold anything)."""
        return BY_CODE.get(str(code))


ALL = tuple(When(weekday, part) for weekday in Weekday for part in DayPart)
BY_CODE = {when.code: when for when in ALL}
CHOICES = [(when.code, when) for when in ALL]
