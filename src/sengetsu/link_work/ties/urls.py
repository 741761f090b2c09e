from django.urls import path

from . import views

urlpatterns = [
    path("cases/<uuid:public_id>/ties/", views.tie_list, name="tie_list"),
    path("cases/<uuid:public_id>/ties/<int:pk>/", views.tie_change, name="tie_change"),
    path("cases/<uuid:public_id>/ties/<int:pk>/end/", views.tie_end, name="tie_end"),
]
