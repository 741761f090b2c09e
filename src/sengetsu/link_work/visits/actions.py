"""Recording contacts. A contact, the next step it leads to and the trace are saved together."""

from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone

from sengetsu.accounts.models import User
from sengetsu.audit.actions import record
from sengetsu.audit.choices import Action
from sengetsu.audit.writing import writing
from sengetsu.link_work.cases.actions import NextStep, locked, note_contact, set_next_step
from sengetsu.link_work.cases.choices import Rung
from sengetsu.link_work.cases.models import Case
from sengetsu.link_work.drafts.actions import drop_draft
from sengetsu.link_work.index.actions import pieces_of_text, replace
from sengetsu.link_work.index.models import Owner

from .choices import How, WithWhom
from .models import Contact

A_MOMENT = timedelta(minutes=10)  # clocks of phone and server may differ by so much
FACTS = ("at", "how", "with_whom", "rung", "companions")


def draft_place(case: Case) -> str:
    return f"contact:{case.public_id}"


def correction_place(contact: Contact) -> str:
    return f"correction:{contact.public_id}"


def _index(contact: Contact) -> None:
    replace(
        owner_kind=Owner.CONTACT,
        owner_id=contact.pk,
        case_id=contact.case_id,
        tokens=pieces_of_text(contact.happened, contact.companions),
    )


def _tell_case(case: Case) -> None:
    """The case shows its newest contact and the newest rung that was reached; a visit that is written down
    late changes neither."""
    rows = Contact.objects.current().filter(case=case).order_by("-at", "-pk")
    newest = rows.values_list("at", flat=True).first()
    trust = rows.exclude(rung=None).values_list("rung", flat=True).first()
    if newest:
        note_contact(case=case, last_on=timezone.localdate(newest), trust=trust)


def record_contact(
    *,
    by: User,
    case: Case,
    at: datetime,
    how: How,
    with_whom: WithWhom = WithWhom.PERSON,
    rung: Rung | None = None,
    happened: str = "",
    companions: str = "",
    next_step: NextStep | None = None,
) -> Contact:
    """Record what happened and what is next; the draft goes when, and only when, this is saved.

    Raises `ValidationError` for a time to come, or for a closed case.
    """
    if at > timezone.now() + A_MOMENT:
        raise ValidationError({"at": "これからの日時です。あったことを書いてください。"})
    with writing():
        case = locked(case)
        if not case.is_open:
            raise ValidationError("終結したケースです。先に「ふたたび開く」をしてください。")
        contact = Contact.objects.create(
            case=case,
            at=at,
            how=how,
            with_whom=with_whom,
            rung=rung,
            happened=happened,
            companions=companions,
            by=by,
        )
        _index(contact)
        _tell_case(case)
        if next_step:
            set_next_step(by=by, case=case, next_step=next_step)
        drop_draft(by=by, place=draft_place(case))
        record(
            by=by,
            action=Action.CREATED,
            thing="contact",
            thing_id=str(contact.pk),
            case_id=case.number,
            detail={"how": how},
        )
    return contact


def correct_contact(*, by: User, contact: Contact, happened: str, reason: str, **facts: Any) -> Contact:
    """Replace a contact by a new version; the old one is kept and stays readable.

    `facts`: any of `FACTS` that were wrong too; what is not named stays as it was.
    """
    if not reason.strip():
        raise ValidationError({"reason": "直した理由を書いてください。"})
    if facts.get("at") and facts["at"] > timezone.now() + A_MOMENT:
        raise ValidationError({"at": "これからの日時です。あったことを書いてください。"})
    with writing():
        case = locked(contact.case)
        old = Contact.objects.select_for_update(of=("self",)).get(pk=contact.pk)
        if Contact.objects.filter(corrects=old).exists():
            raise ValidationError("この記録は、もう直されています。新しいほうを直してください。")
        new = Contact.objects.create(
            **{name: facts.get(name, getattr(old, name)) for name in FACTS},
            case=case,
            happened=happened,
            by=by,
            corrects=old,
            correction_reason=reason,
        )
        _index(new)
        # A search finds what holds today; the old text is read where it was corrected.
        replace(owner_kind=Owner.CONTACT, owner_id=old.pk, case_id=case.pk, tokens=set())
        _tell_case(case)
        drop_draft(by=by, place=correction_place(contact))
        record(
            by=by,
            action=Action.CORRECTED,
            thing="contact",
            thing_id=str(new.pk),
            case_id=case.number,
            detail={"corrects": str(old.pk)},
        )
    return new
