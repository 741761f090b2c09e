"""A link of `accounts` that leads into a group: whoever uses it acts for the group, on whichever page."""

from typing import Any

from django.dispatch import receiver

from sengetsu.accounts.models import Invitation, User
from sengetsu.accounts.signals import invitation_used

from .member_actions import seat


@receiver(invitation_used)
def seat_who_used_it(user: User, invitation: Invitation, **_: Any) -> None:
    seat(by=user, invitation=invitation)
