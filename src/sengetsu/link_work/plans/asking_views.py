"""The letter with which an agency without an account is asked how its action goes."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from sengetsu.accounts.access import SignedInRequest
from sengetsu.audit.choices import Action
from sengetsu.base.form_pages import refusal_as_message
from sengetsu.base.qr_code import code_of
from sengetsu.link_work.cases.doors import case_page
from sengetsu.link_work.cases.models import Case

from . import asking, queries
from .views import action_or_404, plan_or_404, to_plan


@require_POST
@case_page(thing="plan")
def action_ask(request: SignedInRequest, case: Case, plan_id: UUID, action_id: UUID) -> HttpResponse:
    plan = plan_or_404(case, plan_id)
    action = action_or_404(plan, action_id)
    with refusal_as_message(request):
        asking.ask_agency(by=request.user, action=action)
        messages.success(request, "手紙ができました。紙にして渡すか、ページのアドレスを伝えてください。")
        return redirect("plan_action_letter", case.public_id, plan_id, action_id)
    return redirect(to_plan(plan))


@require_GET
@case_page(thing="plan", action=Action.PRINTED)
def action_letter(request: SignedInRequest, case: Case, plan_id: UUID, action_id: UUID) -> HttpResponse:
    plan = plan_or_404(case, plan_id)
    action = action_or_404(plan, action_id)
    page = queries.open_page_of(action)
    if page is None:
        raise Http404
    address = str(settings.PUBLIC_URL) + reverse("answer_write", args=[page.token])
    context = {
        "case": case, "plan": plan, "action": action, "page": page, "address": address,
        "code": code_of(address),
    }  # fmt: skip
    return render(request, "link_work/plans/action_letter.html", context)


@require_POST
@case_page(thing="plan")
def action_ask_end(request: SignedInRequest, case: Case, plan_id: UUID, action_id: UUID) -> HttpResponse:
    plan = plan_or_404(case, plan_id)
    asking.stop_asking(by=request.user, action=action_or_404(plan, action_id))
    messages.success(request, "たずねるのをやめました。ページは閉じました。")
    return redirect(to_plan(plan))
