from django.urls import path

from . import ledger_views, rule_views, views

urlpatterns = [
    path("bookings/fees/", views.own_fees, name="own_fees"),
    path("bookings/dates/<uuid:booking_id>/sales/", views.sales_report, name="sales_report"),
    path("bookings/dates/<uuid:booking_id>/fee/", views.booking_fee, name="booking_fee"),
    path("bookings/notices/<uuid:notice_id>/", views.payment_notice, name="payment_notice"),
    path("place/fees/", ledger_views.fee_list, name="fee_list"),
    path("place/fees/csv/", ledger_views.fee_export, name="fee_export"),
    path("place/fees/free/", ledger_views.fee_settle_free, name="fee_settle_free"),
    path("place/fees/dates/<uuid:booking_id>/settle/", ledger_views.fee_settle, name="fee_settle"),
    path("place/fees/dates/<uuid:booking_id>/strike/", ledger_views.fee_strike, name="fee_strike"),
    path("place/fees/dates/<uuid:booking_id>/waiver/", ledger_views.fee_waive, name="fee_waive"),
    path("place/fees/notices/<uuid:notice_id>/paid/", ledger_views.notice_paid, name="notice_paid"),
    path("place/fees/notices/<uuid:notice_id>/unpaid/", ledger_views.notice_unpaid, name="notice_unpaid"),
    path("place/fees/rules/", rule_views.fee_rules, name="fee_rules"),
    path("place/fees/rules/<int:rule_id>/withdraw/", rule_views.fee_rule_withdraw, name="fee_rule_withdraw"),
    path("place/fees/rules/<slug:purpose>/", rule_views.fee_rule_new, name="fee_rule_new"),
    path("place/fees/try/", rule_views.fee_try, name="fee_try"),
    path("place/fees/settings/", rule_views.fee_settings, name="fee_settings"),
    path("place/fees/waivers/", rule_views.waiver_list, name="waiver_list"),
    path("place/fees/waivers/<int:waiver_id>/end/", rule_views.waiver_end, name="waiver_end"),
    path("place/fees/waivers/<int:waiver_id>/grant/", rule_views.waiver_grant, name="waiver_grant"),
    path("place/fees/grants/<int:grant_id>/end/", rule_views.waiver_grant_end, name="waiver_grant_end"),
]
