from django.urls import path

from . import views

urlpatterns = [
    path("cases/<uuid:public_id>/contacts/new/", views.contact_new, name="contact_new"),
    path(
        "cases/<uuid:public_id>/contacts/<uuid:contact_id>/correct/",
        views.contact_correct,
        name="contact_correct",
    ),
]
