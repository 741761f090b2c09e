from django.urls import path

from . import views

urlpatterns = [
    path("<uuid:date_id>/", views.session_page, name="session_page"),
    path("<uuid:date_id>/hygiene/", views.session_hygiene, name="session_hygiene"),
    path("<uuid:date_id>/helpers/new/", views.session_helper_new, name="session_helper_new"),
    path(
        "<uuid:date_id>/helpers/<uuid:helper_id>/arrived/",
        views.session_helper_arrived,
        name="session_helper_arrived",
    ),
    path(
        "<uuid:date_id>/helpers/<uuid:helper_id>/remove/",
        views.session_helper_remove,
        name="session_helper_remove",
    ),
    path("<uuid:date_id>/photos/new/", views.session_photo_new, name="session_photo_new"),
    path(
        "<uuid:date_id>/photos/<uuid:consent_id>/withdraw/",
        views.session_photo_withdraw,
        name="session_photo_withdraw",
    ),
]
