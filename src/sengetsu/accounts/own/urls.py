from django.urls import path

from . import views

urlpatterns = [
    path("", views.account_home, name="account_home"),
    path("sessions/close/", views.account_sessions_close, name="account_sessions_close"),
]
