from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from sengetsu.accounts.access import SignedInRequest
from sengetsu.base.form_pages import form_page, posted
from sengetsu.link_work.cases.doors import case_page
from sengetsu.link_work.cases.models import Case
from sengetsu.link_work.drafts.actions import drop_draft

from . import actions, queries
from .choices import Category, NeedState
from .forms import NeedForm, NeedStateForm

both = require_http_methods(["GET", "HEAD", "POST"])


@both
@case_page(thing="need_new")
def need_new(request: SignedInRequest, case: Case) -> HttpResponse:
    form = NeedForm(posted(request), user=request.user, case=case)

    def act(data: dict[str, Any]) -> str:
        actions.note_need(
            by=request.user,
            case=case,
            category=Category(data["category"]),
            words=data["words"],
            person=data["person"],
        )
        drop_draft(by=request.user, place=form.draft_key)
        return reverse("need_list", args=[case.public_id])

    context = {"case": case, "heading": "必要なことを書く"}
    return form_page(request, form=form, template="link_work/needs/new.html", act=act, context=context)


@both
@case_page(thing="need_state")
def need_state(request: SignedInRequest, case: Case, need_id: UUID) -> HttpResponse:
    need = queries.need_of(case, need_id)
    if need is None:
        raise Http404
    form = NeedStateForm(posted(request), need=need, initial={"unmet_reason": need.unmet_reason})

    def act(data: dict[str, Any]) -> str:
        actions.move_need(
            by=request.user, need=need, to=NeedState(data["to"]), unmet_reason=data["unmet_reason"]
        )
        return reverse("need_list", args=[case.public_id])

    context = {"case": case, "need": need, "heading": "必要なことの様子"}
    return form_page(request, form=form, template="link_work/needs/state.html", act=act, context=context)
