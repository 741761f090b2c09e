"""A referral on the page of the agency that was asked."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from sengetsu.accounts.access import roles_required, signed_in
from sengetsu.accounts.choices import Role
from sengetsu.base.form_pages import form_page, posted
from sengetsu.link_work.consents.choices import Fact
from sengetsu.link_work.consents.showing import leave_partner_trace, show_by_consent

from .choices import Said, answers_to
from .forms import PhoneAnswerForm
from .models import Referral
from .partner import SeenReferral, referral_for
from .partner_actions import answer_referral


def _form(request: HttpRequest, referral: Referral) -> forms.Form:
    form = PhoneAnswerForm(posted(request))
    form.choose_from("said", [(one.value, one.label) for one in answers_to(referral.state)])
    for name in ("said_by", "aware"):
        form.fields.pop(name, None)
    form.fields["first_on"].label = "つぎの日（はじめに会う日、連絡する日）"
    return form


def _leave_traces(request: HttpRequest, seen: SeenReferral) -> None:
    by, referral = signed_in(request), seen.referral
    leave_partner_trace(by=by, case=referral.case, thing="partner_referral", thing_id=str(referral.public_id))
    if referral.consent:
        facts = [fact.value for fact in Fact if fact.label in seen.shared]
        show_by_consent(by=by, consent=referral.consent, facts=facts, what=referral.question)


@require_http_methods(["GET", "HEAD", "POST"])
@roles_required(Role.PARTNER)
def partner_referral(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    seen = referral_for(signed_in(request), referral_id, timezone.localdate())
    if seen is None:
        raise Http404
    _leave_traces(request, seen)

    def act(data: dict[str, Any]) -> str:
        answer_referral(
            by=signed_in(request), referral=seen.referral, said=Said(data["said"]), words=data["words"],
            first_on=data["first_on"],
        )  # fmt: skip
        messages.success(request, "返事をとどけました。")
        return reverse("partner_home")

    return form_page(
        request,
        form=_form(request, seen.referral),
        template="link_work/referrals/partner.html",
        act=act,
        context={"seen": seen, "referral": seen.referral},
    )
