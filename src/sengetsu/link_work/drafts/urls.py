from django.urls import path

from . import views

urlpatterns = [
    path("drafts/<str:place>/", views.draft_keep, name="draft_keep"),
    path("drafts/<str:place>/drop/", views.draft_drop, name="draft_drop"),
]
