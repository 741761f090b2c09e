"""The page of a plan for an agency that takes part in it. What consent does not allow is not there: 404."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from sengetsu.accounts.access import roles_required, signed_in
from sengetsu.accounts.choices import Role
from sengetsu.base.form_pages import form_page, posted

from . import course_actions, showing
from .choices import ActionState
from .forms import TickForm
from .partner import SeenPlan, plan_for


def _seen(request: HttpRequest, plan_id: UUID) -> SeenPlan:
    seen = plan_for(signed_in(request), plan_id, timezone.localdate())
    if seen is None:
        raise Http404
    return seen


@require_GET
@roles_required(Role.PARTNER)
def partner_plan(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    seen = _seen(request, plan_id)
    showing.show_plan(by=signed_in(request), seen=seen)
    return render(request, "link_work/plans/partner.html", {"seen": seen, "plan": seen.plan})


@require_http_methods(["GET", "HEAD", "POST"])
@roles_required(Role.PARTNER)
def partner_action(request: HttpRequest, plan_id: UUID, action_id: UUID) -> HttpResponse:
    """Tick one's own action, and write beside it."""
    seen = _seen(request, plan_id)
    own = {one.action.public_id: one.action for goal in seen.goals for one in goal.actions if one.is_own}
    if action_id not in own:
        raise Http404
    action = own[action_id]
    showing.show_plan(by=signed_in(request), seen=seen)
    form = TickForm(posted(request), action=action)

    def act(data: dict[str, Any]) -> str:
        course_actions.tick_action(
            by=signed_in(request), action=action, state=ActionState(data["state"]), words=data["words"],
            organization=action.organization,
        )  # fmt: skip
        messages.success(request, "書きました。リンクワーカーに知らせます。")
        return reverse("partner_plan", args=[plan_id])

    context = {"seen": seen, "plan": seen.plan, "action": action}
    return form_page(
        request, form=form, template="link_work/plans/partner_action.html", act=act, context=context
    )
