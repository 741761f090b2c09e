from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from sengetsu.link_work.cases.models import Case

from .models import Consent


def consent_of(case: Case, consent_id: UUID) -> Consent | None:
    return case.consents.select_related("organization", "person", "case").filter(public_id=consent_id).first()


def valid_for(case: Case, organization_id: UUID, today: date) -> QuerySet[Consent]:
    """Consents of today to this agency."""
    return (
        Consent.objects.valid_on(today)
        .filter(case=case, organization_id=organization_id)
        .select_related("person", "organization")
    )
