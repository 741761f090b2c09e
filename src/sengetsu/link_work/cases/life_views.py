"""Family lines, and what happened to somebody at home."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from sengetsu.accounts.access import SignedInRequest
from sengetsu.base.form_pages import form_page, posted, refusal_as_message
from sengetsu.link_work.people import actions as people
from sengetsu.link_work.people.choices import BondKind, BondState
from sengetsu.link_work.people.forms import BondForm

from . import life_actions, life_queries
from .choices import LifeKind, Participation
from .doors import case_page
from .life_forms import FollowUpForm, LifeEventForm, ParticipationForm, ProposalForm
from .life_models import Proposal
from .models import Case

both = require_http_methods(["GET", "HEAD", "POST"])
FORM = "link_work/cases/form.html"


def _household(case: Case) -> str:
    return reverse("household_page", args=[case.public_id])


@both
@case_page(thing="household")
def bond_new(request: SignedInRequest, case: Case) -> HttpResponse:
    form = BondForm(posted(request), people=life_queries.people_at_home(case))

    def act(data: dict[str, Any]) -> str:
        people.put_bond(
            by=request.user, first=data["first"], second=data["second"], kind=BondKind(data["kind"]),
            state=BondState(data["state"]), since=data["since"], case_number=case.number,
        )  # fmt: skip
        return _household(case)

    context = {"case": case, "heading": "家族の線をひく", "button": "ひく"}
    return form_page(request, form=form, template=FORM, act=act, context=context)


@require_POST
@case_page(thing="household")
def bond_remove(request: SignedInRequest, case: Case, bond_id: int) -> HttpResponse:
    bond = life_queries.bond_of(case, bond_id)
    if bond is None:
        raise Http404
    people.remove_bond(by=request.user, bond=bond, case_number=case.number)
    return redirect(_household(case))


@both
@case_page(thing="household")
def life_event_new(request: SignedInRequest, case: Case) -> HttpResponse:
    form = LifeEventForm(posted(request), case=case)

    def act(data: dict[str, Any]) -> str:
        row = life_actions.note_life_event(
            by=request.user, case=case, person=data["person"], kind=LifeKind(data["kind"]), on=data["on"],
            words=data["words"],
        )  # fmt: skip
        if count := row.proposals.count():
            messages.success(request, f"書きました。いっしょに住む人のことで、{count}つ提案があります。")
        return _household(case)

    context = {"case": case, "heading": "できごとを書く"}
    return form_page(request, form=form, template=FORM, act=act, context=context)


def _proposal(case: Case, proposal_id: int) -> Proposal:
    proposal = life_queries.proposal_of(case, proposal_id)
    if proposal is None:
        raise Http404
    return proposal


@both
@case_page(thing="next_step")
def proposal_take(request: SignedInRequest, case: Case, proposal_id: int) -> HttpResponse:
    proposal = _proposal(case, proposal_id)
    form = ProposalForm(posted(request), user=request.user, proposal=proposal)

    def act(_: dict[str, Any]) -> str:
        life_actions.take_proposal(by=request.user, proposal=proposal, next_step=form.next_step_value())
        return reverse("case_page", args=[case.public_id])

    context = {"case": case, "heading": "次の一歩にする"}
    return form_page(request, form=form, template=FORM, act=act, context=context)


@require_POST
@case_page(thing="next_step")
def proposal_aside(request: SignedInRequest, case: Case, proposal_id: int) -> HttpResponse:
    with refusal_as_message(request):
        life_actions.set_aside(by=request.user, proposal=_proposal(case, proposal_id))
    return redirect(_household(case))


@both
@case_page(thing="case")
def case_follow_up(request: SignedInRequest, case: Case) -> HttpResponse:
    """After the end: ask once more."""
    form = FollowUpForm(posted(request))

    def act(data: dict[str, Any]) -> str:
        life_actions.follow_up(by=request.user, case=case, words=data["words"], again_on=data["again_on"])
        messages.success(request, "書きました。")
        return reverse("case_page", args=[case.public_id])

    context = {"case": case, "heading": "終結のあとの声かけ"}
    return form_page(request, form=form, template=FORM, act=act, context=context)


@both
@case_page(thing="household")
def participation_new(request: SignedInRequest, case: Case) -> HttpResponse:
    form = ParticipationForm(posted(request), case=case)

    def act(data: dict[str, Any]) -> str:
        life_actions.note_participation(
            by=request.user, case=case, person=data["person"], step=Participation(data["step"]),
            on=data["on"], words=data["words"],
        )  # fmt: skip
        return _household(case)

    context = {"case": case, "heading": "場への参加を書く"}
    return form_page(request, form=form, template=FORM, act=act, context=context)
