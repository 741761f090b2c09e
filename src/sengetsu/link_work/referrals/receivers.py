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

from .closing import close_what_agency_may_answer, close_what_consent_opened


@receiver(person_left)
def close_pages_about(case: Case, person: Person, by: User, **_: Any) -> None:
    for consent in Consent.objects.filter(case=case, person=person):
        close_what_consent_opened(by=by, consent=consent, why="ケースの人ではなくなりました")


@receiver(organization_closed)
def close_pages_of_agency(organization: Organization, by: User, **_: Any) -> None:
    close_what_agency_may_answer(by=by, organization=organization)


@receiver(consent_withdrawn)
def close_pages(consent: Consent, by: User, **_: Any) -> None:
    close_what_consent_opened(by=by, consent=consent, why="同意が取りやめられました")


@receiver(consent_narrowed)
def close_wider_pages(consent: Consent, by: User, **_: Any) -> None:
    close_what_consent_opened(by=by, consent=consent, why="同意がせばめられました")
