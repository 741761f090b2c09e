from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.urls import reverse

from sengetsu.accounts.access import SignedInRequest
from sengetsu.base.form_pages import form_page, posted
from sengetsu.link_work.cases.doors import case_page
from sengetsu.link_work.cases.models import Case

from . import queries, question_actions
from .forms import AnswerForm, QuestionForm
from .views import both

TEMPLATE = "link_work/visits/question.html"


def _course(case: Case) -> str:
    return reverse("case_course", args=[case.public_id])


@both
@case_page(thing="note_question")
def question_ask(request: SignedInRequest, case: Case, contact_id: UUID) -> HttpResponse:
    contact = queries.contact_of(case, contact_id)
    if contact is None:
        raise Http404
    form = QuestionForm(posted(request))

    def act(data: dict[str, Any]) -> str:
        question_actions.ask_about(by=request.user, contact=contact, words=data["words"])
        return _course(case)

    context = {"case": case, "contact": contact, "heading": "記録にたずねる", "button": "たずねる"}
    return form_page(request, form=form, template=TEMPLATE, act=act, context=context)


@both
@case_page(thing="note_question")
def question_answer(request: SignedInRequest, case: Case, question_id: int) -> HttpResponse:
    question = queries.question_of(case, question_id)
    if question is None:
        raise Http404
    form = AnswerForm(posted(request))

    def act(data: dict[str, Any]) -> str:
        question_actions.answer_question(by=request.user, question=question, answer=data["answer"])
        return _course(case)

    context = {
        "case": case,
        "contact": question.contact,
        "question": question,
        "heading": "問いかけに答える",
        "button": "答える",
    }
    return form_page(request, form=form, template=TEMPLATE, act=act, context=context)
