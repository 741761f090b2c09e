"""The people of a case and their household."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sengetsu.accounts.access import SignedInRequest
from sengetsu.base.form_pages import form_page, posted, refusal_as_message
from sengetsu.link_work.people.forms import KnownPersonForm, PersonForm
from sengetsu.link_work.people.queries import lives_elsewhere

from . import access, people, queries
from .doors import ask_for_reason, case_page, leave_list_trace, link_work_page
from .models import Case, CaseMember

both = require_http_methods(["GET", "HEAD", "POST"])


def _household(case: Case) -> str:
    return reverse("household_page", args=[case.public_id])


def _done(request: HttpRequest, case: Case, sentence: str) -> str:
    messages.success(request, sentence)
    return _household(case)


def _member(case: Case, person_id: UUID) -> CaseMember:
    member = queries.member_of(case, person_id)
    if member is None:
        raise Http404
    return member


@both
@case_page(thing="person_new")
def person_new(request: SignedInRequest, case: Case) -> HttpResponse:
    """Somebody new in the case. While the name is typed, likely duplicates appear beside it."""
    form = PersonForm(posted(request), initial={"description": request.GET.get("description", "")})

    def act(_: dict[str, Any]) -> str:
        people.add_new_person(by=request.user, case=case, place=form.place(), **form.person_values())
        return _done(request, case, "書きました。")

    context = {"case": case, "heading": "人を書く"}
    return form_page(request, form=form, template="link_work/people/new.html", act=act, context=context)


@both
@case_page(thing="person")
def person_edit(request: SignedInRequest, case: Case, person_id: UUID) -> HttpResponse:
    member = _member(case, person_id)
    place = queries.place_in_household(case, member)
    form = PersonForm(posted(request), person=member.person, at_home=case.restricted, initial=place)

    def act(_: dict[str, Any]) -> str:
        people.change_in_case(
            by=request.user, case=case, person=member.person, place=form.place(), **form.person_values()
        )
        return _done(request, case, "直しました。")

    context = {"case": case, "heading": member.person.name, "member": member}
    return form_page(request, form=form, template="link_work/people/edit.html", act=act, context=context)


@both
@case_page(thing="person_known")
def person_known(request: SignedInRequest, case: Case, person_id: UUID) -> HttpResponse:
    """Put somebody already known into this case, instead of writing them down twice. Somebody of another
    team's case comes with all that is known of them, so that case's reason is asked first."""
    person = queries.known_people(request.user).filter(public_id=person_id).first()
    if person is None:
        raise Http404
    theirs = queries.cases_of_person(request.user, person)
    if theirs and not any(access.can_open(request.user, one) for one in theirs):
        return ask_for_reason(request, theirs[0], back=request.path)
    leave_list_trace(request, theirs, thing="person_known")
    home = {"lives_here": not lives_elsewhere(person, case.household)}
    form = KnownPersonForm(posted(request), initial=home)

    def act(data: dict[str, Any]) -> str:
        people.put_person(by=request.user, case=case, person=person, **data)
        return _done(request, case, "この人を加えました。")

    context = {"case": case, "person": person, "heading": f"{person.name} を加える"}
    return form_page(request, form=form, template="link_work/people/known.html", act=act, context=context)


@require_POST
@case_page(thing="person")
def person_remove(request: SignedInRequest, case: Case, person_id: UUID) -> HttpResponse:
    with refusal_as_message(request):
        people.take_out(by=request.user, case=case, person=_member(case, person_id).person)
        messages.success(request, "このケースから外しました。人の記録は残っています。")
    return redirect(_household(case))


@require_GET
@link_work_page
def people_likely(request: SignedInRequest) -> HttpResponse:
    """A fragment beside the form: who is already known by this name, reading, telephone or address."""
    asked = request.GET
    name = (
        asked.get("name", "")
        or asked.get("title", "")
        or " ".join(filter(None, (asked.get("family_name", ""), asked.get("given_name", ""))))
    )
    kana = " ".join(filter(None, (asked.get("family_kana", ""), asked.get("given_kana", ""))))
    likely = queries.likely_people(
        request.user,
        name=(name or kana)[:100],
        phone=asked.get("phone", "")[:40],
        address=asked.get("address", "")[:200],
    )
    named = [case for one in likely for case in one.cases]
    leave_list_trace(request, named, thing="people_likely", others=len(likely))
    context = {"likely": likely, "into": asked.get("into", "")}
    return render(request, "link_work/people/_likely.html", context)
