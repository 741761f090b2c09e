from django.urls import include, path

from . import day_views, picture_views, row_views, views

ROW = "rows/<slug:row_kind>/"
ONE_ROW = f"{ROW}<int:row_id>/"
PICTURE = "pictures/<uuid:picture_id>/"

# About the first venue; `?venue=` means another one.
place = [
    path("", views.venue_home, name="venue_home"),
    path("new/", views.venue_new, name="venue_new"),
    path("edit/", views.venue_edit, name="venue_edit"),
    path("lending/", views.venue_lending, name="venue_lending"),
    path("words/<slug:topic>/", views.venue_text_edit, name="venue_text_edit"),
    path("days/", day_views.venue_days, name="venue_days"),
    path("days/open/", day_views.venue_day_open, name="venue_day_open"),
    path("days/<int:day_id>/forget/", day_views.venue_day_forget, name="venue_day_forget"),
    path(ROW, row_views.row_list, name="row_list"),
    path(f"{ROW}new/", row_views.row_new, name="row_new"),
    path(ONE_ROW, row_views.row_edit, name="row_edit"),
    path(f"{ONE_ROW}move/", row_views.row_move, name="row_move"),
    path(f"{ONE_ROW}remove/", row_views.row_remove, name="row_remove"),
    path("spaces/<int:space_id>/retire/", row_views.space_retire, name="space_retire"),
    path("spaces/<int:space_id>/reuse/", row_views.space_reuse, name="space_reuse"),
    path("pictures/", picture_views.picture_list, name="picture_list"),
    path("pictures/new/", picture_views.picture_new, name="picture_new"),
    path(PICTURE, picture_views.picture_edit, name="picture_edit"),
    path(f"{PICTURE}move/", picture_views.picture_move, name="picture_move"),
    path(f"{PICTURE}remove/", picture_views.picture_remove, name="picture_remove"),
]
urlpatterns = [
    path("place/", include(place)),
    path("pictures/<uuid:picture_id>/<slug:size>.jpg", picture_views.picture_show, name="picture_show"),
]
