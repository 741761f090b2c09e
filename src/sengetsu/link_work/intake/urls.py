from django.urls import path

from . import views

urlpatterns = [
    path("intake/new/", views.intake_new, name="intake_new"),
    path("intake/likely/", views.intake_likely, name="intake_likely"),
    path("intake/<uuid:public_id>/", views.intake_show, name="intake_page"),
    path("intake/<uuid:public_id>/print/", views.intake_print, name="intake_print"),
    path("intake/<uuid:public_id>/urgency/", views.intake_urgency, name="intake_urgency"),
    path("intake/<uuid:public_id>/open-case/", views.intake_open_case, name="intake_open_case"),
    path("intake/<uuid:public_id>/add/", views.intake_add, name="intake_add"),
    path("intake/<uuid:public_id>/move/", views.intake_move, name="intake_move"),
    path("intake/<uuid:public_id>/answer/", views.intake_answer, name="intake_answer"),
    path("intake/<uuid:public_id>/pass-on/", views.intake_pass_on, name="intake_pass_on"),
]
