"""A group's permits and insurances."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from sengetsu.accounts.models import User
from sengetsu.base.form_pages import posted, refusal_as_message

from .models import Group, Permit
from .own_forms import PermitForm
from .pages import own_group, short_form
from .permit_actions import remove_permit, restore_permit, save_permit
from .queries import permit_of
from .suggestions import permit_kinds

LEAD = "どの許可や資格がいるかは、保健所や運営に相談してください。期限の30日前にお知らせします。"


@require_http_methods(["GET", "HEAD", "POST"])
def permit_new(request: HttpRequest, group_id: UUID) -> HttpResponse:
    by, group = own_group(request, group_id)
    return _permit_page(request, by, group, None)


@require_http_methods(["GET", "HEAD", "POST"])
def permit_edit(request: HttpRequest, group_id: UUID, permit_id: int) -> HttpResponse:
    by, group = own_group(request, group_id)
    return _permit_page(request, by, group, _permit(group, permit_id))


@require_POST
def permit_remove(request: HttpRequest, group_id: UUID, permit_id: int) -> HttpResponse:
    by, group = own_group(request, group_id)
    with refusal_as_message(request):
        remove_permit(by=by, permit=_permit(group, permit_id))
        messages.success(request, "消しました。まちがえたときは、15分のあいだ、もどせます。")
    return redirect("group_show", group_id)


@require_POST
def permit_restore(request: HttpRequest, group_id: UUID, permit_id: int) -> HttpResponse:
    by, group = own_group(request, group_id)
    with refusal_as_message(request):
        restore_permit(by=by, permit=_permit(group, permit_id))
        messages.success(request, "もどしました。")
    return redirect("group_show", group_id)


def _permit(group: Group, pk: int) -> Permit:
    if permit := permit_of(group, pk):
        return permit
    raise Http404


def _permit_page(request: HttpRequest, by: User, group: Group, permit: Permit | None) -> HttpResponse:
    form = PermitForm(posted(request), permit=permit)

    def act(data: dict[str, str]) -> object:
        return save_permit(by=by, group=group, facts=form.facts(), permit=permit, seen=data["seen"])

    return short_form(
        request,
        group=group,
        form=form,
        act=act,
        done="許可・保険を保存しました。",
        words={"heading": "許可・資格・保険", "lead": LEAD, "button": "保存する"},
        suggestions=permit_kinds(),
    )
