from django.urls import path

from . import language_views, views

urlpatterns = [
    path("healthz", views.healthz, name="healthz"),
    path("token/", views.token_show, name="token_show"),
    path("language/", language_views.language_choose, name="language_choose"),
]
