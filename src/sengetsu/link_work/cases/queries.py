"""What the pages about cases need, in a constant number of queries."""

from datetime import date, timedelta

from django.db.models import Q, QuerySet

from sengetsu.accounts.choices import Role
from sengetsu.accounts.models import RoleGrant, User

from .choices import HandoverState, State
from .models import Case, CaseQuerySet, Handover


def _rows(cases: CaseQuerySet) -> CaseQuerySet:
    return cases.select_related("owner", "next_person", "team")


def cases_of(user: User, *, whose: str = "mine", state: str = "open") -> CaseQuerySet:
    """The list of cases: `whose` is mine, team or all; `state` is open, closed or one of `State`."""
    cases = _rows(Case.objects.visible_to(user))
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
    """Open cases whose owner can no longer come in: nobody is forgotten when a colleague leaves."""
    workers = RoleGrant.objects.current().filter(role=Role.LINK_WORKER, user__is_active=True)
    return (
        _rows(Case.objects.visible_to(user)).open().exclude(owner_id__in=workers.values("user_id"))
    )


def handovers_for(user: User) -> QuerySet[Handover]:
    return Handover.objects.filter(receiver=user, state=HandoverState.OFFERED).select_related("case", "giver")


def workers() -> QuerySet[User]:
    """Everybody who may own a case today."""
    grants = RoleGrant.objects.current().filter(role=Role.LINK_WORKER)
    return User.objects.filter(is_active=True, pk__in=grants.values("user_id")).order_by("pk")


def may_be_named(case: Case) -> QuerySet[User]:
    """Whom a restricted case can be opened to: link workers and managers of today."""
    grants = RoleGrant.objects.current().filter(role__in=[Role.LINK_WORKER, Role.MANAGER])
    return User.objects.filter(is_active=True, pk__in=grants.values("user_id")).order_by("pk")


def open_handover(case: Case) -> Handover | None:
    return (
        case.handovers.filter(state=HandoverState.OFFERED).select_related("giver", "receiver").first()
    )
