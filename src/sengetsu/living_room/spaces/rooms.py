"""What one finds at a place: its spaces with their pictures and equipment, and how one gets in."""

from dataclasses import dataclass

from .models import BarrierFreeFact, Equipment, Space
from .picture_models import Picture
from .picture_queries import published_pictures
from .queries import Place, listed_places


@dataclass(frozen=True)
class Room:
    space: Space
    pictures: list[Picture]
    equipment: list[Equipment]


@dataclass(frozen=True)
class House:
    """A place with all that a visitor may know of it. `pictures` and `equipment`: of no single space."""

    place: Place
    rooms: list[Room]
    pictures: list[Picture]
    equipment: list[Equipment]
    barrier_free: list[BarrierFreeFact]

    @property
    def lent(self) -> list[Space]:
        """The spaces that may be asked for."""
        return [room.space for room in self.rooms if room.space.is_lent]


def house_of(place: Place) -> House:
    """Five queries, whatever there is."""
    pictures = published_pictures(place.venue.pk)
    equipment = list(place.venue.equipment.all())
    rooms = [
        Room(
            space,
            [picture for picture in pictures if picture.space_id == space.pk],
            [thing for thing in equipment if thing.space_id == space.pk],
        )
        for space in place.spaces
    ]
    return House(
        place=place,
        rooms=rooms,
        pictures=[picture for picture in pictures if picture.space_id is None],
        equipment=[thing for thing in equipment if thing.space_id is None],
        barrier_free=list(place.venue.barrier_free.all()),
    )


def room_shown(space_id: int) -> tuple[House, Room] | None:
    """The room behind an address, if a visitor may know of it."""
    for place in listed_places():
        if any(space.pk == space_id for space in place.spaces):
            house = house_of(place)
            return house, next(room for room in house.rooms if room.space.pk == space_id)
    return None
