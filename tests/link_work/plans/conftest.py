"""aoki's case with a mother, the agency of partner sato, and a plan that it takes part in."""

from dataclasses import dataclass

import pytest

from sengetsu.accounts.models import Agency, User
from sengetsu.directory.models import Organization, Service
from sengetsu.link_work.cases.models import Case
from sengetsu.link_work.consents.choices import Document, Fact
from sengetsu.link_work.consents.models import Consent
from sengetsu.link_work.people.models import Person
from tests.link_work.asking import consent, mother, service
from tests.whole_plans import WholePlan, drafted, running


@dataclass(frozen=True)
class Household:
    case: Case
    person: Person
    service: Service
    consent: Consent

    @property
    def agency(self) -> Organization:
        return self.service.organization


@pytest.fixture
def household(aoki: User, agency: Agency, kitagawa: Case) -> Household:
    """The mother has opened the plan, her name and her need to sato's agency."""
    here = service("社会福祉協議会", "暮らしの相談")
    here.organization.agency = agency
    here.organization.save()
    person = mother(kitagawa, aoki)
    allowed = consent(kitagawa, aoki, person, here, facts=[Fact.NAME, Fact.NEED], documents=[Document.PLAN])
    return Household(kitagawa, person, here, allowed)


@pytest.fixture
def draft(aoki: User, household: Household) -> WholePlan:
    return drafted(by=aoki, case=household.case, person=household.person, organization=household.agency)


@pytest.fixture
def in_force(aoki: User, household: Household) -> WholePlan:
    return running(by=aoki, case=household.case, person=household.person, organization=household.agency)
