"""The pages on which organizers and staff write what the page of an activity says."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sengetsu.accounts.models import User
from sengetsu.base.form_pages import form_page, posted, refusal_as_message
from sengetsu.living_room.spaces.access import can_edit_venue
from sengetsu.living_room.spaces.queries import Place, place_of

from .access import writer_or_404
from .actions import (
    answer_allergens,
    attach_application,
    change_activity,
    detach_application,
    move_activity,
    start_activity,
)
from .allergens import answers, current
from .choices import MOVES, ActivityState
from .forms import ActivityForm, AllergenForm
from .models import Activity
from .queries import (
    applications_to_attach,
    attached_applications,
    groups_to_write_for,
    own_activities,
    rows_of,
)
from .sign_up_queries import dates_to_run, terms_of_activity

EDIT = "living_room/activities/edit.html"


@require_safe
def activity_own(request: HttpRequest) -> HttpResponse:
    """The activities that this person writes, drafts first."""
    writer, here = writer_or_404(request), here_or_404(request)
    rows = rows_of(own_activities(writer), here.venue, here.calendar, timezone.now())
    rows.sort(key=lambda row: list(ActivityState).index(ActivityState(row.activity.state)))
    return render(request, "living_room/activities/own.html", {"rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
def activity_new(request: HttpRequest) -> HttpResponse:
    writer, here = writer_or_404(request), here_or_404(request)
    form = ActivityForm(
        posted(request), groups=groups_to_write_for(writer), for_the_place=can_edit_venue(writer)
    )

    def act(_: dict[str, Any]) -> str:
        made = start_activity(by=writer, venue=here.venue, group=form.group_chosen(), facts=form.facts())
        return reverse("activity_manage", args=[made.public_id])

    return form_page(request, form=form, template=EDIT, act=act)


@require_safe
def activity_manage(request: HttpRequest, activity_id: UUID) -> HttpResponse:
    """One activity and what can be done with it."""
    _, activity = _writing(request, activity_id)
    dates = dates_to_run(activity, timezone.now())
    moves = [to for to in ActivityState if to in MOVES[ActivityState(activity.state)]]
    context = {"activity": activity, "dates": dates, "moves": [to.value for to in moves]}
    context["terms"] = terms_of_activity(activity)
    return render(request, "living_room/activities/manage.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def activity_edit(request: HttpRequest, activity_id: UUID) -> HttpResponse:
    writer, activity = _writing(request, activity_id)
    form = ActivityForm(posted(request), activity=activity)

    def act(data: dict[str, Any]) -> str:
        change_activity(by=writer, activity=activity, facts=form.facts(), seen=data["seen"])
        return reverse("activity_manage", args=[activity.public_id])

    return form_page(request, form=form, template=EDIT, act=act, context={"activity": activity})


@require_POST
def activity_move(request: HttpRequest, activity_id: UUID) -> HttpResponse:
    writer, activity = _writing(request, activity_id)
    with refusal_as_message(request):
        move_activity(by=writer, activity=activity, to=request.POST.get("to", ""))
        messages.success(request, "変えました。")
    return redirect("activity_manage", activity.public_id)


@require_http_methods(["GET", "HEAD", "POST"])
def activity_allergens(request: HttpRequest, activity_id: UUID) -> HttpResponse:
    """Answers are given for the current edition; those of an older one are brought along."""
    writer, activity = _writing(request, activity_id)
    edition = current()
    form = AllergenForm(posted(request), answers=answers(edition, activity.allergens))

    def act(_: dict[str, Any]) -> str:
        answer_allergens(by=writer, activity=activity, edition=edition.name, answers=form.answers())
        return reverse("activity_manage", args=[activity.public_id])

    context = {"activity": activity, "edition": edition}
    return form_page(
        request, form=form, template="living_room/activities/allergens.html", act=act, context=context
    )


@require_safe
def activity_applications(request: HttpRequest, activity_id: UUID) -> HttpResponse:
    """Which applications give this activity its dates."""
    writer, activity = _writing(request, activity_id)
    context = {
        "activity": activity,
        "attached": attached_applications(activity),
        "others": applications_to_attach(activity, writer),
    }
    return render(request, "living_room/activities/applications.html", context)


@require_POST
def activity_attach(request: HttpRequest, activity_id: UUID, application_id: UUID) -> HttpResponse:
    writer, activity = _writing(request, activity_id)
    application = get_object_or_404(applications_to_attach(activity, writer), public_id=application_id)
    with refusal_as_message(request):
        attach_application(by=writer, activity=activity, application=application)
        messages.success(request, "この申請の日が、活動の日になりました。")
    return redirect("activity_applications", activity.public_id)


@require_POST
def activity_detach(request: HttpRequest, activity_id: UUID, application_id: UUID) -> HttpResponse:
    writer, activity = _writing(request, activity_id)
    application = get_object_or_404(attached_applications(activity), public_id=application_id)
    detach_application(by=writer, activity=activity, application=application)
    messages.success(request, "この申請の日を、活動から外しました。予約はそのままです。")
    return redirect("activity_applications", activity.public_id)


def _writing(request: HttpRequest, activity_id: UUID) -> tuple[User, Activity]:
    writer = writer_or_404(request)
    return writer, get_object_or_404(own_activities(writer), public_id=activity_id)


def here_or_404(request: HttpRequest) -> Place:
    here = place_of(request)
    if here is None:
        raise Http404
    return here
