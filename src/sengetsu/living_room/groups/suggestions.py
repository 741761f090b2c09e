"""What a permit or an insurance may be called. Suggestions as data: a town adds its own by using them."""

from functools import cache
from pathlib import Path

from .queries import kinds_used

KINDS = Path(__file__).with_name("permit_kinds.txt")


@cache
def usual_kinds() -> tuple[str, ...]:
    return tuple(line for line in KINDS.read_text(encoding="utf-8").splitlines() if line)


def permit_kinds() -> list[str]:
    """The usual ones, then those that only this town knows."""
    return list(dict.fromkeys([*usual_kinds(), *kinds_used()]))
