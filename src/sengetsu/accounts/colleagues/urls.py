from django.urls import path

from . import views

urlpatterns = [
    path("", views.colleague_list, name="colleague_list"),
    path("invite/", views.colleague_invite, name="colleague_invite"),
    path("<int:grant_id>/end/", views.colleague_end, name="colleague_end"),
    path("invitations/<int:invitation_id>/revoke/", views.colleague_revoke, name="colleague_revoke"),
]
