from django.urls import path

from . import partner_views, views

HERE = "cases/<uuid:public_id>/referrals/<uuid:referral_id>/"

urlpatterns = [
    path("referrals/", views.referral_list, name="referral_list"),
    path("cases/<uuid:public_id>/needs/<uuid:need_id>/where/", views.referral_pick, name="referral_pick"),
    path(
        "cases/<uuid:public_id>/needs/<uuid:need_id>/decline/",
        views.suggestion_decline,
        name="suggestion_decline",
    ),
    path("cases/<uuid:public_id>/needs/<uuid:need_id>/refer/", views.referral_new, name="referral_new"),
    path(HERE, views.referral_page, name="referral_page"),
    path(f"{HERE}send/", views.referral_send, name="referral_send"),
    path(f"{HERE}ask/", views.referral_ask, name="referral_ask"),
    path(f"{HERE}move/", views.referral_move, name="referral_move"),
    path(f"{HERE}phone/", views.referral_phone, name="referral_phone"),
    path(f"{HERE}letter/", views.referral_letter, name="referral_letter"),
    path("partner/referrals/<uuid:referral_id>/", partner_views.partner_referral, name="partner_referral"),
]
