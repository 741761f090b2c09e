from django.urls import path

from . import household_views, leaving_views, partner_views, views
from .inbox import intake_list

urlpatterns = [
    path("cases/<uuid:public_id>/", views.case_now, name="case_page"),
    path("cases/<uuid:public_id>/course/", views.case_course, name="case_course"),
    path("cases/<uuid:public_id>/before/", views.case_before, name="case_before"),
    path("cases/<uuid:public_id>/print/", views.case_print, name="case_print"),
    path("cases/<uuid:public_id>/trail/", views.case_trail, name="case_trail"),
    path("cases/<uuid:public_id>/needs/", views.case_needs, name="need_list"),
    path("cases/<uuid:public_id>/consents/", views.case_consents, name="consent_list"),
    path("cases/<uuid:public_id>/ties/time/", household_views.ecomap_time, name="ecomap_time"),
    path("cases/<uuid:public_id>/disclosures/", views.case_disclosures, name="disclosure_list"),
    path("cases/<uuid:public_id>/handover/compose/", leaving_views.handover_compose, name="handover_compose"),
    path("cases/<uuid:public_id>/leaving/", leaving_views.case_leaving, name="case_leaving"),
    path("cases/<uuid:public_id>/assessment/", views.case_assessment, name="assessment_list"),
    path("cases/<uuid:public_id>/plans/", views.case_plans, name="plan_list"),
    path("cases/<uuid:public_id>/household/", household_views.case_household, name="household_page"),
    path("partner/", partner_views.partner_home, name="partner_home"),
    path("intake/", intake_list, name="intake_list"),
    path("tips/mine/", views.tip_list, name="tip_list"),
]
