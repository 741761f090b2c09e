"""The only writer of fee rules, waivers and what notices say. What is settled by them: `settling_actions`."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from sengetsu.accounts.access import Refused
from sengetsu.accounts.models import User
from sengetsu.audit.actions import record
from sengetsu.audit.choices import Action
from sengetsu.audit.writing import writing
from sengetsu.base.seen import facts_of, refuse_if_other
from sengetsu.living_room.bookings.choices import Purpose
from sengetsu.living_room.bookings.models import Application
from sengetsu.living_room.groups.models import Group
from sengetsu.living_room.spaces.models import Venue

from .access import can_keep_fees
from .models import FeeRule, FeeSettings, Waiver, WaiverGrant
from .queries import SETTINGS_COLUMNS, facts_of_last_rule, settings_of
from .rules import Terms

NOT_BACKWARDS = "決まりは、今日か、これから先の日から変えられます。過ぎた日の料金は変わりません。"
AFTER_THE_LAST = "いちばん新しい決まりより、あとの日にしてください。"


@writing()
def add_rule(
    *,
    by: User,
    venue: Venue,
    purpose: Purpose,
    valid_from: date,
    terms: Terms,
    note: str = "",
    seen: str = "",
) -> FeeRule:
    """Write the next version of a purpose's rule. Only the first one may begin in the past.

    `seen`: see `base.seen`. Raises `PermissionDenied`, `Stale`, `ValidationError`.
    """
    _check(by)
    last = FeeRule.objects.filter(venue=venue, purpose=purpose).order_by("-version").first()
    refuse_if_other(facts_of_last_rule(last), seen=seen)
    if last and valid_from < timezone.localdate():
        raise ValidationError({"valid_from": NOT_BACKWARDS})
    if last and valid_from <= last.valid_from:
        raise ValidationError({"valid_from": AFTER_THE_LAST})
    rule = FeeRule(
        venue=venue,
        purpose=purpose,
        version=last.version + 1 if last else 1,
        valid_from=valid_from,
        note=note,
        entered_by=by,
        **{name: getattr(terms, name) for name in Terms.__dataclass_fields__},
    )
    rule.full_clean(validate_unique=False)
    rule.save()
    detail = {"purpose": str(purpose.value), "version": rule.version}
    record(by=by, action=Action.CREATED, thing="fee_rule", thing_id=rule.pk, detail=detail)
    return rule


@writing()
def withdraw_rule(*, by: User, rule: FeeRule) -> None:
    """Take back a version that is not in force yet. Raises `PermissionDenied`, `Refused`."""
    _check(by)
    found = FeeRule.objects.select_for_update().filter(pk=rule.pk).first()
    if found is None:
        return
    newer = FeeRule.objects.filter(venue=found.venue, purpose=found.purpose, version__gt=found.version)
    if not found.is_to_come or newer.exists():
        raise Refused("もう始まった決まりは取り消せません。新しい決まりを書いてください。")
    detail = {"purpose": found.purpose, "version": found.version}
    found.delete()
    record(by=by, action=Action.WITHDRAWN, thing="fee_rule", thing_id=rule.pk, detail=detail)


@writing()
def add_waiver(*, by: User, venue: Venue, facts: Mapping[str, Any], purposes: Sequence[str] = ()) -> Waiver:
    """Add a row to the table. `facts`: name, who, rate, first_day, last_day, note."""
    _check(by)
    waiver = Waiver(venue=venue, purposes=list(purposes), entered_by=by, **facts)
    waiver.full_clean()
    waiver.save()
    record(by=by, action=Action.CREATED, thing="fee_waiver", thing_id=waiver.pk)
    return waiver


@writing()
def end_waiver(*, by: User, waiver: Waiver) -> bool:
    """Close a row from tomorrow on; one that was never granted is taken away. Whether a row is left."""
    _check(by)
    found = Waiver.objects.select_for_update().filter(pk=waiver.pk).first()
    if found is None or found.has_ended:
        return found is not None
    today = timezone.localdate()
    keeps = found.grants.exists()
    if keeps:
        found.last_day = max(today, found.first_day)
        found.save(update_fields=["last_day"])
    else:
        found.delete()
    record(by=by, action=Action.WITHDRAWN, thing="fee_waiver", thing_id=waiver.pk, detail={"kept": keeps})
    return keeps


@writing()
def grant_waiver(
    *,
    by: User,
    waiver: Waiver,
    reason: str,
    group: Group | None = None,
    application: Application | None = None,
) -> WaiverGrant:
    """Give a group, or one application, a row of the table. Granted already: the first one stays.

    What was settled before stays as it is until somebody settles it again.
    """
    _check(by)
    if (group is None) == (application is None):
        raise ValueError("a waiver is granted to a group or to an application")
    waiver = Waiver.objects.select_for_update().get(pk=waiver.pk)
    if waiver.has_ended:
        raise Refused("この減免は、もう終わっています。")
    grant, is_new = WaiverGrant.objects.get_or_create(
        waiver=waiver,
        group=group,
        application=application,
        ended_at=None,
        defaults={"reason": reason, "granted_by": by},
    )
    if is_new:
        record(by=by, action=Action.GRANTED, thing="fee_waiver_grant", thing_id=grant.pk)
    return grant


@writing()
def end_grant(*, by: User, grant: WaiverGrant) -> None:
    """From now on it counts for nothing that is settled. Ended already: nothing happens."""
    _check(by)
    if WaiverGrant.objects.filter(pk=grant.pk, ended_at=None).update(ended_at=timezone.now()):
        record(by=by, action=Action.REVOKED, thing="fee_waiver_grant", thing_id=grant.pk)


@writing()
def change_settings(*, by: User, venue: Venue, facts: Mapping[str, Any], seen: str = "") -> FeeSettings:
    """What the next notices say, and the days that people have. `seen`: see `base.seen`."""
    _check(by)
    row = settings_of(venue)
    refuse_if_other(facts_of(row, SETTINGS_COLUMNS), seen=seen)
    for name in SETTINGS_COLUMNS:
        setattr(row, name, facts[name])
    row.save()
    record(by=by, action=Action.CHANGED, thing="fee_settings", thing_id=venue.pk)
    return row


def _check(by: User) -> None:
    if not can_keep_fees(by):
        raise PermissionDenied
