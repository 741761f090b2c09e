"""Papers of one click: the hand-over summary, and the paper to another town."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from sengetsu.accounts.access import SignedInRequest
from sengetsu.base.form_pages import form_page, posted
from sengetsu.link_work.cases import handovers
from sengetsu.link_work.cases.doors import case_page
from sengetsu.link_work.cases.models import Case
from sengetsu.link_work.consents.choices import Basis
from sengetsu.link_work.drafts.actions import keep_draft
from sengetsu.link_work.drafts.queries import draft_at
from sengetsu.living_room.spaces.queries import place_of

from .forms import LeavingForm
from .leaving import hand_over_to_town
from .summaries import summary_of


@require_POST
@case_page(thing="handover")
def handover_compose(request: SignedInRequest, case: Case) -> HttpResponse:
    """Into the writer's own draft, where it is read and changed before anybody else sees it."""
    place = handovers.draft_place(case)
    typed = draft_at(request.user, place)  # nothing typed is lost: the summary comes below it
    begun = "\n".join(typed.get("summary", []))
    content = {**typed, "summary": ["\n\n".join(filter(None, [begun, summary_of(case)]))]}
    keep_draft(by=request.user, place=place, content=content)
    return redirect("case_handover", case.public_id)


@require_http_methods(["GET", "HEAD", "POST"])
@case_page(thing="handover")
def case_leaving(request: SignedInRequest, case: Case) -> HttpResponse:
    form = LeavingForm(posted(request), summary=summary_of(case))
    here = place_of(request)

    def act(data: dict[str, Any]) -> str:
        hand_over_to_town(
            by=request.user, case=case, basis=Basis(data.pop("basis")),
            place=str(here.called) if here else "Sengetsu", **data,
        )  # fmt: skip
        messages.success(request, "引き継ぎ書をつくりました。渡したら、段階を変えてください。")
        return reverse("attachment_list", args=[case.public_id])

    context = {"case": case, "heading": "転出の引き継ぎ書", "button": "紙をつくる"}
    return form_page(request, form=form, template="link_work/cases/form.html", act=act, context=context)
