"""The first page of an agency: what was asked of it, and what it takes part in. It owns no data."""

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from sengetsu.accounts.access import led_agencies, roles_required, signed_in
from sengetsu.accounts.choices import Role
from sengetsu.audit.actions import record
from sengetsu.audit.choices import Action
from sengetsu.directory.organizations.access import can_keep_own
from sengetsu.link_work.conferences.partner import seats_of
from sengetsu.link_work.consents.sight import organizations_of
from sengetsu.link_work.plans.partner import plans_for
from sengetsu.link_work.plans.showing import list_plans
from sengetsu.link_work.referrals.partner import referrals_for


@require_GET
@roles_required(Role.PARTNER)
def partner_home(request: HttpRequest) -> HttpResponse:
    user, today = signed_in(request), timezone.localdate()
    referrals, plans = list(referrals_for(user, today)), plans_for(user, today)
    listed = sorted({one.case.number for one in referrals} | {one.plan.case.number for one in plans})
    if listed:
        with transaction.atomic():
            record(by=user, action=Action.LISTED, thing="partner", listed=listed)
    list_plans(by=user, plans=plans)
    organizations = organizations_of(user)
    context = {
        "referrals": referrals,
        "plans": plans,
        "seats": seats_of(user),
        "leads": bool(led_agencies(user)),
        "organizations": organizations,
        "kept": {one.pk for one in organizations if can_keep_own(user, one)},
        "today": today,
    }
    return render(request, "link_work/desk/partner.html", context)
