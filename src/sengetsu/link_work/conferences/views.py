"""Conferences for the city's own people: calling, inviting, acknowledging, the agenda."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sengetsu.accounts.access import SignedInRequest, roles_required, signed_in
from sengetsu.accounts.choices import Role
from sengetsu.audit.choices import Action
from sengetsu.base.form_pages import form_page, posted, refusal_as_message
from sengetsu.link_work.cases.doors import leave_list_trace

from . import access, actions, calendar, queries
from .choices import OATH, ConferenceKind
from .doors import staff_page
from .forms import AgreeForm, ConferenceForm, EndForm, InviteForm, ItemForm, NewConferenceForm
from .models import Conference, Member

both = require_http_methods(["GET", "HEAD", "POST"])
FORM = "link_work/conferences/form.html"
FIELDS = ("on", "starts_at", "ends_at", "place", "purpose")


def to_conference(conference: Conference) -> str:
    return reverse("conference_page", args=[conference.public_id])


@require_GET
@roles_required(Role.LINK_WORKER, Role.MANAGER)
def conference_list(request: HttpRequest) -> HttpResponse:
    user, today = signed_in(request), timezone.localdate()
    conferences = queries.conferences_of(user).defer("purpose")
    context = {
        "coming": queries.coming(user, today),
        "past": conferences.exclude(pk__in=queries.coming(user, today).values("pk"))[:50],
    }
    return render(request, "link_work/conferences/list.html", context)


@both
@roles_required(Role.LINK_WORKER, Role.MANAGER)
def conference_new(request: HttpRequest) -> HttpResponse:
    user = signed_in(request)
    before = queries.conference_of(user, _uuid(request.GET.get("after", "")))
    form = NewConferenceForm(posted(request), initial={"kind": before.kind if before else None})

    def act(data: dict[str, Any]) -> str:
        values = {name: data[name] for name in FIELDS}
        made = actions.call_conference(by=user, kind=ConferenceKind(data["kind"]), before=before, **values)
        return to_conference(made)

    context = {"heading": "つぎの会議をひらく" if before else "会議をひらく", "before": before}
    return form_page(request, form=form, template=FORM, act=act, context=context)


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        return UUID(int=0)


@require_GET
@staff_page
def conference_page(request: SignedInRequest, conference: Conference) -> HttpResponse:
    items = queries.items_of(request.user, conference)
    leave_list_trace(request, [item.case for item in items], thing="conference", action=Action.OPENED)
    context = {
        "conference": conference,
        "items": items,
        "members": queries.members_of(conference),
        "guests": queries.guests_of(conference),
        "today": timezone.localdate(),
    }
    return render(request, "link_work/conferences/page.html", context)


@both
@staff_page
def conference_edit(request: SignedInRequest, conference: Conference) -> HttpResponse:
    form = ConferenceForm(posted(request), conference=conference)

    def act(data: dict[str, Any]) -> str:
        values = {name: data[name] for name in FIELDS}
        actions.change_conference(by=request.user, conference=conference, **values)
        return to_conference(conference)

    context = {"conference": conference, "heading": "日と場所を変える"}
    return form_page(request, form=form, template=FORM, act=act, context=context)


@both
@staff_page
def conference_invite(request: SignedInRequest, conference: Conference) -> HttpResponse:
    form = InviteForm(posted(request), conference=conference)

    def act(data: dict[str, Any]) -> str:
        actions.invite(by=request.user, conference=conference, user=data["user"])
        messages.success(request, f"{data['user']}を招きました。")
        return to_conference(conference)

    context = {"conference": conference, "heading": "招く", "button": "招く"}
    return form_page(request, form=form, template=FORM, act=act, context=context)


def _own_seat(request: HttpRequest, conference_id: UUID) -> Member:
    user = signed_in(request)
    conference = queries.conference_of(user, conference_id)
    member = access.member_of(user, conference) if conference else None
    if member is None:
        raise Http404
    return member


@both
@roles_required(Role.LINK_WORKER, Role.MANAGER, Role.PARTNER)
def conference_oath(request: HttpRequest, conference_id: UUID) -> HttpResponse:
    """守秘の確認: the first page behind an invitation. It names no case."""
    member = _own_seat(request, conference_id)
    form = AgreeForm(posted(request))
    staff = access.is_staff(signed_in(request))
    onward = "conference_page" if staff else "partner_conference"

    def act(_: dict[str, Any]) -> str:
        actions.acknowledge(by=signed_in(request), member=member)
        return reverse(onward, args=[conference_id])

    context = {"conference": member.conference, "member": member, "oath": OATH}
    return form_page(request, form=form, template="link_work/conferences/oath.html", act=act, context=context)


@require_POST
@roles_required(Role.LINK_WORKER, Role.MANAGER, Role.PARTNER)
def conference_leave(request: HttpRequest, conference_id: UUID) -> HttpResponse:
    member = _own_seat(request, conference_id)
    with refusal_as_message(request):
        actions.leave(by=signed_in(request), member=member)
        messages.success(request, "会議を抜けました。会議のことは、もう見られません。")
    return redirect("home_today")


@require_POST
@staff_page
def member_remove(request: SignedInRequest, conference: Conference, member_id: UUID) -> HttpResponse:
    member = queries.seat_of(conference, member_id)
    if member is None:
        raise Http404
    with refusal_as_message(request):
        actions.leave(by=request.user, member=member)
    return redirect(to_conference(conference))


@both
@staff_page
def item_new(request: SignedInRequest, conference: Conference) -> HttpResponse:
    form = ItemForm(posted(request), user=request.user, conference=conference)

    def act(data: dict[str, Any]) -> str:
        actions.bring_case(
            by=request.user, conference=conference, case=data["case"], topic=data["topic"],
            plan=data.get("plan"),
        )  # fmt: skip
        return to_conference(conference)

    choices = list(form.fields["case"].queryset)  # type: ignore[attr-defined]
    leave_list_trace(request, choices, thing="conference")
    context = {"conference": conference, "heading": "議題を加える", "none": not choices}
    return form_page(request, form=form, template=FORM, act=act, context=context)


@both
@staff_page
def conference_end(request: SignedInRequest, conference: Conference) -> HttpResponse:
    form = EndForm(posted(request))

    def act(data: dict[str, Any]) -> str:
        actions.end_conference(by=request.user, conference=conference, held=data["held"] == "held")
        return to_conference(conference)

    context = {"conference": conference, "heading": "会議を終える"}
    return form_page(request, form=form, template=FORM, act=act, context=context)


@require_GET
@roles_required(Role.LINK_WORKER, Role.MANAGER, Role.PARTNER)
def conference_calendar(request: HttpRequest) -> HttpResponse:
    """One's own conferences for a calendar program: number, day and place, and no case."""
    user = signed_in(request)
    text = calendar.feed(queries.coming(user, timezone.localdate()))
    headers = {"Content-Disposition": 'attachment; filename="conferences.ics"', "Cache-Control": "no-store"}
    return HttpResponse(text, content_type="text/calendar; charset=utf-8", headers=headers)
