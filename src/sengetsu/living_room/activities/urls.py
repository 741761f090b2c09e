from django.urls import path

from . import views, writing_views

urlpatterns = [
    path("", views.activity_list, name="activity_list"),
    path("own/", writing_views.activity_own, name="activity_own"),
    path("new/", writing_views.activity_new, name="activity_new"),
    path("<uuid:activity_id>/", views.activity_show, name="activity_show"),
    path("<uuid:activity_id>/manage/", writing_views.activity_manage, name="activity_manage"),
    path("<uuid:activity_id>/edit/", writing_views.activity_edit, name="activity_edit"),
    path("<uuid:activity_id>/state/", writing_views.activity_move, name="activity_move"),
    path("<uuid:activity_id>/allergens/", writing_views.activity_allergens, name="activity_allergens"),
    path(
        "<uuid:activity_id>/applications/", writing_views.activity_applications, name="activity_applications"
    ),
    path(
        "<uuid:activity_id>/applications/<uuid:application_id>/",
        writing_views.activity_attach,
        name="activity_attach",
    ),
    path(
        "<uuid:activity_id>/applications/<uuid:application_id>/detach/",
        writing_views.activity_detach,
        name="activity_detach",
    ),
]
