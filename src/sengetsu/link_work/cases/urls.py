from django.urls import path

from . import household_views, life_views, merge_views, views

urlpatterns = [
    path("cases/", views.case_list, name="case_list"),
    path("cases/export/", views.case_export, name="case_export"),
    path("cases/new/", views.case_new, name="case_new"),
    path("people/likely/", household_views.people_likely, name="people_likely"),
    path("cases/<uuid:public_id>/people/new/", household_views.person_new, name="person_new"),
    path("cases/<uuid:public_id>/people/<uuid:person_id>/", household_views.person_edit, name="person_edit"),
    path(
        "cases/<uuid:public_id>/people/<uuid:person_id>/add/",
        household_views.person_known,
        name="person_known",
    ),
    path(
        "cases/<uuid:public_id>/people/<uuid:person_id>/remove/",
        household_views.person_remove,
        name="person_remove",
    ),
    path("cases/<uuid:public_id>/bonds/new/", life_views.bond_new, name="bond_new"),
    path("cases/<uuid:public_id>/bonds/<int:bond_id>/remove/", life_views.bond_remove, name="bond_remove"),
    path("cases/<uuid:public_id>/events/new/", life_views.life_event_new, name="life_event_new"),
    path(
        "cases/<uuid:public_id>/proposals/<int:proposal_id>/", life_views.proposal_take, name="proposal_take"
    ),
    path(
        "cases/<uuid:public_id>/proposals/<int:proposal_id>/aside/",
        life_views.proposal_aside,
        name="proposal_aside",
    ),
    path("cases/<uuid:public_id>/participation/new/", life_views.participation_new, name="participation_new"),
    path("cases/<uuid:public_id>/follow-up/", life_views.case_follow_up, name="case_follow_up"),
    path("cases/<uuid:public_id>/merge/", merge_views.case_merge, name="case_merge"),
    path("cases/<uuid:public_id>/merges/<int:merge_id>/undo/", merge_views.merge_undo, name="merge_undo"),
    path("cases/<uuid:public_id>/split/", merge_views.household_split, name="household_split"),
    path(
        "cases/<uuid:public_id>/people/<uuid:person_id>/same/",
        merge_views.person_merge,
        name="person_merge",
    ),
    path("cases/<uuid:public_id>/reason/", views.case_reason, name="case_reason"),
    path("cases/<uuid:public_id>/next-step/", views.case_next_step, name="case_next_step"),
    path("cases/<uuid:public_id>/urgency/", views.case_urgency, name="case_urgency"),
    path("cases/<uuid:public_id>/cautions/", views.case_cautions, name="case_cautions"),
    path("cases/<uuid:public_id>/state/", views.case_state, name="case_state"),
    path("cases/<uuid:public_id>/restrict/", views.case_restrict, name="case_restrict"),
    path("cases/<uuid:public_id>/unrestrict/", views.case_unrestrict, name="case_unrestrict"),
    path("cases/<uuid:public_id>/handover/", views.case_handover, name="case_handover"),
    path("cases/<uuid:public_id>/take-over/", views.case_take_over, name="case_take_over"),
    path("cases/<uuid:public_id>/handover/<int:pk>/", views.handover_answer, name="handover_answer"),
    path("cases/<uuid:public_id>/handover/<int:pk>/accept/", views.handover_accept, name="handover_accept"),
    path(
        "cases/<uuid:public_id>/handover/<int:pk>/withdraw/",
        views.handover_withdraw,
        name="handover_withdraw",
    ),
]
