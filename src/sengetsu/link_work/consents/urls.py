from django.urls import path

from . import ledger_views, views

urlpatterns = [
    path("cases/<uuid:public_id>/consents/new/", views.consent_new, name="consent_new"),
    path(
        "cases/<uuid:public_id>/consents/<uuid:consent_id>/narrow/",
        views.consent_narrow,
        name="consent_narrow",
    ),
    path(
        "cases/<uuid:public_id>/consents/<uuid:consent_id>/withdraw/",
        views.consent_withdraw,
        name="consent_withdraw",
    ),
    path("cases/<uuid:public_id>/disclosures/new/", ledger_views.disclosure_new, name="disclosure_new"),
    path(
        "disclosures/<uuid:disclosure_id>/review/", ledger_views.disclosure_review, name="disclosure_review"
    ),
]
