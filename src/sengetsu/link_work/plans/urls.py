from django.urls import path

from . import asking_views, course_views, partner_views, views

CASE = "cases/<uuid:public_id>"
PLAN = f"{CASE}/plans/<uuid:plan_id>"

urlpatterns = [
    path(f"{CASE}/plans/new/", views.plan_new, name="plan_new"),
    path(f"{CASE}/support-decision/", views.support_decide, name="support_decide"),
    path(f"{PLAN}/", views.plan_page, name="plan_page"),
    path(f"{PLAN}/edit/", views.plan_edit, name="plan_edit"),
    path(f"{PLAN}/plain/", views.plan_plain, name="plan_plain"),
    path(f"{PLAN}/goals/new/", views.goal_write, name="goal_new"),
    path(f"{PLAN}/goals/<uuid:goal_id>/", views.goal_write, name="goal_edit"),
    path(f"{PLAN}/goals/<uuid:goal_id>/remove/", views.goal_remove, name="goal_remove"),
    path(f"{PLAN}/goals/<uuid:goal_id>/actions/new/", views.action_write, name="plan_action_new"),
    path(
        f"{PLAN}/goals/<uuid:goal_id>/actions/<uuid:action_id>/", views.action_write, name="plan_action_edit"
    ),
    path(f"{PLAN}/actions/<uuid:action_id>/remove/", views.action_remove, name="plan_action_remove"),
    path(f"{PLAN}/actions/<uuid:action_id>/tick/", course_views.action_tick, name="plan_action_tick"),
    path(f"{PLAN}/actions/<uuid:action_id>/ask/", asking_views.action_ask, name="plan_action_ask"),
    path(f"{PLAN}/actions/<uuid:action_id>/letter/", asking_views.action_letter, name="plan_action_letter"),
    path(
        f"{PLAN}/actions/<uuid:action_id>/ask/end/", asking_views.action_ask_end, name="plan_action_ask_end"
    ),
    path(f"{PLAN}/comments-seen/", course_views.comments_seen, name="plan_comments_seen"),
    path(f"{PLAN}/move/", course_views.plan_move, name="plan_move"),
    path(f"{PLAN}/decide/", course_views.plan_decide, name="plan_decide"),
    path(f"{PLAN}/monitoring/", course_views.plan_monitor, name="plan_monitor"),
    path(f"{PLAN}/evaluation/", course_views.plan_evaluate, name="plan_evaluate"),
    path(f"{PLAN}/replan/", course_views.plan_replan, name="plan_replan"),
    path(f"{PLAN}/paper/<slug:which>.pdf", course_views.plan_paper, name="plan_paper"),
    path("partner/plans/<uuid:plan_id>/", partner_views.partner_plan, name="partner_plan"),
    path(
        "partner/plans/<uuid:plan_id>/actions/<uuid:action_id>/",
        partner_views.partner_action,
        name="partner_action",
    ),
]
