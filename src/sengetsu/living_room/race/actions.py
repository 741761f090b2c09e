"""The writers of a race: its groups and people come, and go with everything that they booked."""

from datetime import date, timedelta
from uuid import UUID

from django.utils import timezone

from sengetsu.accounts.choices import Role
from sengetsu.accounts.models import RoleGrant, User
from sengetsu.audit.actions import record
from sengetsu.audit.choices import Action
from sengetsu.audit.writing import writing
from sengetsu.living_room.bookings.models import Application
from sengetsu.living_room.groups.choices import GroupState
from sengetsu.living_room.groups.models import Group, Membership

from .entrants import TITLE, Entrant, race_groups

YEARS = 3  # for which the groups are registered: beyond every booking horizon


@writing()
def enter(*, by: User | None, number: int) -> list[Entrant]:
    """That many groups with one organizer each. What an earlier race left (it was killed) goes first."""
    leave(by=by)
    until = timezone.localdate() + timedelta(days=YEARS * 365)
    entrants = [_entrant(id_, place, until) for place, id_ in enumerate(race_groups()[:number], start=1)]
    record(by=by, action=Action.CREATED, thing="race", detail={"groups": number})
    return entrants


@writing()
def leave(*, by: User | None) -> None:
    """Give all slots of the race back and remove its applications, groups and people. The trail stays."""
    groups = Group.objects.filter(public_id__in=race_groups())
    user_ids = list(User.objects.filter(memberships__group__in=groups).values_list("pk", flat=True))
    if not user_ids:
        return
    rows, _ = Application.objects.filter(group__in=groups).delete()
    groups.delete()
    User.objects.filter(pk__in=user_ids, username__startswith="race-").delete()
    record(by=by, action=Action.DISPOSED, thing="race", detail={"rows": rows})


def _entrant(public_id: UUID, place: int, until: date) -> Entrant:
    name = f"{TITLE} {place}"
    user = User.objects.create_user(f"race-{place}-{public_id.hex[:6]}", display_name=name)
    RoleGrant.objects.create(user=user, role=Role.ORGANIZER)
    group = Group.objects.create(
        public_id=public_id,
        name=name,
        state=GroupState.APPROVED,
        valid_until=until,
        note="sengetsu race がつくった団体です。競走が終わると消えます。",
    )
    Membership.objects.create(group=group, user=user)
    return Entrant(group, user)
