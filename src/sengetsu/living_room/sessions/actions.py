"""The only writer of hygiene sheets, helpers and photo consents."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from django.utils import timezone

from sengetsu.accounts.access import require
from sengetsu.accounts.models import User
from sengetsu.audit.actions import record
from sengetsu.audit.choices import Action
from sengetsu.audit.writing import writing
from sengetsu.living_room.bookings.models import Booking

from .access import can_use, why_not_kept
from .choices import KEPT_DAYS, Giver, Medium
from .models import Helper, HygieneSheet, PhotoConsent
from .queries import sheets_of

NOT_YOURS = "この日の記録は書けません。"


@writing()
def keep_sheet(*, by: User, booking: Booking, facts: Mapping[str, Any]) -> HygieneSheet:
    """Write the hygiene sheet; what was written before stays as an earlier version."""
    _check(by, booking)
    last = sheets_of(booking).first()
    made = HygieneSheet.objects.create(
        booking=booking, version=last.version + 1 if last else 1, by=by, **facts
    )
    action = Action.CORRECTED if last else Action.CREATED
    record(by=by, action=action, thing="hygiene_sheet", thing_id=made.pk)
    return made


@writing()
def add_helper(*, by: User, booking: Booking, facts: Mapping[str, Any]) -> Helper:
    _check(by, booking)
    made = Helper.objects.create(booking=booking, **facts)
    record(by=by, action=Action.CREATED, thing="helper", thing_id=made.pk)
    return made


@writing()
def note_arrival(*, by: User, helper: Helper) -> Helper:
    """The helper is here; a second tap takes it back."""
    _check(by, helper.booking)
    row = Helper.objects.select_for_update().get(pk=helper.pk)
    row.arrived_at = None if row.arrived_at else timezone.now()
    row.save(update_fields=["arrived_at"])
    record(by=by, action=Action.CHANGED, thing="helper", thing_id=row.pk)
    return row


@writing()
def remove_helper(*, by: User, helper: Helper) -> None:
    require(can_use(by, helper.booking), NOT_YOURS)
    number = helper.pk
    helper.delete()
    record(by=by, action=Action.DISPOSED, thing="helper", thing_id=number)


@writing()
def note_consent(
    *, by: User, booking: Booking, name: str, media: Sequence[Medium], given_by: Giver
) -> PhotoConsent:
    """Note whose picture may be shown where; no medium at all is an answer, too."""
    _check(by, booking)
    made = PhotoConsent.objects.create(
        booking=booking, name=name, media=[str(one) for one in media], given_by=given_by, noted_by=by
    )
    record(by=by, action=Action.CREATED, thing="photo_consent", thing_id=made.pk)
    return made


@writing()
def withdraw_consent(*, by: User, consent: PhotoConsent) -> None:
    """From now on nowhere. Never refused to who acts for the date, whatever became of it."""
    require(can_use(by, consent.booking), NOT_YOURS)
    PhotoConsent.objects.filter(pk=consent.pk, withdrawn_at=None).update(withdrawn_at=timezone.now())
    record(by=by, action=Action.WITHDRAWN, thing="photo_consent", thing_id=consent.pk)


def forget_helpers(*, by: None) -> int:  # noqa: ARG001 - every action says by whom; here nobody
    """Names and numbers of helpers go a month after the date; their number stays in the report."""
    before = timezone.localdate() - timedelta(days=KEPT_DAYS)
    removed, _ = Helper.objects.filter(booking__day__lt=before).delete()
    return removed


def _check(by: User, booking: Booking) -> None:
    """Judged by the date as it is now, after whoever was before us in the line of `writing`."""
    booking = Booking.objects.select_related("application").get(pk=booking.pk)
    require(can_use(by, booking), NOT_YOURS)
    require(not why_not_kept(booking), why_not_kept(booking))
