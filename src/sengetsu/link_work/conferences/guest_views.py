"""Inviting without an account: the invitation on paper, its answer, and the papers handed over."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sengetsu.accounts.access import SignedInRequest
from sengetsu.audit.choices import Action
from sengetsu.base.form_pages import form_page, posted, refusal_as_message
from sengetsu.base.paper import pdf_answer
from sengetsu.base.qr_code import code_of

from . import guest_actions, papers, queries, showing
from .doors import paper_page, staff_page
from .forms import GuestAnswerForm, GuestForm
from .models import Conference, Guest, Paper
from .partner import conference_for_guest

NOT_COMING = "まだ渡せません。出席の返事と、守秘の約束が要ります。"
NOT_ALLOWED = "この資料は、いま渡せません。この方の機関への同意がないか、資料の期限が過ぎています。"
FORM = "link_work/conferences/form.html"


def _guest(conference: Conference, guest_id: UUID) -> Guest:
    guest = queries.guest_of(conference, guest_id)
    if guest is None:
        raise Http404
    return guest


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page
def guest_new(request: SignedInRequest, conference: Conference) -> HttpResponse:
    form = GuestForm(posted(request))

    def act(data: dict[str, Any]) -> str:
        guest = guest_actions.invite_guest(by=request.user, conference=conference, **data)
        messages.success(request, "招待の手紙ができました。紙にして渡すか、読み上げてください。")
        return reverse("guest_letter", args=[conference.public_id, guest.public_id])

    context = {
        "conference": conference,
        "heading": "アカウントのない人を招く",
        "button": "招待の手紙をつくる",
    }
    return form_page(request, form=form, template=FORM, act=act, context=context)


@require_GET
@staff_page
def guest_letter(request: SignedInRequest, conference: Conference, guest_id: UUID) -> HttpResponse:
    """The invitation on A4, with the code of its one-time page. It names no case."""
    guest = _guest(conference, guest_id)
    if guest.withdrawn_at is not None or guest.said:  # its page is closed
        raise Http404
    address = str(settings.PUBLIC_URL) + reverse("answer_write", args=[guest.token])
    context = {
        "conference": conference,
        "guest": guest,
        "oath": conference.oath,
        "address": address,
        "code": code_of(address),
    }
    return render(request, "link_work/conferences/guest_letter.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page
def guest_answer(request: SignedInRequest, conference: Conference, guest_id: UUID) -> HttpResponse:
    guest = _guest(conference, guest_id)
    form = GuestAnswerForm(posted(request), initial={"said_by": guest.name})
    form.fields["promised"].help_text = conference.oath

    def act(data: dict[str, Any]) -> str:
        guest_actions.write_answer(by=request.user, guest=guest, **data)
        return reverse("conference_page", args=[conference.public_id])

    context = {"conference": conference, "heading": f"{guest}さんの返事を書く"}
    return form_page(request, form=form, template=FORM, act=act, context=context)


@require_POST
@staff_page
def guest_withdraw(request: SignedInRequest, conference: Conference, guest_id: UUID) -> HttpResponse:
    guest = _guest(conference, guest_id)
    with refusal_as_message(request):
        guest_actions.withdraw_guest(by=request.user, guest=guest)
        messages.success(request, "招待を取りやめました。ページは閉じました。")
    return redirect("conference_page", conference.public_id)


@require_GET
@paper_page(action=Action.PRINTED)
def guest_paper(request: SignedInRequest, paper: Paper, guest_id: UUID) -> HttpResponse:
    """A paper for one guest: only what the conference's basis lets that agency have, and a ledger row."""
    guest = _guest(paper.item.conference, guest_id)
    seen = conference_for_guest(guest, timezone.localdate())
    found = seen.paper(paper.public_id) if seen else None
    if seen is None or found is None:
        messages.error(request, NOT_ALLOWED if seen else NOT_COMING)
        return redirect("conference_page", paper.item.conference.public_id)
    item, shown = found
    showing.hand_over_paper(by=request.user, seen=seen, item=item, paper=shown)
    pdf = papers.paper_pdf(paper, shown.parts)
    return pdf_answer(pdf, f"{paper.item.conference.number}-{paper}-{guest.pk}.pdf")
