"""Groups and people of these tests."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from sengetsu.accounts.models import User
from sengetsu.living_room.groups.choices import GroupState
from sengetsu.living_room.groups.models import Group, Membership, Permit

PHONE = "048-000-0091"
FACTS: dict[str, Any] = {
    "name": "そらまめの会",
    "reading": "そらまめのかい",
    "purpose": "だれでも来られる食堂をひらきたい",
    "people": 8,
    "contact_name": "早田 空",
    "contact_phone": PHONE,
    "contact_email": "",
}


def days(count: int) -> timedelta:
    return timedelta(days=count)


def group_of(*members: User, name: str = "そらまめの会", lasts: int = 200, **columns: Any) -> Group:
    """A registered group that holds for `lasts` more days."""
    columns.setdefault("state", GroupState.APPROVED)
    group = Group.objects.create(name=name, valid_until=timezone.localdate() + days(lasts), **columns)
    for member in members:
        Membership.objects.create(group=group, user=member)
    return group


def permit_of(group: Group, kind: str = "食品衛生責任者", lasts: int | None = None) -> Permit:
    end = None if lasts is None else timezone.localdate() + days(lasts)
    return Permit.objects.create(group=group, kind=kind, expires_on=end)
