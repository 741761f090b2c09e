from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from sengetsu.accounts.choices import Role
from sengetsu.accounts.models import User
from sengetsu.link_work.cases.models import Case

from .choices import Basis
from .models import Consent, Disclosure


def consent_of(case: Case, consent_id: UUID) -> Consent | None:
    return case.consents.select_related("organization", "person", "case").filter(public_id=consent_id).first()


def valid_for(case: Case, organization_id: UUID, today: date) -> QuerySet[Consent]:
    """Consents of today to this agency."""
    return (
        Consent.objects.valid_on(today)
        .filter(case=case, organization_id=organization_id)
        .select_related("person", "organization")
    )


def ledger_of(case: Case) -> QuerySet[Disclosure]:
    """誰に、いつ、何を、なぜ: newest first."""
    return case.disclosures.select_related("organization", "person", "by", "reviewed_by", "consent")


def to_review(user: User) -> QuerySet[Disclosure]:
    """Emergencies that wait for this manager: nobody reviews their own. Restricted cases count too, because
    somebody must look; the page shows the disclosure, not the case."""
    waiting = Disclosure.objects.filter(basis=Basis.EMERGENCY, reviewed_at=None)
    if not user.has_role(Role.MANAGER):
        return waiting.none()
    return waiting.exclude(by=user).select_related("organization", "by", "case").order_by("at", "pk")


def review_of(user: User, disclosure_id: UUID) -> Disclosure | None:
    return to_review(user).filter(public_id=disclosure_id).first()
