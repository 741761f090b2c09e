"""The disclosure ledger: writing a row by hand, and the manager's review. The list stands in the desk."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from sengetsu.accounts.access import SignedInRequest, roles_required, signed_in
from sengetsu.accounts.choices import Role
from sengetsu.audit.choices import Action
from sengetsu.base.form_pages import form_page, posted
from sengetsu.link_work.cases.doors import case_page, leave_trace
from sengetsu.link_work.cases.models import Case

from . import ledger_actions, queries
from .choices import Basis, Way
from .forms import DisclosureForm, ReviewForm

both = require_http_methods(["GET", "HEAD", "POST"])


@both
@case_page(thing="disclosure_new")
def disclosure_new(request: SignedInRequest, case: Case) -> HttpResponse:
    form = DisclosureForm(posted(request))

    def act(data: dict[str, Any]) -> str:
        basis, way = Basis(data.pop("basis")), Way(data.pop("way"))
        ledger_actions.disclose(by=request.user, case=case, basis=basis, way=way, **data)
        words = "伝えたことを記録しました。"
        if basis is Basis.EMERGENCY:
            words += "管理職の「きょう」に、見直しとして出ます。"
        messages.success(request, words)
        return reverse("disclosure_list", args=[case.public_id])

    context = {"case": case, "heading": "伝えたことを記録する"}
    return form_page(
        request, form=form, template="link_work/consents/disclose.html", act=act, context=context
    )


@both
@roles_required(Role.MANAGER)
def disclosure_review(request: HttpRequest, disclosure_id: UUID) -> HttpResponse:
    """Also of a restricted case: the manager sees what was told, not the case."""
    row = queries.review_of(signed_in(request), disclosure_id)
    if row is None:
        raise Http404
    leave_trace(request, row.case, thing="disclosure", action=Action.OPENED)
    form = ReviewForm(posted(request))

    def act(data: dict[str, Any]) -> str:
        ledger_actions.review_disclosure(by=signed_in(request), disclosure=row, words=data["words"])
        messages.success(request, "見直しを記録しました。")
        return reverse("home_today")

    return form_page(
        request, form=form, template="link_work/consents/review.html", act=act, context={"row": row}
    )
