from django.urls import path

from . import views

urlpatterns = [
    path("", views.home_today, name="home_today"),
    path("search/", views.home_search, name="home_search"),
]
