"""What the pages about cases need, in a constant number of queries."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Case as Choose
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Value, When

from sengetsu.accounts.choices import Role
from sengetsu.accounts.models import RoleGrant, User
from sengetsu.link_work.index.queries import asked_words, cases_with
from sengetsu.link_work.people import queries as people
from sengetsu.link_work.people.models import HouseholdMember, Person

from .choices import HandoverState, State
from .models import Case, CaseMember, CaseQuerySet, Handover

# Long sealed texts that no list shows: opening them costs more than all else of a row.
NOT_IN_A_LIST = ("ng_card", "risks", "urgency_reason")


def _rows(user: User, of: CaseQuerySet | None = None) -> CaseQuerySet:
    """Cases as lists show them. Of a case that asks for a reason first, what was promised to whom stays in
    the database: `shown_step` is empty there, and `opens` is false."""
    step = Case._meta.get_field("next_step")
    shown = Choose(When(opens=True, then=F("next_step")), default=Value(""), output_field=step)
    base = Case.objects.visible_to(user) if of is None else of
    cases = base.opening_to(user).annotate(shown_step=shown)
    return cases.defer("next_step", *NOT_IN_A_LIST).select_related("owner", "next_person", "team")


def cases_of(user: User, *, whose: str = "mine", state: str = "open") -> CaseQuerySet:
    """The list of cases: `whose` is mine, team or all; `state` is open, closed or one of `State`."""
    cases = _rows(user)
    if whose == "mine":
        cases = cases.filter(Q(owner=user) | Q(next_person=user))
    elif whose == "team":
        cases = cases.filter(team_id__in=user.team_ids)
    if state == "open":
        cases = cases.open()
    elif state in State.values:
        cases = cases.filter(state=state)
    return cases.order_by("next_on", "pk") if state != State.CLOSED else cases.order_by("-closed_on", "-pk")


def late(user: User, today: date) -> CaseQuerySet:
    return cases_of(user).filter(next_on__lt=today)


def due(user: User, today: date) -> CaseQuerySet:
    return cases_of(user).filter(next_on=today).order_by("next_time", "pk")


def this_week(user: User, today: date) -> CaseQuerySet:
    return cases_of(user).filter(next_on__gt=today, next_on__lte=today + timedelta(days=7))


def recheck_due(user: User, today: date) -> CaseQuerySet:
    """Urgency that somebody promised to look at again."""
    return cases_of(user).filter(urgency_recheck_on__lte=today)


def without_a_worker(user: User) -> CaseQuerySet:
    """Open cases whose owner can no longer come in, for their team, for the named and for managers: nobody
    is forgotten when a colleague leaves."""
    workers = RoleGrant.objects.current().filter(role=Role.LINK_WORKER, user__is_active=True)
    manages = user.has_role(Role.MANAGER)
    cases = Case.objects.visible_to(user) if manages else Case.objects.readable_by(user)
    return _rows(user, cases).open().exclude(owner_id__in=workers.values("user_id"))


def handovers_for(user: User) -> QuerySet[Handover]:
    """Cases that somebody asks `user` to take. A restriction may have come since: then there is no asking."""
    offered = Handover.objects.filter(receiver=user, state=HandoverState.OFFERED)
    visible = Case.objects.visible_to(user).values("pk")
    return offered.filter(case__in=visible).select_related("case", "giver")


def workers() -> QuerySet[User]:
    """Everybody who may own a case today."""
    grants = RoleGrant.objects.current().filter(role=Role.LINK_WORKER)
    return User.objects.filter(is_active=True, pk__in=grants.values("user_id")).order_by("pk")


def workers_of(case: Case) -> QuerySet[User]:
    """Who may be given the case or its next step: any link worker; only the named, if it is restricted."""
    if not case.restricted:
        return workers()
    return workers().filter(Q(pk=case.owner_id) | Q(pk__in=case.accesses.values("user_id")))


def may_be_named() -> QuerySet[User]:
    """Whom a restricted case can be opened to: link workers and managers of today."""
    grants = RoleGrant.objects.current().filter(role__in=[Role.LINK_WORKER, Role.MANAGER])
    return User.objects.filter(is_active=True, pk__in=grants.values("user_id")).order_by("pk")


def open_handover(case: Case) -> Handover | None:
    return case.handovers.filter(state=HandoverState.OFFERED).select_related("giver", "receiver").first()


@dataclass(frozen=True)
class Likely:
    """Somebody known who may be the one just typed, with the cases that the asking person may know of."""

    person: Person
    cases: list[Case]


def withheld_from(user: User) -> QuerySet[Person]:
    """People with a visibility of their own, of whom `user` opens no case that supports them."""
    supported = CaseMember.objects.filter(
        person=OuterRef("pk"), is_client=True, case__in=Case.objects.open_to(user).values("pk")
    )
    return Person.objects.filter(~Exists(supported), only_own_cases=True)


def people_of_case(case: Case) -> QuerySet[Person]:
    """Of whom this case may write: its people, but for those who show only in the cases that support them.
    Whoever opens both cases does not carry words from one to the other by mistake."""
    told = Q(only_own_cases=False) | Q(cases__is_client=True)
    return Person.objects.filter(told, cases__case=case).order_by("pk")


def member_of(case: Case, person_id: UUID) -> CaseMember | None:
    """One of the people of the case; nobody veiled, of whom there is nothing to read or to correct."""
    member = case.members.select_related("person").filter(person__public_id=person_id).first()
    return None if member is None or member.person.is_veiled else member


def known_people(user: User) -> QuerySet[Person]:
    """People whom `user` may know of: of a visible case, or of no case at all. Whoever was taken out of a
    case is still of its household, and so as hidden as the case is."""
    of_case = CaseMember.objects.filter(person=OuterRef("pk"))
    of_home = HouseholdMember.objects.filter(person=OuterRef("pk"), household__cases__isnull=False)
    visible = Case.objects.visible_to(user).values("pk")
    seen = Exists(of_case.filter(case__in=visible)) | Exists(of_home.filter(household__cases__in=visible))
    known = Person.objects.filter(merged_into=None).exclude(pk__in=withheld_from(user).values("pk"))
    return known.filter(seen | ~(Exists(of_case) | Exists(of_home)))


def likely_people(user: User, *, name: str, phone: str, address: str) -> list[Likely]:
    """Likely duplicates, old and current, closed cases too; constant number of queries."""
    # Who may not be known must neither show nor crowd out who may: so access comes before the limit.
    ids = people.likely_people(name=name, phone=phone, address=address, among=known_people(user))
    found = known_people(user).in_bulk(ids)
    cases: dict[int, list[Case]] = {}
    members = CaseMember.objects.filter(
        person_id__in=found, case__in=Case.objects.visible_to(user).values("pk")
    ).select_related("case__owner", "case__team")
    for member in members:
        cases.setdefault(member.person_id, []).append(member.case)
    return [Likely(found[pk], cases.get(pk, [])) for pk in ids if pk in found]


def cases_of_person(user: User, person: Person) -> list[Case]:
    """The cases of a person that `user` may know of; closed ones too."""
    return list(Case.objects.visible_to(user).filter(members__person=person).order_by("pk"))


def place_in_household(case: Case, member: CaseMember) -> dict[str, object]:
    """What a person is in the household of the case, as the form shows it."""
    found = member.person.households.filter(household=case.household).first() if case.household else None
    if found is None:
        return {"is_client": member.is_client}
    return {
        "is_client": member.is_client,
        "relationship": found.relationship,
        "lives_here": found.lives_here,
        "key_person": found.key_person,
    }


def found_by(user: User, text: str, *, phone: str = "") -> QuerySet[Case]:
    """Cases that `user` may know of, found by their number or by a person's name, reading or telephone
    number; and those that open without a reason also by words of any of their records: of the others, a hit
    would already tell what stands in them. Words may stand in different records of one case."""
    visible = _rows(user)
    named = CaseMember.objects.exclude(person__in=withheld_from(user).values("pk"))
    wanted = Q(number=text.replace("\x00", "").strip())  # PostgreSQL compares with no NUL
    for ids in people.ids_found_by(name=text, phone=phone or text):
        wanted |= Q(pk__in=named.filter(person_id__in=ids).values("case_id"))
    if groups := asked_words(text):
        by_words = Case.objects.readable_by(user)
        for found in cases_with(groups):
            by_words = by_words.filter(pk__in=found)
        wanted |= Q(pk__in=by_words.values("pk"))
    return visible.filter(wanted).order_by("state", "next_on", "pk")
