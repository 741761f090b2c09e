from django.urls import path

from . import views

urlpatterns = [
    path("", views.notice_list, name="notice_list"),
    path("seen/", views.notice_seen_all, name="notice_seen_all"),
    path("<int:notice_id>/seen/", views.notice_seen, name="notice_seen"),
    path("<int:notice_id>/open/", views.notice_open, name="notice_open"),
    path("outbox/", views.notice_outbox, name="notice_outbox"),
    path("outbox/<int:notice_id>/again/", views.notice_again, name="notice_again"),
    path("outbox/<int:notice_id>/settle/", views.notice_settle, name="notice_settle"),
]
