from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from sengetsu.accounts.access import SignedInRequest
from sengetsu.base.form_pages import form_page, posted, refusal_as_message

from . import life_queries, merge_actions, queries
from .doors import case_page
from .merge_forms import MergeCasesForm, MergePeopleForm, SplitForm
from .models import Case

both = require_http_methods(["GET", "HEAD", "POST"])
FORM = "link_work/cases/form.html"


def _to(case: Case) -> str:
    return reverse("case_page", args=[case.public_id])


@both
@case_page(thing="case")
def case_merge(request: SignedInRequest, case: Case) -> HttpResponse:
    form = MergeCasesForm(posted(request))

    def act(data: dict[str, Any]) -> str:
        other = life_queries.readable_number(request.user, data["other"])
        if other is None:
            # The same sentence for what does not exist and for what this person may not open.
            raise ValidationError({"other": "この番号で、あなたが開けるケースはありません。"})
        merge_actions.merge_cases(by=request.user, kept=case, gone=other, words=data["words"])
        messages.success(request, f"{other.number}をまとめました。下の「元にもどす」で戻せます。")
        return _to(case)

    context = {"case": case, "heading": "ほかのケースをまとめる", "button": "まとめる"}
    return form_page(request, form=form, template=FORM, act=act, context=context)


@both
@case_page(thing="person")
def person_merge(request: SignedInRequest, case: Case, person_id: UUID) -> HttpResponse:
    member = queries.member_of(case, person_id)
    if member is None:
        raise Http404
    form = MergePeopleForm(posted(request), case=case, person=member.person)

    def act(data: dict[str, Any]) -> str:
        merge_actions.merge_people(
            by=request.user, case=case, kept=member.person, gone=data["other"], words=data["words"]
        )
        messages.success(request, "ひとりの記録にまとめました。")
        return reverse("household_page", args=[case.public_id])

    context = {"case": case, "heading": f"{member.person.name}と同じ人", "button": "まとめる"}
    return form_page(request, form=form, template=FORM, act=act, context=context)


@require_POST
@case_page(thing="case")
def merge_undo(request: SignedInRequest, case: Case, merge_id: int) -> HttpResponse:
    merge = next((one for one in life_queries.merges_of(case) if one.pk == merge_id), None)
    if merge is None:
        raise Http404
    with refusal_as_message(request):
        merge_actions.undo_merge(by=request.user, merge=merge)
        messages.success(request, "元にもどしました。")
    return redirect(_to(case))


@both
@case_page(thing="household")
def household_split(request: SignedInRequest, case: Case) -> HttpResponse:
    form = SplitForm(posted(request), user=request.user, case=case)

    def act(data: dict[str, Any]) -> str:
        new = merge_actions.split_household(
            by=request.user, case=case, people=data["people"], title=data["title"],
            next_step=form.next_step_value(),
        )  # fmt: skip
        messages.success(request, f"{new.number}に分けました。")
        return _to(new)

    context = {"case": case, "heading": "世帯を分ける", "button": "分ける"}
    return form_page(request, form=form, template=FORM, act=act, context=context)
