from django.urls import path

from . import places, views

urlpatterns = [
    path("", views.account_list, name="account_list"),
    path("invite/", views.account_invite, name="account_invite"),
    path(
        "invitations/<int:invitation_id>/revoke/", views.invitation_revoke, name="account_invitation_revoke"
    ),
    path("<int:user_id>/", views.account_edit, name="account_edit"),
    path("<int:user_id>/end/", views.account_end, name="account_end"),
    path("<int:user_id>/reinvite/", views.account_reinvite, name="account_reinvite"),
    path("<int:user_id>/roles/add/", views.grant_give, name="account_grant_give"),
    path("roles/<int:grant_id>/", views.grant_change, name="account_grant_change"),
    path("roles/<int:grant_id>/end/", views.grant_end, name="account_grant_end"),
    path("teams/", places.team_list, name="team_list"),
    path("teams/<int:team_id>/", places.team_edit, name="team_edit"),
    path("agencies/", places.agency_list, name="agency_list"),
    path("agencies/<int:agency_id>/", places.agency_edit, name="agency_edit"),
]
