"""What pages may ask of the trail. No query here reads case text: there is none in the trail."""

import json
from datetime import datetime

from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast

from .choices import BULK_LOOKS, LOOKS
from .models import Entry
from .verification import Report, verify

__all__ = ["Report", "about", "looks_at", "recent_lookers", "trail", "verify"]


def trail(
    *,
    person: str = "",
    action: str = "",
    case_id: str = "",
    since: datetime | None = None,
    until: datetime | None = None,
) -> QuerySet[Entry]:
    """The entries that match everything asked, newest first. `until` is not included.

    `person`: part of the name as it was at the time. `case_id`: the case itself and every list, search or
    export in which it appeared.
    """
    entries = about(case_id) if case_id else Entry.objects.all()
    if person:
        entries = entries.filter(actor_label__icontains=person)
    if action:
        entries = entries.filter(action=action)
    if since:
        entries = entries.filter(at__gte=since)
    if until:
        entries = entries.filter(at__lt=until)
    return entries.order_by("-sequence")


def about(case_id: object) -> QuerySet[Entry]:
    """Every entry that names the case, alone or in a list."""
    return _with_listed().filter(Q(case_id=str(case_id)) | _lists(case_id))


def looks_at(case_id: object) -> QuerySet[Entry]:
    """「記録を見た人」: who opened, printed, exported or disclosed this case, newest first.

    A print or an export of many cases counts for each case in it. Lists and searches do not: the trail has
    them, but a row in a list is no look.
    """
    alone = Q(case_id=str(case_id), action__in=LOOKS)
    among_others = Q(action__in=BULK_LOOKS) & _lists(case_id)
    return _with_listed().filter(alone | among_others).order_by("-sequence")


def recent_lookers(case_id: object, since: datetime) -> int:
    """How many different people looked at the case since then."""
    return looks_at(case_id).filter(at__gte=since).order_by().values("actor_id").distinct().count()


def _with_listed() -> QuerySet[Entry]:
    return Entry.objects.alias(listed_text=Cast("listed", TextField()))


def _lists(case_id: object) -> Q:
    """`["7", "12"]` contains `"7"` with its quotes: SQLite has no JSON containment, text works on both."""
    return Q(listed_text__contains=json.dumps(str(case_id)))
