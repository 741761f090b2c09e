from django.urls import path

from . import open_views, startup_views, views

urlpatterns = [
    # For anybody
    path("wishes/", open_views.wish_board, name="wish_board"),
    path("wishes/new/", open_views.wish_new, name="wish_new"),
    path("wishes/mine/<str:token>/", open_views.wish_own, name="wish_own"),
    path("wishes/mine/<str:token>/withdraw/", open_views.wish_withdraw, name="wish_withdraw"),
    path("wishes/mine/<str:token>/board/", open_views.wish_forbid, name="wish_forbid"),
    path("wishes/find/<uuid:wish_id>/", open_views.wish_find, name="wish_find"),
    # For those who run the place
    path("place/wishes/", views.wish_list, name="wish_list"),
    path("place/wishes/board/", views.wish_matches, name="wish_matches"),
    path("place/wishes/new/", views.wish_enter, name="wish_enter"),
    path("place/wishes/<uuid:wish_id>/", views.wish_show, name="wish_show"),
    path("place/wishes/<uuid:wish_id>/edit/", views.wish_edit, name="wish_edit"),
    path("place/wishes/<uuid:wish_id>/board/", views.wish_publish, name="wish_publish"),
    path("place/wishes/<uuid:wish_id>/board/down/", views.wish_take_down, name="wish_take_down"),
    path("place/wishes/<uuid:wish_id>/slip/", views.wish_slip, name="wish_slip"),
    path("place/wishes/<uuid:wish_id>/start/", startup_views.startup_new, name="startup_from_wish"),
    path("place/startups/", startup_views.startup_list, name="startup_list"),
    path("place/startups/new/", startup_views.startup_new, name="startup_new"),
    path("place/startups/hints/", startup_views.startup_hints, name="startup_hints"),
    path("place/startups/<uuid:startup_id>/", startup_views.startup_show, name="startup_show"),
    path("place/startups/<uuid:startup_id>/edit/", startup_views.startup_edit, name="startup_edit"),
    path("place/startups/<uuid:startup_id>/move/", startup_views.startup_move, name="startup_move"),
    path("place/startups/<uuid:startup_id>/plan/", startup_views.startup_plan, name="startup_plan"),
    path("place/startups/<uuid:startup_id>/state/", startup_views.startup_settle, name="startup_settle"),
    path("place/startups/<uuid:startup_id>/notes/new/", startup_views.startup_note, name="startup_note"),
    path(
        "place/startups/<uuid:startup_id>/notes/<uuid:note_id>/",
        startup_views.startup_note_correct,
        name="startup_note_correct",
    ),
    path("place/startups/<uuid:startup_id>/check/", startup_views.startup_check, name="startup_check"),
    path("place/startups/<uuid:startup_id>/print/", startup_views.startup_print, name="startup_print"),
    # For the groups that begin something
    path("startups/", startup_views.startup_own_list, name="startup_own_list"),
    path("startups/<uuid:startup_id>/", startup_views.startup_own, name="startup_own"),
]
