"""The public pages of the living room: everybody gets the same answer."""

from django.utils import timezone

from .table import PUBLIC, Row, Subject, Town

ROWS = [
    Row("calendar", PUBLIC),
    Row("calendar_month", PUBLIC, keys={"year": "calendar_year", "month": "calendar_month"}),
    Row("calendar_week_now", PUBLIC),
    Row("calendar_week", PUBLIC, keys={"day": "calendar_day"}),
    Row("calendar_list", PUBLIC),
    Row("calendar_list_from", PUBLIC, keys={"day": "calendar_day"}),
]


def furnish(town: Town) -> None:
    today = timezone.localdate()
    town.put(Subject.OWN, calendar_year=today.year, calendar_month=today.month)
    town.put(Subject.OWN, calendar_day=today.isoformat())
