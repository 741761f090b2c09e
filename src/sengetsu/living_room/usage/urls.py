from django.urls import path

from . import views

urlpatterns = [
    path("bookings/dates/<uuid:date_id>/key/", views.key_name, name="key_name"),
    path("bookings/dates/<uuid:date_id>/key/hand/", views.key_hand, name="key_hand"),
    path("bookings/dates/<uuid:date_id>/key/back/", views.key_back, name="key_back"),
    path("bookings/dates/<uuid:date_id>/key/undo/", views.key_undo, name="key_undo"),
    path("bookings/dates/<uuid:date_id>/closing/", views.closing_edit, name="closing_edit"),
    path("bookings/dates/<uuid:date_id>/report/", views.report_edit, name="report_edit"),
    path("place/keys/", views.key_list, name="key_list"),
    path("place/reports/", views.report_list, name="report_list"),
    path("place/closing-list/", views.closing_list_edit, name="closing_list_edit"),
]
