from django.urls import path

from . import views

urlpatterns = [
    path("", views.open_data, name="open_data"),
    path("columns.json", views.open_data_columns, name="open_data_columns"),
    path("directory-hsds.json", views.open_data_hsds, name="open_data_hsds"),
    path("<slug:data_set>.csv", views.open_data_csv, name="open_data_csv"),
    path("<slug:data_set>.json", views.open_data_json, name="open_data_json"),
]
