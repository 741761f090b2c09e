"""What every action on a conference does: number it, hold it, leave the trace."""

import uuid
from datetime import date

from django.core.exceptions import ValidationError

from sengetsu.accounts.models import Team, User
from sengetsu.audit.actions import record
from sengetsu.audit.choices import Action
from sengetsu.base.dates import fiscal_year
from sengetsu.living_room.notices.actions import notify

from .access import can_prepare
from .choices import LETTER, ConferenceKind
from .models import AgendaItem, Conference

WAITS = "確かめることがあります。サインインして、はじめのページをひらいてください。"


def next_number(kind: ConferenceKind, day: date) -> str:
    """支-2026-001: by kind and 年度. All wait for each other here (see `cases.writing.next_number`)."""
    list(Team.objects.select_for_update().order_by("pk").values_list("pk"))
    begins = f"{LETTER[kind]}-{fiscal_year(day)}-"
    last = Conference.objects.filter(number__startswith=begins).order_by("-number")
    numbers = last.values_list("number", flat=True)[:1]
    running = int(numbers[0].rsplit("-", 1)[1]) + 1 if numbers else 1
    return f"{begins}{running:03d}"


def locked(conference: Conference) -> Conference:
    return Conference.objects.select_for_update(of=("self",)).get(pk=conference.pk)


def tell(*, by: User | None, to: User) -> None:
    """Something waits: no more may stand in a notice, which the open wing keeps (promise 8)."""
    notify(by=by, key=f"waits:{uuid.uuid4()}", subject="お知らせがあります", text=WAITS, path="/home/", to=to)


def prepared(by: User, conference: Conference) -> Conference:
    """The conference, held, if `by` prepares it and it is still to come."""
    if not can_prepare(by, conference):
        raise ValidationError("この会議を準備できるのは、守秘を確認した市の構成員です。")
    conference = locked(conference)
    if not conference.is_planned:
        raise ValidationError("この会議は、もう終わっています。")
    return conference


def trace(conference: Conference, by: User | None, action: Action, **detail: str) -> None:
    record(by=by, action=action, thing="conference", thing_id=conference.number, detail=detail)


def trace_item(item: AgendaItem, by: User, action: Action, **detail: str) -> None:
    record(
        by=by,
        action=action,
        thing="conference",
        thing_id=item.conference.number,
        case_id=item.case.number,
        detail=detail,
    )
