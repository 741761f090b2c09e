from django.urls import path

from . import views

urlpatterns = [
    path("letters/new/", views.letter_new, name="letter_new"),
    path("tips/new/", views.tip_new, name="tip_new"),
]
