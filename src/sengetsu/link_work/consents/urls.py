from django.urls import path

from . import views

urlpatterns = [
    path("cases/<uuid:public_id>/consents/new/", views.consent_new, name="consent_new"),
    path(
        "cases/<uuid:public_id>/consents/<uuid:consent_id>/withdraw/",
        views.consent_withdraw,
        name="consent_withdraw",
    ),
]
