"""Who may read the trail. Roles belong to `accounts`, which stands above: here they are known by name."""

from typing import Any

AUDITOR = "auditor"


def can_read_trail(user: Any) -> bool:
    """Only an auditor. Not an administrator, who could be the one to be audited."""
    return bool(user.is_authenticated and user.has_role(AUDITOR))
