"""The writers of 利用報告. Counts are written as steps, so that two phones at one door both count."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone

from sengetsu.accounts.access import require
from sengetsu.accounts.models import User
from sengetsu.audit.actions import record
from sengetsu.audit.choices import Action
from sengetsu.audit.writing import writing
from sengetsu.base.seen import refuse_if_changed
from sengetsu.living_room.bookings.actions import mark_reported
from sengetsu.living_room.bookings.models import Booking

from .access import can_use, why_no_report
from .choices import MOST, REPORTED, UNDO_FOR, WORDS
from .models import Report, ReportCorrection


@writing()
def save_report(
    *,
    by: User,
    booking: Booking,
    steps: Mapping[str, int],
    words: Mapping[str, str] | None = None,
    seen: str = "",
    send: bool = False,
) -> Report:
    """Count and write; with `send`, report.

    `steps`: band → how many more (or fewer) people; a count stays between 0 and 999. `words`: content and
    accidents. `seen`: see `base.seen`, of the words. A report that was sent is corrected: what stood there is
    kept. Raises `Refused`, `Stale`, `ValidationError`.
    """
    row = Booking.objects.select_related("application").get(pk=booking.pk)
    require(can_use(by, row), "この日の報告はできません。")
    require(not why_no_report(row), why_no_report(row))
    report = _held(row)
    before = _facts(report)
    _write(report, steps, words, seen)
    if send:
        _require_whole(report)
    if report.sent_at and _facts(report) != before:
        _keep(report, before, by=by)
        record(by=by, action=Action.CORRECTED, thing="report", thing_id=row.pk)
    if send and report.sent_at is None:
        report.sent_at = timezone.now()
        record(by=by, action=Action.SENT, thing="report", thing_id=row.pk)
    report.by = by
    report.save()
    if send:
        mark_reported(by=by, booking=row)
    return report


def count_people(*, by: User, booking: Booking, band: str, step: int = 1) -> Report:
    """One tap at the door. Raises `Refused`."""
    return save_report(by=by, booking=booking, steps={band: step})


def _held(booking: Booking) -> Report:
    Report.objects.get_or_create(booking=booking)
    return Report.objects.select_for_update().get(booking=booking)


def _write(report: Report, steps: Mapping[str, int], words: Mapping[str, str] | None, seen: str) -> None:
    if words is not None:
        refuse_if_changed(report, seen=seen, fields=WORDS)
        for name in WORDS:
            setattr(report, name, words[name])
    for band, step in steps.items():
        setattr(report, band, min(MOST, max(0, getattr(report, band) + step)))


def _facts(report: Report) -> dict[str, Any]:
    return {name: getattr(report, name) for name in REPORTED}


def _require_whole(report: Report) -> None:
    if report.people == 0 and not report.content.strip():
        raise ValidationError({"content": "人数か、したことの、どちらかを書いてください。"})
    if report.first_timers > report.people:
        raise ValidationError({"first_timers": "はじめての人が、来た人ぜんぶより多くなっています。"})


def _keep(report: Report, before: dict[str, Any], *, by: User) -> None:
    """Taps in one go are one correction: the first of them keeps what was reported."""
    last = report.corrections.first()
    if last is None or last.by_id != by.pk or timezone.now() - last.at > UNDO_FOR:
        ReportCorrection.objects.create(report=report, before=before, by=by)
