"""What the actions of this room share."""

from datetime import datetime

from django.urls import reverse

from sengetsu.accounts.models import User
from sengetsu.living_room.notices.actions import notify, withdraw_notice

from .choices import GroupEvent
from .models import Group, GroupStep

STATE = ("state", "valid_until", "decided_at", "decided_by_id", "reason")


def held(group: Group) -> Group:
    """The row as it is now, locked until the end of the transaction."""
    return Group.objects.select_for_update(of=("self",)).select_related("decided_by").get(pk=group.pk)


def state_of(group: Group) -> dict[str, object]:
    """What `undo` gives back, as JSON."""
    values = {name: getattr(group, name) for name in STATE}
    return {
        name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in values.items()
    }


def note_step(
    *,
    by: User | None,
    group: Group,
    event: GroupEvent,
    words: str = "",
    before: dict[str, object] | None = None,
) -> GroupStep:
    return GroupStep.objects.create(
        group=group, event=event, words=words[:200], before=before or {}, by=by if by and by.pk else None
    )


def recipients(group: Group) -> list[User]:
    """Everybody who acts for the group now."""
    return [
        one.user
        for one in group.memberships.filter(ended_at=None, user__is_active=True).select_related("user")
    ]


def tell(
    *, by: User | None, group: Group, key: str, subject: str, text: str, due_at: datetime | None = None
) -> None:
    """Tell every member; a group without members is told at its mail address, if it has one."""
    members = recipients(group)
    for user in members:
        notify(
            by=by,
            key=f"{key}:user:{user.pk}",
            subject=subject,
            text=text,
            path=reverse("group_show", args=[group.public_id]),
            to=user,
            due_at=due_at,
        )
    if not members and group.contact_email:
        address = group.contact_email
        notify(
            by=by, key=f"{key}:group:{group.pk}", subject=subject, text=text, address=address, due_at=due_at
        )


def untell(*, by: User | None, group: Group, key: str) -> None:
    """What was not delivered yet is not told."""
    for user in recipients(group):
        withdraw_notice(by=by, key=f"{key}:user:{user.pk}")
    withdraw_notice(by=by, key=f"{key}:group:{group.pk}")
