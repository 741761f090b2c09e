"""What an agency may see of a case at this instant: one rule for plans, conferences and referrals.

Each person consents for themselves. A page about several people opens to an agency only as far as every one
of them allows it (promise 6; 社会福祉法106条の6 is not asked here: a statutory conference has its own door).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError

from sengetsu.accounts.choices import AgencyRole, Role
from sengetsu.accounts.models import User
from sengetsu.directory.models import Organization
from sengetsu.link_work.cases.models import Case
from sengetsu.link_work.people.models import Person

from .choices import Document, Fact
from .models import Consent


@dataclass(frozen=True)
class Sight:
    """What one person allows one agency: all consents of today together. `consent` is one that says so."""

    facts: frozenset[str] = frozenset()
    documents: frozenset[str] = frozenset()
    consent: Consent | None = None

    def opens(self, document: Document) -> bool:
        return document in self.documents


NOTHING = Sight()


def organizations_of(user: User) -> list[Organization]:
    """The directory's organizations for which this person acts: those of the agencies of their roles today.
    None of them once it was closed."""
    agencies = {
        grant.agency_id for grant in user.grants_now if grant.role == Role.PARTNER and grant.agency_id
    }
    return list(Organization.objects.open().filter(agency_id__in=agencies).order_by("pk")) if agencies else []


def check_writes(user: User, organization: Organization) -> None:
    """Raise `ValidationError` for an agency's reader, who looks and writes nothing."""
    if user.agency_role(organization.agency_id) == AgencyRole.READER:
        raise ValidationError(
            "あなたの役は「見るだけ」です。書き込みは、機関の担当者の方にお願いしてください。"
        )


def sights(
    *, case: Case, people: Iterable[Person], organizations: Iterable[UUID], day: date
) -> dict[int, Sight]:
    """Person id -> what that person allows these organizations together. One query."""
    ids = {person.pk for person in people}
    allowed: dict[int, Sight] = dict.fromkeys(ids, NOTHING)
    consents = (
        Consent.objects.valid_on(day)
        .filter(case=case, person_id__in=ids, organization_id__in=list(organizations))
        # Whoever left the case took the consent along.
        .filter(person__cases__case=case)
        .select_related("organization", "case")
        .order_by("pk")
    )
    for consent in consents:
        before = allowed[consent.person_id]
        allowed[consent.person_id] = Sight(
            before.facts | set(consent.facts), before.documents | set(consent.documents), consent
        )
    return allowed


def all_open(allowed: dict[int, Sight], document: Document) -> bool:
    """Whether everybody allows this document. Nobody at all allows nothing."""
    return bool(allowed) and all(sight.opens(document) for sight in allowed.values())


def names_by(allowed: dict[int, Sight], people: Iterable[Person]) -> list[str]:
    """The names that may be told; of the others nothing, not even a description."""
    return [
        f"{person.family_name} {person.given_name}".strip()
        for person in people
        if Fact.NAME in allowed.get(person.pk, NOTHING).facts
    ]
