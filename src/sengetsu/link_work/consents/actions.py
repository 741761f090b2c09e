"""Giving, narrowing and withdrawing consent. Withdrawal is always possible, without a reason (promise 7)."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone

from sengetsu.accounts.models import User
from sengetsu.audit.actions import record
from sengetsu.audit.choices import Action
from sengetsu.audit.writing import writing
from sengetsu.directory.models import Organization
from sengetsu.link_work.attachments.actions import attach
from sengetsu.link_work.attachments.models import Attachment
from sengetsu.link_work.cases.models import Case
from sengetsu.link_work.people.models import Person

from .choices import Document, Fact, Given
from .models import Consent, Narrowing
from .signals import consent_narrowed, consent_withdrawn


def _trace(consent: Consent, by: User, action: Action) -> None:
    record(
        by=by,
        action=action,
        thing="consent",
        thing_id=str(consent.pk),
        case_id=consent.case.number,
        detail={"facts": " ".join([*consent.facts, *consent.documents])},
    )


def _held(consent: Consent) -> Consent:
    return Consent.objects.select_for_update(of=("self",)).select_related("case").get(pk=consent.pk)


def _signed_paper(by: User, case: Case, person: Person, photo: "UploadedFile[Any]") -> Attachment:
    try:
        return attach(by=by, case=case, title=f"{person.name}の同意書", file=photo, size=photo.size or 0)
    except ValidationError as refused:
        raise ValidationError({"photo": refused.messages}) from refused


def give_consent(
    *,
    by: User,
    case: Case,
    person: Person,
    organization: Organization,
    facts: Iterable[Fact],
    purpose: str,
    until: date,
    given: Given,
    witness: str = "",
    given_on: date | None = None,
    documents: Iterable[Document] = (),
    photo: "UploadedFile[Any] | None" = None,
) -> Consent:
    """Record what a person allowed. `by` explained it. An oral consent names its witness."""
    today = timezone.localdate()
    day, chosen = given_on or today, sorted(set(facts))
    if day > today:
        raise ValidationError({"given_on": "これからの日です。"})
    if until < day:
        raise ValidationError({"until": "同意した日より前です。"})
    if given == Given.ORAL and not witness.strip():
        raise ValidationError({"witness": "口頭のときは、立会いの人を書いてください。"})
    if not chosen:
        raise ValidationError({"facts": "伝えてよいことを、ひとつは選んでください。"})
    if not purpose.strip():
        raise ValidationError({"purpose": "何のために伝えるのかを書いてください。"})
    if organization.is_closed:
        raise ValidationError({"organization": "いまは活動していない機関です。ほかの相手を選んでください。"})
    if not case.members.filter(person=person).exists():
        raise ValidationError({"person": "このケースの人を選んでください。"})
    with writing():
        paper = _signed_paper(by, case, person, photo) if photo else None
        consent = Consent.objects.create(
            paper=paper,
            case=case,
            person=person,
            organization=organization,
            facts=chosen,
            documents=sorted(set(documents)),
            purpose=purpose,
            given_on=day,
            until=until,
            given=given,
            witness=witness,
            explained_by=by,
        )
        _trace(consent, by, Action.CREATED)
    return consent


def withdraw_consent(*, by: User, consent: Consent, words: str = "") -> Consent:
    """End a consent at once; what it opened (a question to an agency) closes in the same transaction.
    Doing it again changes nothing."""
    with writing():
        consent = _held(consent)
        if consent.withdrawn_at is None:
            consent.withdrawn_at, consent.withdrawal_words = timezone.now(), words
            consent.save(update_fields=["withdrawn_at", "withdrawal_words"])
            consent_withdrawn.send(sender=Consent, consent=consent, by=by)
            _trace(consent, by, Action.STATE_CHANGED)
    return consent


def narrow_consent(
    *,
    by: User,
    consent: Consent,
    facts: Iterable[Fact],
    documents: Iterable[Document],
    until: date,
    words: str = "",
) -> Consent:
    """Take something out of a consent, or let it end earlier; it counts from the next request on. What it
    allowed before is kept. Raises `ValidationError` when it would allow more: that is a new consent."""
    left, papers = sorted(set(facts)), sorted(set(documents))
    with writing():
        consent = _held(consent)
        if consent.withdrawn_at is not None:
            raise ValidationError("もう取りやめられた同意です。")
        if not set(left) <= set(consent.facts):
            raise ValidationError({"facts": "ふやすことはできません。新しい同意として記録してください。"})
        if not set(papers) <= set(consent.documents):
            raise ValidationError({"documents": "ふやすことはできません。新しい同意として記録してください。"})
        if until > consent.until:
            raise ValidationError({"until": "のばすことはできません。新しい同意として記録してください。"})
        if until < consent.given_on:
            raise ValidationError({"until": "同意した日より前です。"})
        if not left and not papers:
            raise ValidationError({"facts": "ぜんぶ外すときは、「取りやめる」から進めてください。"})
        if (left, papers, until) == (sorted(consent.facts), sorted(consent.documents), consent.until):
            return consent
        Narrowing.objects.create(
            consent=consent, facts=consent.facts, documents=consent.documents, until=consent.until,
            words=words, by=by,
        )  # fmt: skip
        consent.facts, consent.documents, consent.until = left, papers, until
        consent.save(update_fields=["facts", "documents", "until"])
        consent_narrowed.send(sender=Consent, consent=consent, by=by)
        _trace(consent, by, Action.CHANGED)
    return consent
