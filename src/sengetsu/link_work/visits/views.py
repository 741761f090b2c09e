from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from sengetsu.accounts.access import SignedInRequest
from sengetsu.base.eras import wareki
from sengetsu.base.form_pages import form_page, posted
from sengetsu.link_work.cases.doors import case_page
from sengetsu.link_work.cases.models import Case

from . import actions, queries
from .forms import ContactForm, CorrectionForm

both = require_http_methods(["GET", "HEAD", "POST"])


@both
@case_page(thing="contact_new")
def contact_new(request: SignedInRequest, case: Case) -> HttpResponse:
    form = ContactForm(posted(request), user=request.user, case=case)

    def act(_: dict[str, Any]) -> str:
        step = form.next_step_value()
        actions.record_contact(by=request.user, case=case, next_step=step, **form.facts())
        messages.success(request, f"記録しました。次は{wareki(step.on)}、{step.person}。")
        return reverse("case_page", args=[case.public_id])

    return form_page(
        request, form=form, template="link_work/visits/new.html", act=act, context={"case": case}
    )


@both
@case_page(thing="contact_correct")
def contact_correct(request: SignedInRequest, case: Case, contact_id: UUID) -> HttpResponse:
    contact = queries.contact_of(case, contact_id)
    if contact is None:
        raise Http404
    form = CorrectionForm(posted(request), user=request.user, contact=contact)

    def act(data: dict[str, Any]) -> str:
        actions.correct_contact(by=request.user, contact=contact, reason=data["reason"], **form.facts())
        messages.success(request, "直しました。まえの文も残っています。")
        return reverse("case_course", args=[case.public_id])

    context = {"case": case, "contact": contact, "heading": "記録を直す"}
    return form_page(request, form=form, template="link_work/visits/correct.html", act=act, context=context)
