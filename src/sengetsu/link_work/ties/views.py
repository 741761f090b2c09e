from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from sengetsu.accounts.access import SignedInRequest
from sengetsu.base.form_pages import form_page, posted
from sengetsu.link_work.cases.doors import case_page
from sengetsu.link_work.cases.models import Case

from . import actions, queries
from .choices import Flow, Strength, TieKind
from .forms import TieChangeForm, TieForm
from .models import Tie

both = require_http_methods(["GET", "HEAD", "POST"])


def _tie(case: Case, pk: int) -> Tie:
    tie = queries.tie_of(case, pk)
    if tie is None:
        raise Http404
    return tie


def _list(case: Case) -> str:
    return reverse("tie_list", args=[case.public_id])


@both
@case_page(thing="ties")
def tie_list(request: SignedInRequest, case: Case) -> HttpResponse:
    """All ties, and the form for one more."""
    form = TieForm(posted(request))

    def act(data: dict[str, Any]) -> str:
        actions.add_tie(
            by=request.user,
            case=case,
            kind=TieKind(data["kind"]),
            label=data["label"],
            strength=Strength(data["strength"]),
            flow=Flow(data["flow"]),
            note=data["note"],
        )
        return _list(case)

    context = {"case": case, "ties": queries.ties_of(case), "heading": "つながり"}
    return form_page(request, form=form, template="link_work/ties/list.html", act=act, context=context)


@both
@case_page(thing="ties")
def tie_change(request: SignedInRequest, case: Case, pk: int) -> HttpResponse:
    tie = _tie(case, pk)
    initial = {"strength": tie.strength, "flow": tie.flow, "note": tie.note}
    form = TieChangeForm(posted(request), initial=initial)

    def act(data: dict[str, Any]) -> str:
        actions.change_tie(
            by=request.user,
            tie=tie,
            strength=Strength(data["strength"]),
            flow=Flow(data["flow"]),
            note=data["note"],
        )
        return _list(case)

    context = {"case": case, "tie": tie, "heading": "つながりを直す"}
    return form_page(request, form=form, template="link_work/ties/change.html", act=act, context=context)


@require_POST
@case_page(thing="ties")
def tie_end(request: SignedInRequest, case: Case, pk: int) -> HttpResponse:
    actions.end_tie(by=request.user, tie=_tie(case, pk))
    return redirect(_list(case))
