from django.urls import path

from . import views

urlpatterns = [
    path("letters/reply/", views.letter_reply, name="letter_reply"),
    path("letters/again/", views.letter_again, name="letter_again"),
    path("answers/<str:token>/", views.answer_write, name="answer_write"),
]
