from django.urls import path

from . import calendar_views, feed_views, space_views, views

urlpatterns = [
    path("", views.front, name="front"),
    path("about/", views.about, name="about"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("privacy/", views.privacy, name="privacy"),
    path("calendar/", calendar_views.calendar, name="calendar"),
    path("calendar/<int:year>/<int:month>/", calendar_views.calendar_month, name="calendar_month"),
    path(
        "calendar/<int:year>/<int:month>/timetable.pdf",
        calendar_views.calendar_timetable,
        name="calendar_timetable",
    ),
    path("calendar/week/", calendar_views.calendar_week, name="calendar_week_now"),
    path("calendar/week/<slug:day>/", calendar_views.calendar_week, name="calendar_week"),
    path("calendar/list/", calendar_views.calendar_list, name="calendar_list"),
    path("calendar/list/<slug:day>/", calendar_views.calendar_list, name="calendar_list_from"),
    path("calendar.ics", feed_views.calendar_ics, name="calendar_ics"),
    path("calendar/spaces/<int:space_id>.ics", feed_views.calendar_ics_space, name="calendar_ics_space"),
    path(
        "calendar/activities/<uuid:activity_id>.ics",
        feed_views.calendar_ics_activity,
        name="calendar_ics_activity",
    ),
    path("spaces/", space_views.space_list, name="space_list"),
    path("spaces/<int:space_id>/", space_views.space_show, name="space_show"),
]
