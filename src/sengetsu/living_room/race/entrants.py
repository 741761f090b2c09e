"""Groups and people that exist for a race alone. What they book is known by their groups' ids."""

from dataclasses import dataclass
from uuid import UUID, uuid5

from sengetsu.accounts.models import User
from sengetsu.living_room.bookings.models import Application
from sengetsu.living_room.groups.models import Group

# A group of a race is known by its public id, which no page and no person can give a group.
RACE = UUID("5e09e750-0000-4000-8000-7265636e0001")
MOST = 50
TITLE = "予約の競走"


@dataclass(frozen=True)
class Entrant:
    group: Group
    user: User


def race_groups() -> list[UUID]:
    return [uuid5(RACE, str(number)) for number in range(MOST)]


def booked_by_others() -> bool:
    """Whether anybody but a race ever applied here: then this may be a real town."""
    return Application.objects.exclude(group__public_id__in=race_groups()).exists()
