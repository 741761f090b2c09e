from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from sengetsu.accounts.access import SignedInRequest
from sengetsu.base.form_pages import form_page, posted
from sengetsu.base.way_back import way_back
from sengetsu.link_work.cases.doors import case_page
from sengetsu.link_work.cases.models import Case

from . import actions, queries
from .choices import TEXT_VERSION, Given
from .forms import ConsentForm, NarrowForm, WithdrawalForm

both = require_http_methods(["GET", "HEAD", "POST"])


def _next(request: SignedInRequest, case: Case) -> str:
    consents = reverse("consent_list", args=[case.public_id])
    return way_back(request, request.GET.get("next", ""), otherwise=consents)


@both
@case_page(thing="consent_new")
def consent_new(request: SignedInRequest, case: Case) -> HttpResponse:
    asked = request.GET.get("organization", "")
    initial = {"organization": asked, "facts": ["name", "need"], "documents": request.GET.getlist("document")}
    form = ConsentForm(posted(request), request.FILES or None, case=case, initial=initial)

    def act(data: dict[str, Any]) -> str:
        values = {name: data[name] for name in ConsentForm.base_fields if name not in {"once_key", "given"}}
        actions.give_consent(by=request.user, case=case, given=Given(data["given"]), **values)
        messages.success(request, "同意を記録しました。")
        return _next(request, case)

    context = {"case": case, "heading": "同意を記録する", "has_people": case.members.exists()}
    context["text_version"] = TEXT_VERSION
    return form_page(request, form=form, template="link_work/consents/new.html", act=act, context=context)


@both
@case_page(thing="consent_narrow")
def consent_narrow(request: SignedInRequest, case: Case, consent_id: UUID) -> HttpResponse:
    consent = queries.consent_of(case, consent_id)
    if consent is None or consent.withdrawn_at is not None:
        raise Http404
    form = NarrowForm(posted(request), consent=consent)

    def act(data: dict[str, Any]) -> str:
        values = {name: data.get(name, []) for name in ("facts", "documents")}
        actions.narrow_consent(
            by=request.user, consent=consent, until=data["until"], words=data["words"], **values
        )
        messages.success(request, "同意をせばめました。これから先の伝え方は、すべてこの範囲になります。")
        return reverse("consent_list", args=[case.public_id])

    context = {"case": case, "consent": consent, "heading": "同意をせばめる"}
    return form_page(request, form=form, template="link_work/consents/narrow.html", act=act, context=context)


@both
@case_page(thing="consent_withdraw")
def consent_withdraw(request: SignedInRequest, case: Case, consent_id: UUID) -> HttpResponse:
    consent = queries.consent_of(case, consent_id)
    if consent is None:
        raise Http404
    form = WithdrawalForm(posted(request))

    def act(data: dict[str, Any]) -> str:
        actions.withdraw_consent(by=request.user, consent=consent, words=data["words"])
        messages.success(request, "同意を取りやめました。開いていた返事のページも閉じました。")
        return reverse("consent_list", args=[case.public_id])

    context = {"case": case, "consent": consent, "heading": "同意を取りやめる"}
    return form_page(
        request, form=form, template="link_work/consents/withdraw.html", act=act, context=context
    )
