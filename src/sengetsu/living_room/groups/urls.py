from django.urls import path

from . import decision_views, member_views, open_views, permit_views, staff_views, views

urlpatterns = [
    path("groups/", views.group_own, name="group_own"),
    path("groups/apply/", open_views.group_apply, name="group_apply"),
    path("groups/applied/<uuid:group_id>/", open_views.group_applied, name="group_applied"),
    path("groups/join/<str:token>/", open_views.group_join, name="group_join"),
    path("groups/<uuid:group_id>/", views.group_show, name="group_show"),
    path("groups/<uuid:group_id>/edit/", views.group_edit, name="group_edit"),
    path("groups/<uuid:group_id>/renewal/", views.group_ask_renewal, name="group_ask_renewal"),
    path("groups/<uuid:group_id>/permits/new/", permit_views.permit_new, name="group_permit_new"),
    path(
        "groups/<uuid:group_id>/permits/<int:permit_id>/",
        permit_views.permit_edit,
        name="group_permit_edit",
    ),
    path(
        "groups/<uuid:group_id>/permits/<int:permit_id>/remove/",
        permit_views.permit_remove,
        name="group_permit_remove",
    ),
    path(
        "groups/<uuid:group_id>/permits/<int:permit_id>/restore/",
        permit_views.permit_restore,
        name="group_permit_restore",
    ),
    path("groups/<uuid:group_id>/invite/", member_views.member_invite, name="group_member_invite"),
    path(
        "groups/<uuid:group_id>/links/<int:link_id>/revoke/",
        member_views.link_revoke,
        name="group_link_revoke",
    ),
    path(
        "groups/<uuid:group_id>/members/<int:membership_id>/end/",
        member_views.member_end,
        name="group_member_end",
    ),
    path("groups/<uuid:group_id>/approve/", decision_views.group_approve, name="group_approve"),
    path("groups/<uuid:group_id>/renew/", decision_views.group_renew, name="group_renew"),
    path("groups/<uuid:group_id>/decline/", decision_views.group_decline, name="group_decline"),
    path("groups/<uuid:group_id>/end/", decision_views.group_end, name="group_end"),
    path("groups/<uuid:group_id>/undo/", decision_views.group_undo, name="group_undo"),
    path("groups/<uuid:group_id>/note/", decision_views.group_note, name="group_note"),
    path("place/groups/", staff_views.group_list, name="group_list"),
    path("place/groups/find/", staff_views.group_find, name="group_find"),
    path("place/groups/new/", staff_views.group_new, name="group_new"),
]
