from django.urls import path

from . import question_views, views

urlpatterns = [
    path("cases/<uuid:public_id>/contacts/new/", views.contact_new, name="contact_new"),
    path(
        "cases/<uuid:public_id>/contacts/<uuid:contact_id>/correct/",
        views.contact_correct,
        name="contact_correct",
    ),
    path(
        "cases/<uuid:public_id>/contacts/<uuid:contact_id>/ask/",
        question_views.question_ask,
        name="question_ask",
    ),
    path(
        "cases/<uuid:public_id>/questions/<int:question_id>/",
        question_views.question_answer,
        name="question_answer",
    ),
]
