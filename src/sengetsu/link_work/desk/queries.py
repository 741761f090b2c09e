"""What the case page shows, gathered from the rooms in a constant number of queries."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.utils import timezone

from sengetsu.accounts.models import User
from sengetsu.audit.queries import looks_at
from sengetsu.link_work.cases.life_queries import bonds_of
from sengetsu.link_work.cases.models import Case, CaseEvent
from sengetsu.link_work.consents.models import Consent
from sengetsu.link_work.intake.models import Intake
from sengetsu.link_work.needs.models import Need
from sengetsu.link_work.people.models import HouseholdMember, Person
from sengetsu.link_work.referrals.models import Referral
from sengetsu.link_work.referrals.queries import NOT_IN_A_LIST
from sengetsu.link_work.ties.models import Tie
from sengetsu.link_work.visits.models import Contact

from .genogram import Genogram, genogram

NEWEST = 5  # contacts on the case page
PRINTED = 20  # and on paper
ASKED = ("questions__by", "questions__answered_by")  # what colleagues asked about a note


@dataclass(frozen=True)
class Line:
    """One line of the course (経過): a contact or an event of the case, newest first."""

    at: Any
    contact: Contact | None = None
    event: CaseEvent | None = None
    earlier: list[Contact] = field(default_factory=list)  # versions that were corrected


@dataclass(frozen=True)
class Member:
    """Somebody of the case, and what they are in its household."""

    person: Person
    is_client: bool
    place: HouseholdMember | None

    @property
    def is_close(self) -> bool:
        """Whom a visit is about: clients, and who lives there. The others are in the genogram."""
        if self.person.died_on is not None:
            return False
        return self.is_client or self.place is None or self.place.lives_here


def people_of(case: Case) -> list[Member]:
    """Whom the case is about. A protected address (支援措置) leaves
    the database only for a restricted case, whose named workers alone are here."""
    places = {one.person_id: one for one in household_of(case)}
    shown = []
    for member in case.members.select_related("person").order_by("pk"):
        person = member.person
        if person.address_protected and not case.restricted:
            person.address = ""
        shown.append(Member(person, member.is_client, places.get(person.pk)))
    return shown


def household_of(case: Case) -> list[HouseholdMember]:
    if case.household_id is None:
        return []
    return list(
        HouseholdMember.objects.filter(household_id=case.household_id).select_related("person").order_by("pk")
    )


def family_of(case: Case) -> Genogram:
    """The genogram of the household of the case."""
    clients = set(case.members.filter(is_client=True).values_list("person_id", flat=True))
    return genogram(household_of(case), bonds_of(case), clients, filled=settings.DECEASED_SIGN == "fill")


def contacts_of(case: Case, *, limit: int | None = None) -> list[Contact]:
    contacts = Contact.objects.current().filter(case=case).select_related("by")
    return list(contacts[:limit])


def earlier_versions(case: Case) -> dict[int, list[Contact]]:
    """What corrections replaced, newest first: id of the contact that holds today -> its older versions."""
    replaced = Contact.objects.filter(case=case).exclude(correction=None).select_related("by", "correction")
    replaced = replaced.prefetch_related(*ASKED)
    older = {one.correction.pk: one for one in replaced}
    versions: dict[int, list[Contact]] = {}
    for pk in set(older) - {one.pk for one in older.values()}:
        chain, here = [], pk
        while here in older:
            chain.append(older[here])
            here = older[here].pk
        versions[pk] = chain
    return versions


def reached_of(case: Case) -> list[Contact]:
    """Contacts that reached a rung, for the path of trust: without their words, which it does not show."""
    reached = Contact.objects.current().filter(case=case, rung__isnull=False)
    return list(reached.only("at", "how", "rung"))


class Course:
    """The course (経過), newest first. Only the lines of the page that is shown are read and opened."""

    def __init__(self, case: Case) -> None:
        self._case = case
        contacts = Contact.objects.current().filter(case=case).values_list("at", "pk")
        events = case.events.values_list("at", "pk")
        self._places = sorted(
            [(at, pk, True) for at, pk in contacts] + [(at, pk, False) for at, pk in events], reverse=True
        )

    def __len__(self) -> int:
        return len(self._places)

    def __getitem__(self, part: slice) -> list[Line]:
        wanted = self._places[part]
        contacts = (
            Contact.objects.select_related("by")
            .prefetch_related(*ASKED)
            .in_bulk([pk for _, pk, is_contact in wanted if is_contact])
        )
        events = CaseEvent.objects.select_related("by").in_bulk(
            [pk for _, pk, is_contact in wanted if not is_contact]
        )
        earlier = earlier_versions(self._case)
        return [
            Line(at=at, contact=contacts[pk], earlier=earlier.get(pk, []))
            if is_contact
            else Line(at=at, event=events[pk])
            for at, pk, is_contact in wanted
        ]


def ties_of(case: Case) -> list[Tie]:
    return list(case.ties.filter(until=None).select_related("service"))


def needs_of(case: Case) -> list[Need]:
    return list(case.needs.select_related("person"))


def referrals_of(case: Case) -> list[Referral]:
    return list(case.referrals.select_related("case", "service").defer(*NOT_IN_A_LIST))


def consents_of(case: Case) -> list[Consent]:
    rows = case.consents.select_related("organization", "person", "explained_by", "paper").defer(
        "paper__content", "paper__title"
    )
    return list(rows.prefetch_related("narrowings"))


def intakes_of(case: Case) -> list[Intake]:
    return list(case.intakes.order_by("received_at"))


def lookers(case: Case, *, user: User) -> int:
    """How many others opened the case since yesterday."""
    since = timezone.now() - timedelta(days=1)
    seen = looks_at(case.number).filter(at__gte=since).exclude(actor_id=str(user.pk))
    return seen.values("actor_id").distinct().count()
