"""The only writer of activities and of what their dates are."""

from collections.abc import Mapping
from typing import Any

from sengetsu.accounts.access import Refused, require
from sengetsu.accounts.models import User
from sengetsu.audit.actions import record
from sengetsu.audit.choices import Action
from sengetsu.audit.writing import writing
from sengetsu.base.seen import refuse_if_other
from sengetsu.living_room.bookings.access import can_act_for
from sengetsu.living_room.bookings.models import Application
from sengetsu.living_room.groups.models import Group
from sengetsu.living_room.spaces.models import Venue

from .access import can_write, can_write_for, why_not_move
from .choices import ActivityState, Contains, Kind
from .mirror import mirror
from .models import Activity, ActivityApplication
from .queries import facts_of_activity

NOT_YOURS = "この団体の活動は書けません。"


@writing()
def start_activity(*, by: User, venue: Venue, group: Group | None, facts: Mapping[str, Any]) -> Activity:
    """Write a new activity as a draft. `facts`: columns of `models.ACTIVITY_EDITS`. Raises `Refused`."""
    require(can_write_for(by, group), NOT_YOURS)
    activity = Activity(venue=venue, group=group, **_whole(facts))
    activity.save()
    mirror(activity)
    record(by=by, action=Action.CREATED, thing="activity", thing_id=activity.pk)
    return activity


@writing()
def change_activity(*, by: User, activity: Activity, facts: Mapping[str, Any], seen: str = "") -> None:
    """Write its page anew. `seen`: see `base.seen`. Raises `Refused` and `Stale`."""
    require(can_write(by, activity), NOT_YOURS)
    row = _locked(activity)
    refuse_if_other(facts_of_activity(row), seen=seen)
    for name, value in _whole(facts).items():
        setattr(row, name, value)
    row.save()
    mirror(row)
    record(by=by, action=Action.CHANGED, thing="activity", thing_id=row.pk)


@writing()
def move_activity(*, by: User, activity: Activity, to: str) -> None:
    """Publish, pause, end, or take back to a draft (see `choices.MOVES`). Raises `Refused`."""
    require(can_write(by, activity), NOT_YOURS)
    row = _locked(activity)
    why = why_not_move(by, row, to)
    require(not why, why)
    row.state = ActivityState(to)
    row.save(update_fields=["state", "changed_at"])
    mirror(row)
    record(by=by, action=Action.CHANGED, thing="activity", thing_id=row.pk, detail={"state": to})


@writing()
def answer_allergens(*, by: User, activity: Activity, edition: str, answers: Mapping[str, str]) -> None:
    """Say for each allergen code whether the food contains it. What has to be asked is not kept."""
    require(can_write(by, activity), NOT_YOURS)
    row = _locked(activity)
    row.allergen_edition = edition
    row.allergens = {code: said for code, said in answers.items() if said != Contains.ASK}
    row.save(update_fields=["allergen_edition", "allergens", "changed_at"])
    record(by=by, action=Action.CHANGED, thing="activity", thing_id=row.pk, detail={"allergens": edition})


@writing()
def attach_application(*, by: User, activity: Activity, application: Application) -> None:
    """The dates of an application become dates of the activity. Raises `Refused`."""
    require(can_write(by, activity) and can_act_for(by, application), NOT_YOURS)
    require(application.group_id == activity.group_id, "別の団体の申請は、この活動の日にできません。")
    _locked(activity)
    if ActivityApplication.objects.filter(application=application).exists():
        raise Refused("この申請は、もうほかの活動の日になっています。")
    ActivityApplication.objects.create(activity=activity, application=application)
    _record_dates(by, activity, application, "attached")


@writing()
def detach_application(*, by: User, activity: Activity, application: Application) -> None:
    """Its dates are no longer announced; the bookings themselves stay as they are."""
    require(can_write(by, activity), NOT_YOURS)
    ActivityApplication.objects.filter(activity=activity, application=application).delete()
    _record_dates(by, activity, application, "detached")


def _record_dates(by: User, activity: Activity, application: Application, what: str) -> None:
    mirror(activity)
    record(
        by=by,
        action=Action.CHANGED,
        thing="activity",
        thing_id=activity.pk,
        detail={what: application.pk},
    )


def _whole(facts: Mapping[str, Any]) -> dict[str, Any]:
    """A cafeteria has food and a study room has learning, whatever else was ticked."""
    kind = facts.get("kind")
    return {
        **facts,
        "has_food": bool(facts.get("has_food")) or kind == Kind.FOOD,
        "has_learning": bool(facts.get("has_learning")) or kind == Kind.LEARNING,
    }


def _locked(activity: Activity) -> Activity:
    return Activity.objects.select_for_update(of=("self",)).select_related("group").get(pk=activity.pk)
