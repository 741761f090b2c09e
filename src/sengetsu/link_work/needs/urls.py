from django.urls import path

from . import views

urlpatterns = [
    path("cases/<uuid:public_id>/needs/new/", views.need_new, name="need_new"),
    path("cases/<uuid:public_id>/needs/<uuid:need_id>/state/", views.need_state, name="need_state"),
]
