"""Who may act for a group. Japanese only: refusals here are read by organizers and staff."""

from django.contrib.auth.models import AnonymousUser

from sengetsu.accounts.access import Refused, require
from sengetsu.accounts.models import User
from sengetsu.living_room.spaces.access import can_edit_venue

from .choices import MOVES, GroupState
from .models import Group

NOT_YOURS = "この団体のことは変えられません。"
STAFF_ONLY = "登録を決めるのは、運営だけです。"
CLOSED = "この団体の登録はおわっています。続けたいときは、運営に連絡してください。"


def can_run(user: User | AnonymousUser) -> bool:
    """Who runs the place decides on registrations and acts for those who have no account."""
    return can_edit_venue(user)


def can_act_for(user: User | AnonymousUser, group: Group) -> bool:
    """A member of today, or who runs the place."""
    return can_run(user) or Group.objects.of(user).filter(pk=group.pk).exists()


def is_open(group: Group) -> bool:
    """Applied or registered, also past its end: its members may still write in it."""
    return group.state in {GroupState.APPLIED, GroupState.APPROVED}


def require_member(by: User, group: Group) -> None:
    require(can_act_for(by, group), NOT_YOURS)
    require(is_open(group) or can_run(by), CLOSED)


def require_staff(by: User) -> None:
    require(can_run(by), STAFF_ONLY)


def require_move(group: Group, to: GroupState) -> None:
    """Refuse what cannot follow on the present state, with who came first."""
    if to in MOVES[GroupState(group.state)]:
        return
    who = f"{group.decided_by}さん" if group.decided_by else "ほかの人"
    raise Refused(f"{who}が先に決めました。いまは「{group.get_state_display()}」です。")
