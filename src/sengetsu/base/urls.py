from django.urls import path

from . import language_views, views

urlpatterns = [
    path("healthz", views.healthz, name="healthz"),
    path("language/", language_views.language_choose, name="language_choose"),
]
