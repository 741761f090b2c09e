from django.urls import path

from . import views

CASE = "cases/<uuid:public_id>/assessment"

urlpatterns = [
    path(f"{CASE}/measures/<slug:code>/", views.measure_new, name="measure_new"),
    path(f"{CASE}/<slug:code>/<slug:item>/", views.piece_write, name="piece_write"),
    path("sheets/", views.sheet_list, name="sheet_list"),
    path("sheets/new/", views.sheet_write, name="sheet_new"),
    path("sheets/<slug:code>/", views.sheet_write, name="sheet_edit"),
]
