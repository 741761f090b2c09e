"""The place as staff enter it (the room `living_room/spaces`)."""

from datetime import date

from sengetsu.base.language_fields import words
from sengetsu.living_room.demo import load_demo
from sengetsu.living_room.spaces.models import Equipment, SpecialDay
from sengetsu.living_room.spaces.picture_models import Picture, PictureFile

from .table import LINK_WORK, PUBLIC, Row, Subject, Town

ROWS = [
    Row("venue_home", LINK_WORK),
    Row("venue_new", LINK_WORK, "GET POST"),
    Row("venue_edit", LINK_WORK, "GET POST"),
    Row("venue_lending", LINK_WORK, "GET POST"),
    Row("venue_text_edit", LINK_WORK, "GET POST"),
    Row("venue_days", LINK_WORK, "GET POST"),
    Row("venue_day_open", LINK_WORK, "POST"),
    Row("venue_day_forget", LINK_WORK, "POST"),
    Row("row_list", LINK_WORK),
    Row("row_new", LINK_WORK, "GET POST"),
    Row("row_edit", LINK_WORK, "GET POST"),
    Row("row_move", LINK_WORK, "POST"),
    Row("row_remove", LINK_WORK, "POST"),
    Row("space_retire", LINK_WORK, "POST"),
    Row("space_reuse", LINK_WORK, "POST"),
    Row("picture_list", LINK_WORK),
    Row("picture_new", LINK_WORK, "GET POST"),
    Row("picture_edit", LINK_WORK, "GET POST"),
    Row("picture_move", LINK_WORK, "POST"),
    Row("picture_remove", LINK_WORK, "POST"),
    Row("picture_show", PUBLIC),
    Row("space_list", PUBLIC),
    Row("space_show", PUBLIC),
]


def furnish(town: Town) -> None:
    place = load_demo()
    closed = SpecialDay.objects.create(venue=place, day=date(2026, 12, 28), reason="大掃除")
    pot = Equipment.objects.create(venue=place, name=words("大鍋"))
    picture = Picture.objects.create(
        venue=place, alt=words("畳の部屋", "{畳|たたみ}の {部屋|へや}", "A tatami room"), is_published=True
    )
    for size in ("small", "large"):
        PictureFile.objects.create(picture=picture, size=size, content=b"", digest="0", width=1, height=1)
    town.put(
        Subject.OWN,
        topic="uses",
        day_id=closed.pk,
        row_kind="equipment",
        row_id=pot.pk,
        space_id=place.spaces.all()[0].pk,
        picture_id=picture.public_id,
        size="small",
    )
