from django.urls import path

from . import count_views, date_views, paper_views, picture_views, sign_up_views, views, writing_views

urlpatterns = [
    path("", views.activity_list, name="activity_list"),
    path("own/", writing_views.activity_own, name="activity_own"),
    path("new/", writing_views.activity_new, name="activity_new"),
    path("<uuid:activity_id>/", views.activity_show, name="activity_show"),
    path("<uuid:activity_id>/poster.pdf", paper_views.activity_poster, name="activity_poster"),
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
    path("<uuid:activity_id>/sign-up/", date_views.sign_up_terms, name="sign_up_terms"),
    path(
        "<uuid:activity_id>/dates/<uuid:booking_id>/sign-up/", sign_up_views.sign_up_new, name="sign_up_new"
    ),
    path("sign-ups/<str:token>/", sign_up_views.sign_up_page, name="sign_up_page"),
    path("sign-ups/<str:token>/cancel/", sign_up_views.sign_up_cancel, name="sign_up_cancel"),
    path("dates/<uuid:booking_id>/sign-ups/", date_views.sign_up_list, name="sign_up_list"),
    path("dates/<uuid:booking_id>/sign-up-terms/", date_views.sign_up_date_terms, name="sign_up_date_terms"),
    path(
        "dates/<uuid:booking_id>/sign-ups/<uuid:sign_up_id>/cancel/",
        date_views.sign_up_remove,
        name="sign_up_remove",
    ),
    path("dates/<uuid:booking_id>/count/", count_views.visit_count, name="visit_count"),
    path("<uuid:activity_id>/pictures/", picture_views.activity_pictures, name="activity_pictures"),
    path(
        "<uuid:activity_id>/pictures/<uuid:picture_id>/remove/",
        picture_views.activity_picture_remove,
        name="activity_picture_remove",
    ),
    path(
        "pictures/<uuid:picture_id>/<slug:size>.jpg",
        picture_views.activity_picture_show,
        name="activity_picture_show",
    ),
]
