"""Who may change what everybody reads. Japanese only: refusals here are read by staff."""

from sengetsu.accounts.choices import Role
from sengetsu.accounts.models import User


def can_keep_directory(user: User) -> bool:
    """Link workers and the welfare section keep the directory; one rule for all its entries."""
    return user.is_authenticated and user.has_role(Role.LINK_WORKER, Role.MANAGER)
