"""The public pages of the living room: everybody gets the same answer."""

from django.utils import timezone

from sengetsu.living_room.activities.models import Activity
from sengetsu.living_room.demo import load_demo

from .table import PUBLIC, Row, Subject, Town

ROWS = [
    Row("calendar", PUBLIC),
    Row("calendar_month", PUBLIC, keys={"year": "calendar_year", "month": "calendar_month"}),
    Row("calendar_timetable", PUBLIC, keys={"year": "calendar_year", "month": "calendar_month"}),
    Row("activity_poster", PUBLIC, keys={"activity_id": "feed_activity_id"}),
    Row("calendar_week_now", PUBLIC),
    Row("calendar_week", PUBLIC, keys={"day": "calendar_day"}),
    Row("calendar_list", PUBLIC),
    Row("calendar_list_from", PUBLIC, keys={"day": "calendar_day"}),
    Row("open_data", PUBLIC),
    Row("open_data_csv", PUBLIC),
    Row("open_data_json", PUBLIC),
    Row("open_data_columns", PUBLIC),
    Row("open_data_hsds", PUBLIC),
    Row("calendar_ics", PUBLIC),
    Row("calendar_ics_space", PUBLIC, keys={"space_id": "feed_space_id"}),
    Row("calendar_ics_activity", PUBLIC, keys={"activity_id": "feed_activity_id"}),
]


def furnish(town: Town) -> None:
    today = timezone.localdate()
    town.put(Subject.OWN, calendar_year=today.year, calendar_month=today.month)
    town.put(Subject.OWN, calendar_day=today.isoformat())
    town.put(Subject.OWN, data_set="facilities")
    venue = load_demo()
    town.put(Subject.OWN, feed_space_id=venue.spaces.all()[0].pk)
    town.put(Subject.OWN, feed_activity_id=Activity.objects.published()[0].public_id)
