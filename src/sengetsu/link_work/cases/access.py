"""Who may open a case. A refusal is `None`: what one may not see answers like what does not exist."""

from sengetsu.accounts.choices import Role
from sengetsu.accounts.models import User

from .models import Case, CaseAccess


def can_work(user: User) -> bool:
    """May do link work at all: open cases, record contacts."""
    return user.is_authenticated and user.has_role(Role.LINK_WORKER)


def can_enter(user: User) -> bool:
    """May come into the confidential wing: link workers, and managers (with a reason)."""
    return user.is_authenticated and user.has_role(Role.LINK_WORKER, Role.MANAGER)


def can_open(user: User, case: Case) -> bool:
    """Opens without a reason: the case's team, the named, or who gave a reason a moment ago."""
    return Case.objects.open_to(user).filter(pk=case.pk).exists()


def can_restrict(user: User, case: Case) -> bool:
    return can_open(user, case) and (case.owner_id == user.pk or user.has_role(Role.MANAGER))


def may_receive(user: User) -> bool:
    """Whom a case can be handed to: an active link worker."""
    return user.is_active and user.has_role(Role.LINK_WORKER)


def may_be_named(user: User) -> bool:
    """Whom a restricted case can be opened to."""
    return user.is_active and can_enter(user)


def may_come_next(user: User, case: Case) -> bool:
    """Who can be promised as the next step's person: a link worker who may know of the case at all."""
    if not may_receive(user):
        return False
    if not case.restricted or case.owner_id == user.pk:
        return True
    return CaseAccess.objects.filter(case=case, user=user).exists()


def can_take_over(user: User, case: Case) -> bool:
    """Whoever works in the case's team (or is named) and may read it without a reason."""
    return may_receive(user) and Case.objects.readable_by(user).filter(pk=case.pk).exists()


def has_a_worker(case: Case) -> bool:
    """Whether the owner can still come in."""
    return case.owner is not None and may_receive(case.owner)
