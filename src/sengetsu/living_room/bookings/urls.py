from django.urls import path

from . import permit_views

urlpatterns = [
    path("<uuid:application_id>/permit.pdf", permit_views.booking_permit, name="booking_permit"),
    path("<uuid:application_id>/refusal.pdf", permit_views.booking_refusal, name="booking_refusal"),
]
