from typing import Any

from django.dispatch import receiver

from sengetsu.accounts.models import User
from sengetsu.directory.models import Organization
from sengetsu.directory.organizations.signals import organization_closed
from sengetsu.link_work.cases.models import Case
from sengetsu.link_work.cases.signals import person_left
from sengetsu.link_work.consents.models import Consent
from sengetsu.link_work.consents.signals import consent_narrowed, consent_withdrawn
from sengetsu.link_work.people.models import Person

from .asking import close_pages_of_agency, close_what_consents_opened


@receiver([consent_withdrawn, consent_narrowed])
def close_pages(consent: Consent, by: User, **_: Any) -> None:
    close_what_consents_opened(
        by=by, case=consent.case, person_id=consent.person_id, organization_id=consent.organization_id
    )


@receiver(person_left)
def close_pages_about(case: Case, person: Person, by: User, **_: Any) -> None:
    close_what_consents_opened(by=by, case=case, person_id=person.pk, organization_id=None)


@receiver(organization_closed)
def close_pages_to(organization: Organization, by: User, **_: Any) -> None:
    close_pages_of_agency(by=by, organization=organization)
