from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from sengetsu.accounts.access import SignedInRequest
from sengetsu.base.form_pages import form_page, posted
from sengetsu.base.pagination import page_of
from sengetsu.link_work.cases.choices import Route, Urgency
from sengetsu.link_work.cases.doors import leave_list_trace, link_work_page

from . import access, actions, queries
from .choices import About, Kind, ReplyBy
from .collecting import collect_letters
from .doors import intake_page
from .forms import (
    PLACE,
    AddToCaseForm,
    AnswerForm,
    IntakeForm,
    IntakeUrgencyForm,
    OpenCaseForm,
    PassOnForm,
)
from .models import Intake
from .topics import TOPICS

both = require_http_methods(["GET", "HEAD", "POST"])


def _to(intake: Intake) -> str:
    return reverse("intake_page", args=[intake.public_id])


@require_GET
@link_work_page
def intake_list(request: SignedInRequest) -> HttpResponse:
    """Letters, tips, calls: newest and most urgent first; what is waiting, or what was dealt with."""
    collect_letters(by=request.user)
    which = "handled" if request.GET.get("which") == "handled" else "waiting"
    rows = queries.handled(request.user) if which == "handled" else queries.waiting(request.user)
    page = page_of(request, rows)
    leave_list_trace(request, [row.case for row in page.object_list if row.case], thing="intake_list")
    return render(request, "link_work/intake/list.html", {"page": page, "which": which})


@both
@link_work_page
def intake_new(request: SignedInRequest) -> HttpResponse:
    """A call, a walk-in, a word from a meeting: in under a minute."""
    if not access.can_take_in(request.user):
        raise Http404
    form = IntakeForm(posted(request), user=request.user, topics=TOPICS)

    def act(data: dict[str, Any]) -> str:
        words = {name: data[name] for name in ("sender", "contact", "person", "place")}
        intake = actions.take_in(
            by=request.user,
            kind=Kind(data["kind"]),
            story=data["story"],
            route=Route(data["route"]),
            about=About(data["about"] or About.UNKNOWN),
            topics=",".join(data["topics"]),
            draft_place=PLACE,
            **words,
        )
        messages.success(request, "受け付けました。")
        return _to(intake)

    return form_page(request, form=form, template="link_work/intake/new.html", act=act)


@require_GET
@intake_page
def intake_show(request: SignedInRequest, intake: Intake) -> HttpResponse:
    likely = queries.likely_cases(request.user, intake)
    leave_list_trace(request, likely, thing="intake_likely")
    context = {
        "intake": intake,
        "details": queries.details_of(intake),
        "topics": queries.topics_of(intake),
        "likely": likely,
        "replies": intake.replies.select_related("by"),
    }
    return render(request, "link_work/intake/page.html", context)


@both
@intake_page
def intake_urgency(request: SignedInRequest, intake: Intake) -> HttpResponse:
    initial = {"urgency": intake.urgency, "reason": intake.urgency_reason}
    form = IntakeUrgencyForm(posted(request), initial=initial)

    def act(data: dict[str, Any]) -> str:
        actions.decide_urgency(
            by=request.user,
            intake=intake,
            urgency=Urgency(data["urgency"]),
            reason=data["reason"],
            recheck_at=data["recheck_at"],
        )
        return _to(intake)

    context = {"intake": intake, "heading": "緊急度を決める"}
    return form_page(request, form=form, template="link_work/intake/form.html", act=act, context=context)


@both
@intake_page
def intake_open_case(request: SignedInRequest, intake: Intake) -> HttpResponse:
    if not access.can_take_in(request.user):
        raise Http404
    form = OpenCaseForm(posted(request), user=request.user, initial={"title": intake.person or intake.sender})

    def act(data: dict[str, Any]) -> str:
        step = form.next_step_value()
        case = actions.open_case_from(by=request.user, intake=intake, title=data["title"], next_step=step)
        return reverse("case_page", args=[case.public_id])

    context = {"intake": intake, "heading": "ケースを開く"}
    return form_page(request, form=form, template="link_work/intake/form.html", act=act, context=context)


@both
@intake_page
def intake_add(request: SignedInRequest, intake: Intake) -> HttpResponse:
    """Add to a known case: the likely ones first, then all of the team's."""
    if not access.can_take_in(request.user):
        raise Http404
    cases = queries.cases_to_add_to(request.user, intake, request.GET.get("q", "")[:100])
    form = AddToCaseForm(posted(request), cases=cases)

    def act(data: dict[str, Any]) -> str:
        actions.add_to_case(by=request.user, intake=intake, case=data["case"])
        return reverse("case_page", args=[data["case"].public_id])

    leave_list_trace(request, cases, thing="intake_add")
    context = {"intake": intake, "heading": "知っているケースに加える", "q": request.GET.get("q", "")[:100]}
    return form_page(request, form=form, template="link_work/intake/add.html", act=act, context=context)


@both
@intake_page
def intake_answer(request: SignedInRequest, intake: Intake) -> HttpResponse:
    form = AnswerForm(posted(request), user=request.user, intake=intake)
    only = request.GET.get("only") == "1"

    def act(data: dict[str, Any]) -> str:
        write = actions.answer_only if only else actions.answer
        write(by=request.user, intake=intake, text=data["text"], way=ReplyBy(data["way"]))
        actions.drop_answer_draft(by=request.user, intake=intake)
        messages.success(request, "返事を書きました。")
        return _to(intake)

    context = {"intake": intake, "heading": "返事だけする" if only else "返事を書く"}
    return form_page(request, form=form, template="link_work/intake/answer.html", act=act, context=context)


@both
@intake_page
def intake_pass_on(request: SignedInRequest, intake: Intake) -> HttpResponse:
    form = PassOnForm(posted(request))

    def act(data: dict[str, Any]) -> str:
        actions.pass_on(by=request.user, intake=intake, to=data["to"], reason=data["reason"])
        return _to(intake)

    context = {"intake": intake, "heading": "ほかへ渡す"}
    return form_page(request, form=form, template="link_work/intake/form.html", act=act, context=context)
