from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from sengetsu.accounts.access import SignedInRequest
from sengetsu.audit.choices import Action
from sengetsu.base.form_pages import form_page, posted
from sengetsu.link_work.cases.choices import Urgency
from sengetsu.link_work.cases.doors import leave_list_trace, link_work_page
from sengetsu.link_work.cases.models import Case

from . import access, actions, queries
from .choices import ReplyBy
from .doors import intake_page
from .forms import (
    PLACE,
    AddToCaseForm,
    AnswerForm,
    CorrectCaseForm,
    IntakeForm,
    IntakeUrgencyForm,
    OpenCaseForm,
    PassOnForm,
)
from .models import Intake
from .topics import TOPICS

LIKELY_BY = ("person", "kana", "sender", "contact", "place")
both = require_http_methods(["GET", "HEAD", "POST"])


def _to(intake: Intake) -> str:
    return reverse("intake_page", args=[intake.public_id])


@both
@link_work_page
def intake_new(request: SignedInRequest) -> HttpResponse:
    """A call, a walk-in, a word from a meeting: in under a minute."""
    if not access.can_take_in(request.user):
        raise Http404
    form = IntakeForm(posted(request), user=request.user, topics=TOPICS)

    def act(_: dict[str, Any]) -> str:
        intake = actions.take_in(by=request.user, draft_place=PLACE, **form.values())
        messages.success(request, "受け付けました。")
        return _to(intake)

    return form_page(request, form=form, template="link_work/intake/new.html", act=act)


@require_GET
@link_work_page
def intake_likely(request: SignedInRequest) -> HttpResponse:
    """A fragment beside the form: who is already known by what is being typed."""
    asked = {name: request.GET.get(name, "")[:200] for name in LIKELY_BY}
    likely = queries.likely_people(request.user, **asked)
    leave_list_trace(request, queries.cases_of_likely(likely), thing="intake_likely")
    return render(request, "link_work/people/_likely.html", {"likely": likely})


@require_GET
@intake_page()
def intake_show(request: SignedInRequest, intake: Intake) -> HttpResponse:
    likely = [] if intake.is_in_a_case else queries.likely_of(request.user, intake)
    leave_list_trace(request, queries.cases_of_likely(likely), thing="intake_likely")
    context = {**_told(intake), "likely": likely, "thread": queries.thread_of(request.user, intake)}
    return render(request, "link_work/intake/page.html", context)


@require_GET
@intake_page(action=Action.PRINTED)
def intake_print(request: SignedInRequest, intake: Intake) -> HttpResponse:
    """The intake sheet (相談受付票) on A4."""
    return render(request, "link_work/intake/print.html", {**_told(intake), "today": timezone.localdate()})


def _told(intake: Intake) -> dict[str, Any]:
    return {
        "intake": intake,
        "details": queries.details_of(intake),
        "topics": queries.topics_of(intake),
        "replies": queries.replies_of(intake),
    }


@both
@intake_page()
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
@intake_page()
def intake_open_case(request: SignedInRequest, intake: Intake) -> HttpResponse:
    if not access.can_take_in(request.user):
        raise Http404
    likely = queries.likely_of(request.user, intake)
    form = OpenCaseForm(posted(request), user=request.user, intake=intake, likely=likely)

    def act(data: dict[str, Any]) -> str:
        case = actions.open_case_from(
            by=request.user,
            intake=intake,
            title=data["title"],
            next_step=form.next_step_value(),
            known=form.known_person,
            person=form.new_person,
        )
        return reverse("case_page", args=[case.public_id])

    leave_list_trace(request, queries.cases_of_likely(likely), thing="intake_likely")
    context = {"intake": intake, "heading": "ケースを開く", "button": "ケースを開く"}
    return form_page(request, form=form, template="link_work/intake/form.html", act=act, context=context)


@both
@intake_page()
def intake_add(request: SignedInRequest, intake: Intake) -> HttpResponse:
    """Add to a known case: that of its thread and the likely ones first, then one's own."""
    if not access.can_take_in(request.user):
        raise Http404
    cases, asked = _cases_asked_for(request, intake)
    form = AddToCaseForm(
        posted(request), cases=cases, initial={"case": intake.case and intake.case.public_id}
    )

    def act(data: dict[str, Any]) -> str:
        actions.add_to_case(by=request.user, intake=intake, case=data["case"])
        return _after_adding(request, intake, data["case"])

    context = {"intake": intake, "heading": "知っているケースに加える", "q": asked}
    return form_page(request, form=form, template="link_work/intake/add.html", act=act, context=context)


@both
@intake_page()
def intake_move(request: SignedInRequest, intake: Intake) -> HttpResponse:
    """It was put into the wrong case: move it, with a reason."""
    if not (access.can_take_in(request.user) and intake.is_in_a_case):
        raise Http404
    cases, asked = _cases_asked_for(request, intake)
    form = CorrectCaseForm(posted(request), cases=cases)

    def act(data: dict[str, Any]) -> str:
        actions.correct_case(by=request.user, intake=intake, case=data["case"], reason=data["reason"])
        return _after_adding(request, intake, data["case"])

    context = {"intake": intake, "heading": "加えるケースを直す", "q": asked}
    return form_page(request, form=form, template="link_work/intake/add.html", act=act, context=context)


def _cases_asked_for(request: SignedInRequest, intake: Intake) -> tuple[QuerySet[Case], str]:
    asked = request.GET.get("q", "")[:100]
    cases = queries.cases_to_add_to(request.user, intake, asked)
    leave_list_trace(request, cases, thing="intake_add")
    return cases, asked


def _after_adding(request: SignedInRequest, intake: Intake, case: Case) -> str:
    """Where to go on: a closed case asks whether to open it again, an urgent entry whether the case is."""
    if not case.is_open:
        messages.warning(
            request, "終結したケースに加えました。ふたたび開くときは、ここで次の一歩を決めてください。"
        )
        return reverse("case_state", args=[case.public_id])
    if intake.urgency and (not case.urgency or intake.urgency < case.urgency):
        messages.warning(request, "知らせのほうが急ぎです。ケースの緊急度は変えていません。")
    return reverse("case_page", args=[case.public_id])


@both
@intake_page()
def intake_answer(request: SignedInRequest, intake: Intake) -> HttpResponse:
    form = AnswerForm(posted(request), user=request.user, intake=intake)
    only = request.GET.get("only") == "1"

    def act(data: dict[str, Any]) -> str:
        write = actions.answer_only if only else actions.answer
        way = ReplyBy(data["way"])
        write(by=request.user, intake=intake, text=data["text"], way=way, draft_place=form.draft_key)
        messages.success(request, "返事を書きました。")
        return _to(intake)

    context = {"intake": intake, "heading": "返事だけする" if only else "返事を書く"}
    return form_page(request, form=form, template="link_work/intake/answer.html", act=act, context=context)


@both
@intake_page()
def intake_pass_on(request: SignedInRequest, intake: Intake) -> HttpResponse:
    form = PassOnForm(posted(request))

    def act(data: dict[str, Any]) -> str:
        actions.pass_on(by=request.user, intake=intake, to=data["to"], reason=data["reason"])
        return _to(intake)

    context = {"intake": intake, "heading": "ほかへ渡す"}
    return form_page(request, form=form, template="link_work/intake/form.html", act=act, context=context)
