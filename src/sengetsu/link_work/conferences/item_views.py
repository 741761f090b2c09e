"""One item of the agenda: what was said, the minutes, what was decided, and its papers."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from sengetsu.accounts.access import SignedInRequest, roles_required, signed_in
from sengetsu.accounts.choices import Role
from sengetsu.audit.choices import Action
from sengetsu.base.form_pages import form_page, posted, refusal_as_message
from sengetsu.base.paper import pdf_answer

from . import actions, paper_actions, papers, queries
from .access import is_staff
from .doors import item_page, paper_page
from .forms import MinutesForm, PartForm, RemarkForm, ResolutionForm
from .models import AgendaItem, Paper
from .views import FORM, both, to_conference


def _to_paper(paper: Paper) -> str:
    return reverse("paper_page", args=[paper.item.conference.public_id, paper.public_id])


def _context(item: AgendaItem, heading: str, **more: Any) -> dict[str, Any]:
    return {"conference": item.conference, "item": item, "heading": heading, **more}


@require_POST
@item_page
def item_remove(request: SignedInRequest, item: AgendaItem) -> HttpResponse:
    with refusal_as_message(request):
        actions.drop_case(by=request.user, item=item)
    return redirect(to_conference(item.conference))


@both
@item_page
def remark_new(request: SignedInRequest, item: AgendaItem) -> HttpResponse:
    form = RemarkForm(posted(request), conference=item.conference)

    def act(data: dict[str, Any]) -> str:
        paper_actions.say(by=request.user, item=item, member=data["member"], words=data["words"])
        return to_conference(item.conference)

    context = _context(item, "聞いたことを書く")
    return form_page(request, form=form, template=FORM, act=act, context=context)


@both
@item_page
def minutes_write(request: SignedInRequest, item: AgendaItem) -> HttpResponse:
    form = MinutesForm(posted(request), item=item)

    def act(data: dict[str, Any]) -> str:
        paper_actions.write_minutes(by=request.user, item=item, minutes=data["minutes"])
        return to_conference(item.conference)

    return form_page(request, form=form, template=FORM, act=act, context=_context(item, "記録を書く"))


@both
@item_page
def resolution_new(request: SignedInRequest, item: AgendaItem) -> HttpResponse:
    form = ResolutionForm(posted(request), conference=item.conference)

    def act(data: dict[str, Any]) -> str:
        paper_actions.resolve(by=request.user, item=item, **data)
        return to_conference(item.conference)

    context = _context(item, "決まったことを書く")
    return form_page(request, form=form, template=FORM, act=act, context=context)


@require_POST
@roles_required(Role.LINK_WORKER, Role.MANAGER, Role.PARTNER)
def resolution_done(request: HttpRequest, resolution_id: UUID) -> HttpResponse:
    resolution = queries.resolution_of(signed_in(request), resolution_id)
    if resolution is None:
        raise Http404
    with refusal_as_message(request):
        paper_actions.finish_resolution(by=signed_in(request), resolution=resolution)
    if is_staff(signed_in(request)):
        return redirect(to_conference(resolution.item.conference))
    return redirect("partner_conference", resolution.item.conference.public_id)


@require_POST
@item_page
def paper_new(request: SignedInRequest, item: AgendaItem) -> HttpResponse:
    """One click: put together from the records."""
    with refusal_as_message(request):
        return redirect(_to_paper(paper_actions.prepare_paper(by=request.user, item=item)))
    return redirect(to_conference(item.conference))


@require_GET
@paper_page()
def paper_page_view(request: SignedInRequest, paper: Paper) -> HttpResponse:
    context = {
        "paper": paper,
        "parts": paper.parts.select_related("person"),
        "openings": papers.opened(paper),
    }
    return render(
        request, "link_work/conferences/paper.html", {**_context(paper.item, str(paper)), **context}
    )


@both
@paper_page()
def part_write(request: SignedInRequest, paper: Paper, part_id: UUID | None = None) -> HttpResponse:
    part = queries.part_of(paper, part_id) if part_id else None
    if part_id and part is None:
        raise Http404
    form = PartForm(posted(request), case=paper.item.case, part=part)

    def act(data: dict[str, Any]) -> str:
        paper_actions.write_part(by=request.user, paper=paper, part=part, **data)
        return _to_paper(paper)

    context = _context(paper.item, "資料の一部を書く", paper=paper)
    return form_page(request, form=form, template=FORM, act=act, context=context)


@require_POST
@paper_page()
def part_remove(request: SignedInRequest, paper: Paper, part_id: UUID) -> HttpResponse:
    part = queries.part_of(paper, part_id)
    if part is None:
        raise Http404
    with refusal_as_message(request):
        paper_actions.remove_part(by=request.user, part=part, back="back" in request.POST)
    return redirect(_to_paper(paper))


@require_POST
@paper_page()
def paper_withdraw(request: SignedInRequest, paper: Paper) -> HttpResponse:
    with refusal_as_message(request):
        paper_actions.withdraw_paper(by=request.user, paper=paper)
    return redirect(_to_paper(paper))


@require_GET
@paper_page(action=Action.PRINTED)
def paper_print(request: SignedInRequest, paper: Paper) -> HttpResponse:
    """The numbered paper as PDF. Handing it over is a row of the ledger that the worker writes."""
    return pdf_answer(papers.paper_pdf(paper), f"{paper.item.conference.number}-{paper}.pdf")
