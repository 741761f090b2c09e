"""The demo town's groups: registered, waiting, near their end; one of them is the demo organizer's."""

import tomllib
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.utils import timezone

from sengetsu.accounts.models import User

from .choices import GroupEvent, GroupState
from .models import Group, Membership, Permit
from .terms import usual_end
from .writing import note_step

FACTS = Path(__file__).with_name("demo.toml")


def load_groups() -> None:
    """Enter the groups, or fill in one that is there by its name already."""
    for facts in tomllib.loads(FACTS.read_text(encoding="utf-8"))["groups"]:
        _load(facts)


def _load(facts: dict[str, Any]) -> None:
    permits, members = facts.pop("permits", []), facts.pop("members", [])
    state = GroupState(facts.pop("state", GroupState.APPROVED))
    end = _in_days(facts.pop("ends_in", None)) or usual_end(timezone.localdate())
    until = end if state == GroupState.APPROVED else None
    group, _ = Group.objects.update_or_create(
        name=facts["name"], defaults={**facts, "state": state, "valid_until": until}
    )
    note_step(by=None, group=group, event=GroupEvent.APPLIED)
    for permit in permits:
        Permit.objects.create(group=group, expires_on=_in_days(permit.pop("ends_in", None)), **permit)
    for user in User.objects.filter(username__in=members, is_demo=True):
        Membership.objects.get_or_create(group=group, user=user, ended_at=None)


def _in_days(count: int | None) -> Any:
    return None if count is None else timezone.localdate() + timedelta(days=count)
