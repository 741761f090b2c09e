"""Who may see what came in: link workers and managers; of a restricted case only the named."""

from sengetsu.accounts.models import User
from sengetsu.link_work.cases.access import can_enter, can_work

__all__ = ["can_enter", "can_take_in"]


def can_take_in(user: User) -> bool:
    return can_work(user)
