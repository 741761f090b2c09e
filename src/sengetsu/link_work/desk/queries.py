"""What the case page shows, gathered from the rooms in a constant number of queries."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils import timezone

from sengetsu.accounts.models import User
from sengetsu.audit.queries import looks_at
from sengetsu.link_work.cases.models import Case, CaseEvent, CaseMember
from sengetsu.link_work.consents.models import Consent
from sengetsu.link_work.intake.models import Intake
from sengetsu.link_work.needs.models import Need
from sengetsu.link_work.people.models import HouseholdMember
from sengetsu.link_work.referrals.models import Referral
from sengetsu.link_work.ties.models import Tie
from sengetsu.link_work.visits.models import Contact

NEWEST = 5


@dataclass(frozen=True)
class Line:
    """One line of the course (経過): a contact or an event of the case, newest first."""

    at: Any
    contact: Contact | None = None
    event: CaseEvent | None = None


def people_of(case: Case) -> list[CaseMember]:
    return list(case.members.select_related("person").order_by("pk"))


def household_of(case: Case) -> list[HouseholdMember]:
    if case.household_id is None:
        return []
    return list(
        HouseholdMember.objects.filter(household_id=case.household_id).select_related("person").order_by("pk")
    )


def contacts_of(case: Case, *, limit: int | None = None) -> list[Contact]:
    contacts = Contact.objects.current().filter(case=case).select_related("by", "corrects")
    return list(contacts[:limit])


def course_of(case: Case) -> list[Line]:
    """Contacts and events together, newest first."""
    lines = [Line(at=one.at, contact=one) for one in contacts_of(case)]
    lines += [Line(at=one.at, event=one) for one in case.events.select_related("by")]
    return sorted(lines, key=lambda line: line.at, reverse=True)


def ties_of(case: Case) -> list[Tie]:
    return list(case.ties.filter(until=None).select_related("service"))


def needs_of(case: Case) -> list[Need]:
    return list(case.needs.select_related("person").prefetch_related("referrals__service"))


def referrals_of(case: Case) -> list[Referral]:
    return list(
        case.referrals.select_related("service__organization", "need", "consent").prefetch_related("events")
    )


def consents_of(case: Case) -> list[Consent]:
    return list(case.consents.select_related("organization", "person", "explained_by"))


def intakes_of(case: Case) -> list[Intake]:
    return list(case.intakes.order_by("received_at"))


def lookers(case: Case, *, user: User) -> int:
    """How many others opened the case since yesterday."""
    since = timezone.now() - timedelta(days=1)
    seen = looks_at(case.number).filter(at__gte=since).exclude(actor_id=str(user.pk))
    return seen.values("actor_id").distinct().count()
