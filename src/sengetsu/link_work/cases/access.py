"""Who may open a case. A refusal is `None`: what one may not see answers like what does not exist."""

from django.utils import timezone

from sengetsu.accounts.choices import Role
from sengetsu.accounts.models import User

from .models import Case, Look


def can_work(user: User) -> bool:
    """May do link work at all: open cases, record contacts."""
    return user.is_authenticated and user.has_role(Role.LINK_WORKER)


def can_enter(user: User) -> bool:
    """May come into the confidential wing: link workers, and managers (with a reason)."""
    return user.is_authenticated and user.has_role(Role.LINK_WORKER, Role.MANAGER)


def can_open(user: User, case: Case) -> bool:
    """Opens without a reason: the case's team, the named, or who gave a reason a moment ago."""
    return (
        Case.objects.readable_by(user).filter(pk=case.pk).exists()
        or Look.objects.filter(case=case, user=user, until__gt=timezone.now()).exists()
    )


def can_restrict(user: User, case: Case) -> bool:
    return can_open(user, case) and (case.owner_id == user.pk or user.has_role(Role.MANAGER))


def may_receive(user: User) -> bool:
    """Whom a case can be handed to: an active link worker."""
    return user.is_active and user.has_role(Role.LINK_WORKER)
