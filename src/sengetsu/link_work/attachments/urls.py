from django.urls import path

from . import views

CASE = "cases/<uuid:public_id>/attachments"

urlpatterns = [
    path(f"{CASE}/", views.attachment_list, name="attachment_list"),
    path(f"{CASE}/<uuid:attachment_id>/file/", views.attachment_file, name="attachment_file"),
    path(f"{CASE}/<uuid:attachment_id>/remove/", views.attachment_remove, name="attachment_remove"),
]
