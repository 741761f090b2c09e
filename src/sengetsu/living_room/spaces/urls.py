from django.urls import path

from . import views

urlpatterns = [
    path("edit/", views.venue_edit, name="venue_edit"),
    path("lending/", views.venue_lending, name="venue_lending"),
    path("words/<slug:topic>/", views.venue_text_edit, name="venue_text_edit"),
    path("days/", views.venue_days, name="venue_days"),
    path("days/<int:day_id>/forget/", views.venue_day_forget, name="venue_day_forget"),
]
