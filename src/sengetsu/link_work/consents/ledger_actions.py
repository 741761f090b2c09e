"""The disclosure ledger: every time that something of a case leaves the house, one row with its legal basis.

Source of the rule: promise 6 (consent, 社会福祉法106条の6, emergency, or a law that is named).
"""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.utils import timezone

from sengetsu.accounts.models import User
from sengetsu.audit.actions import record
from sengetsu.audit.choices import Action
from sengetsu.audit.writing import writing
from sengetsu.directory.models import Organization
from sengetsu.link_work.cases.models import Case
from sengetsu.link_work.people.models import Person

from .access import can_review
from .choices import Basis, Fact, Way
from .models import LABELS, Consent, Disclosure
from .queries import valid_for


def _standing_on(case: Case, organization: Organization | None, facts: set[str]) -> Consent:
    """The consent of today that allows all of `facts` to be told to this agency."""
    if organization is None:
        raise ValidationError({"organization": "同意による開示は、同意した相手の機関を選んでください。"})
    valid = list(valid_for(case, organization.pk, timezone.localdate()))
    if not valid:
        raise ValidationError({"basis": "この相手への、いま有効な同意はありません。"})
    best = min(valid, key=lambda one: len(facts - {*one.facts, *one.documents}))
    if lacking := facts - {*best.facts, *best.documents}:
        words = "」「".join(str(LABELS.get(one, one)) for one in sorted(lacking))
        raise ValidationError({"facts": f"同意の中に「{words}」はありません。"})
    return best


def disclose(
    *,
    by: User,
    case: Case,
    basis: Basis,
    way: Way,
    why: str,
    facts: Iterable[Fact | str] = (),
    what: str = "",
    organization: Organization | None = None,
    recipient: str = "",
    reason: str = "",
    consent: Consent | None = None,
    person: Person | None = None,
) -> Disclosure:
    """Write the row. With basis consent and no `consent` named, the one that allows all `facts` is found.

    Raises `ValidationError` beside the field: no valid consent, no reason for an emergency, nobody told.
    """
    told = {str(one) for one in facts}
    if not told and not what.strip():
        raise ValidationError({"facts": "何を伝えたかを、選ぶか書いてください。"})
    if not why.strip():
        raise ValidationError({"why": "なぜ伝えたかを書いてください。"})
    if organization is None and not recipient.strip():
        raise ValidationError({"recipient": "だれに伝えたかを書いてください。"})
    if basis in {Basis.EMERGENCY, Basis.LAW} and not reason.strip():
        asked = "どんな危険があったか" if basis == Basis.EMERGENCY else "どの法令の何条か"
        raise ValidationError({"reason": f"{asked}を書いてください。"})
    if basis == Basis.CONSENT and consent is None:
        consent = _standing_on(case, organization, told)
    with writing():
        row = Disclosure.objects.create(
            case=case,
            person=person or (consent.person if consent else None),
            organization=organization,
            recipient=recipient,
            basis=basis,
            consent=consent if basis == Basis.CONSENT else None,
            way=way,
            facts=sorted(told),
            what=what,
            why=why,
            reason=reason,
            by=by,
        )
        record(
            by=by,
            action=Action.DISCLOSED,
            thing="disclosure",
            thing_id=str(row.public_id),
            case_id=case.number,
            detail={"basis": basis, "way": way, "facts": " ".join(row.facts)},
        )
    return row


def review_disclosure(*, by: User, disclosure: Disclosure, words: str) -> Disclosure:
    """The manager looks at an emergency the next day. Somebody else than who disclosed; once."""
    if not can_review(by, disclosure):
        raise ValidationError("緊急の開示は、伝えた人とは別の管理職が見直します。")
    if not words.strip():
        raise ValidationError({"words": "見直した結果を書いてください。"})
    with writing():
        row = Disclosure.objects.select_for_update(of=("self",)).select_related("case").get(pk=disclosure.pk)
        if row.reviewed_at is not None:
            raise ValidationError("もう見直されています。")
        row.reviewed_at, row.reviewed_by, row.review = timezone.now(), by, words
        row.save(update_fields=["reviewed_at", "reviewed_by", "review"])
        record(
            by=by,
            action=Action.ANSWERED,
            thing="disclosure",
            thing_id=str(row.public_id),
            case_id=row.case.number,
        )
    return row
