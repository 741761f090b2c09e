from django.urls import path

from . import views

urlpatterns = [
    path("healthz", views.healthz, name="healthz"),
    path("language/", views.language_choose, name="language_choose"),
]
