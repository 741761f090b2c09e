"""Who may review an emergency."""

from sengetsu.accounts.choices import Role
from sengetsu.accounts.models import User

from .models import Disclosure


def can_review(user: User, disclosure: Disclosure) -> bool:
    """A manager, and never one's own."""
    return user.has_role(Role.MANAGER) and disclosure.by_id != user.pk
