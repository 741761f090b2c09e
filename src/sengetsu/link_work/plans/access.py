"""Who may decide a plan, and what must be there before a conference sees it."""

from datetime import date

from sengetsu.accounts.choices import Role
from sengetsu.accounts.models import User
from sengetsu.directory.models import Organization
from sengetsu.link_work.consents.choices import Document
from sengetsu.link_work.consents.sight import all_open, sights

from .models import Plan, PlanAction, SupportDecision


def can_decide(user: User) -> bool:
    """決裁: the manager of the welfare section."""
    return user.has_role(Role.MANAGER)


def agencies_of(plan: Plan) -> list[Organization]:
    """Who takes part in a plan: the agencies of its actions."""
    ids = PlanAction.objects.filter(
        goal__plan=plan, goal__removed=False, removed=False, organization__isnull=False
    ).values("organization_id")
    return list(Organization.objects.filter(pk__in=ids).order_by("name_kana", "name"))


def agencies_without_consent(plan: Plan, day: date) -> list[Organization]:
    """Agencies of the plan to which not everybody whom it is about has opened it today."""
    people = list(plan.people.all())
    return [
        agency
        for agency in agencies_of(plan)
        if not all_open(
            sights(case=plan.case, people=people, organizations=[agency.pk], day=day), Document.PLAN
        )
    ]


def lacking_for_conference(plan: Plan, day: date) -> list[str]:
    """Sentences; empty when the plan may go to a plan conference (only decided cases, with consent)."""
    lacking = []
    if not SupportDecision.objects.filter(case=plan.case).exists():
        lacking.append("市が「支援の対象とする」と決めていません。管理職にお願いしてください。")
    if not plan.wishes.strip():
        lacking.append("本人の願いがまだ書かれていません。")
    if not PlanAction.objects.filter(goal__plan=plan, goal__removed=False, removed=False).exists():
        lacking.append("目標と、だれが何をするかを、ひとつは書いてください。")
    lacking += [
        f"「{agency}」に支援プランを見せてよいという、全員の同意がありません。"
        for agency in agencies_without_consent(plan, day)
    ]
    lacking += [
        f"「{agency}」は、いまは活動していません。" for agency in agencies_of(plan) if agency.is_closed
    ]
    return lacking
