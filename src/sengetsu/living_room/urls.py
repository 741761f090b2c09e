from django.urls import include, path

urlpatterns = [
    path("", include("sengetsu.living_room.pages.urls")),
]
