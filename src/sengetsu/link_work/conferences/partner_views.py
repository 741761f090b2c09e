"""A conference for an agency's person. What its door does not open is not there: 404."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from sengetsu.accounts.access import roles_required, signed_in
from sengetsu.accounts.choices import Role
from sengetsu.base.form_pages import form_page, posted

from . import access, paper_actions, queries, showing
from .forms import OwnRemarkForm
from .partner import SeenConference, conference_for


def _seen(request: HttpRequest, conference_id: UUID) -> SeenConference:
    seen = conference_for(signed_in(request), conference_id, timezone.localdate())
    if seen is None:
        raise Http404
    return seen


def _wants_oath(request: HttpRequest, conference_id: UUID) -> bool:
    user = signed_in(request)
    conference = queries.conference_of(user, conference_id)
    member = access.member_of(user, conference) if conference and conference.is_planned else None
    return member is not None and not access.has_acknowledged(member)


@require_GET
@roles_required(Role.PARTNER)
def partner_conference(request: HttpRequest, conference_id: UUID) -> HttpResponse:
    if _wants_oath(request, conference_id):
        return redirect("conference_oath", conference_id)
    seen = _seen(request, conference_id)
    showing.show_conference(by=signed_in(request), seen=seen)
    return render(
        request, "link_work/conferences/partner.html", {"seen": seen, "conference": seen.conference}
    )


@require_GET
@roles_required(Role.PARTNER)
def partner_paper(request: HttpRequest, conference_id: UUID, paper_id: UUID) -> HttpResponse:
    seen = _seen(request, conference_id)
    found = seen.paper(paper_id)
    if found is None:
        raise Http404
    item, paper = found
    showing.show_paper(by=signed_in(request), seen=seen, item=item, paper=paper)
    context = {"seen": seen, "conference": seen.conference, "item": item, "paper": paper}
    return render(request, "link_work/conferences/partner_paper.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@roles_required(Role.PARTNER)
def partner_say(request: HttpRequest, conference_id: UUID, item_id: UUID) -> HttpResponse:
    seen = _seen(request, conference_id)
    one = seen.item(item_id)
    if one is None:
        raise Http404
    showing.show_conference(by=signed_in(request), seen=seen)
    form, member = OwnRemarkForm(posted(request)), seen.seat

    def act(data: dict[str, Any]) -> str:
        item = one.item
        paper_actions.say(by=signed_in(request), item=item, member=member, words=data["words"])
        messages.success(request, "書きました。この会議の中だけに残ります。")
        return reverse("partner_conference", args=[conference_id])

    context = {"seen": seen, "conference": seen.conference, "one": one}
    return form_page(
        request, form=form, template="link_work/conferences/partner_say.html", act=act, context=context
    )
