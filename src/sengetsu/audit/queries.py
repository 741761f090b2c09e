"""What pages may ask of the trail. No query here reads case text: there is none in the trail."""

import json
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Q, TextField
from django.db.models.functions import Cast
from django.utils import timezone

from .choices import BULK_LOOKS, LOOKS, Action
from .models import Entry, EntryQuerySet
from .verification import Report, verify

__all__ = ["Asked", "Report", "about", "looks_at", "trail", "verify"]


@dataclass(frozen=True)
class Asked:
    """What an auditor asks of the trail; what is empty is not asked.

    `person`: part of the name as it was at the time. `case_id`: the case itself and every list, search or
    export in which it appeared. `since` and `until`: days in local time, both included.
    """

    person: str = ""
    action: str = ""
    case_id: str = ""
    since: date | None = None
    until: date | None = None

    def in_words(self) -> dict[str, str]:
        days = {name: day.isoformat() for name in ("since", "until") if (day := getattr(self, name))}
        return {"person": self.person, "action": self.action, "case_id": self.case_id, **days}


def trail(asked: Asked) -> EntryQuerySet:
    """The entries that match everything asked, newest first, with their reasons still sealed."""
    entries = about(asked.case_id) if asked.case_id else Entry.objects.all()
    if asked.person:
        entries = entries.filter(actor_label__icontains=asked.person)
    if asked.action:
        entries = entries.filter(action=asked.action)
    if asked.since:
        entries = entries.filter(at__gte=_midnight(asked.since))
    if asked.until:
        entries = entries.filter(at__lt=_midnight(asked.until + timedelta(days=1)))
    return entries.with_reason_sealed().order_by("-sequence")


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def about(case_id: object) -> EntryQuerySet:
    """Every entry that names the case, alone or in a list."""
    return _with_listed().filter(Q(case_id=str(case_id)) | _lists(case_id))


def looks_at(case_id: object) -> EntryQuerySet:
    """「記録を見た人」: who opened, printed, exported or disclosed this case, and why; newest first.

    A print or an export of many cases counts for each case in it. Lists and searches do not: the trail has
    them, but a row in a list is no look.
    """
    alone = Q(case_id=str(case_id), action__in=[*LOOKS, Action.REASON_GIVEN])
    among_others = Q(action__in=BULK_LOOKS) & _lists(case_id)
    return _with_listed().filter(alone | among_others).with_reason_sealed().order_by("-sequence")


def _with_listed() -> EntryQuerySet:
    return Entry.objects.alias(listed_text=Cast("listed", TextField()))


def _lists(case_id: object) -> Q:
    """`["7", "12"]` contains `"7"` with its quotes: SQLite has no JSON containment, text works on both."""
    return Q(listed_text__contains=json.dumps(str(case_id)))
