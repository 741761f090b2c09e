from datetime import date

from sengetsu.living_room.demo import load_demo
from sengetsu.living_room.spaces.models import SpecialDay

from .table import LINK_WORK, PUBLIC, Row, Subject, Town

ROWS = [
    Row("front", PUBLIC),
    Row("about", PUBLIC),
    Row("accessibility", PUBLIC),
    Row("privacy", PUBLIC),
    Row("venue_edit", LINK_WORK, "GET POST"),
    Row("venue_lending", LINK_WORK, "GET POST"),
    Row("venue_text_edit", LINK_WORK, "GET POST"),
    Row("venue_days", LINK_WORK, "GET POST"),
    Row("venue_day_forget", LINK_WORK, "POST"),
]


def furnish(town: Town) -> None:
    closed = SpecialDay.objects.create(venue=load_demo(), day=date(2026, 12, 28), reason="大掃除")
    town.put(Subject.OWN, topic="uses", day_id=closed.pk)
