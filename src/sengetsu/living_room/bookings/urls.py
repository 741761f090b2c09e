from django.urls import path

from . import desk_views, open_views, permit_views, views

urlpatterns = [
    path("bookings/", views.booking_list, name="booking_list"),
    path("bookings/new/", views.booking_new, name="booking_new"),
    path("bookings/<uuid:application_id>/", views.application_page, name="application_page"),
    path("bookings/dates/<uuid:booking_id>/change/", views.booking_change, name="booking_change"),
    path("bookings/dates/<uuid:booking_id>/cancel/", views.booking_cancel, name="booking_cancel"),
    path("bookings/dates/<uuid:booking_id>/undo/", views.booking_undo, name="booking_undo"),
    path("bookings/dates/<uuid:booking_id>/take-up/", views.booking_take_up, name="booking_take_up"),
    path("place/bookings/", desk_views.booking_desk, name="booking_desk"),
    path("place/bookings/<uuid:application_id>/decide/", desk_views.booking_decide, name="booking_decide"),
    path("place/closures/", desk_views.closure_list, name="closure_list"),
    path("place/closures/<int:closure_id>/lift/", desk_views.closure_lift, name="closure_lift"),
    path("spaces/apply/", open_views.booking_apply_open, name="booking_apply_open"),
    path("spaces/requests/<str:token>/", open_views.booking_request_page, name="booking_request_page"),
    path(
        "spaces/requests/<str:token>/cancel/",
        open_views.booking_request_cancel,
        name="booking_request_cancel",
    ),
    path(
        "spaces/requests/<str:token>/permit.pdf",
        permit_views.booking_request_permit,
        name="booking_request_permit",
    ),
    path(
        "spaces/requests/<str:token>/refusal.pdf",
        permit_views.booking_request_refusal,
        name="booking_request_refusal",
    ),
    path("bookings/<uuid:application_id>/permit.pdf", permit_views.booking_permit, name="booking_permit"),
    path("bookings/<uuid:application_id>/refusal.pdf", permit_views.booking_refusal, name="booking_refusal"),
]
