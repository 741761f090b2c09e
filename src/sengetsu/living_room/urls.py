from django.urls import include, path

from sengetsu.living_room.activities.count_views import drop_in

urlpatterns = [
    path("", include("sengetsu.living_room.fees.urls")),
    path("", include("sengetsu.living_room.pages.urls")),
    path("", include("sengetsu.living_room.usage.urls")),
    path("open-data/", include("sengetsu.living_room.open_data.urls")),
    path("notices/", include("sengetsu.living_room.notices.urls")),
    path("", include("sengetsu.living_room.bookings.urls")),
    path("", include("sengetsu.living_room.startups.urls")),
    path("sessions/", include("sengetsu.living_room.sessions.urls")),
    path("place/drop-in/", drop_in, name="drop_in"),
    path("activities/", include("sengetsu.living_room.activities.urls")),
    path("", include("sengetsu.living_room.spaces.urls")),
    path("", include("sengetsu.living_room.groups.urls")),
]
