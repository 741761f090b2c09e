"""Who may, and what is possible now, each refusal with the sentence that stands beside the button.

Japanese only: organizers and staff read these.
"""

from datetime import timedelta

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from sengetsu.accounts.models import User
from sengetsu.living_room.groups.choices import GroupState
from sengetsu.living_room.groups.models import Group
from sengetsu.living_room.spaces.access import can_edit_venue

from .choices import MOVES, State
from .models import Application, Booking, UndoStep

UNDO_FOR = timedelta(minutes=15)


def can_decide(user: User | AnonymousUser | None) -> bool:
    """Whoever runs the place decides on applications, closures and keys."""
    return user is not None and can_edit_venue(user)


def can_act_for(user: User | AnonymousUser | None, application: Application) -> bool:
    """Staff; members of the group; without a group whoever made the application while signed in."""
    if not isinstance(user, User):
        return False
    if can_decide(user):
        return True
    if application.group_id:
        return Group.objects.of(user).filter(pk=application.group_id).exists()
    return application.entered_by_id == user.pk


def can_apply_for(user: User | AnonymousUser | None, group: Group | None) -> bool:
    """Staff for anybody, members for their group, anybody for nobody but themselves."""
    if group is None or can_decide(user):
        return True
    return isinstance(user, User) and Group.objects.of(user).filter(pk=group.pk).exists()


def why_group_cannot_apply(group: Group | None) -> str:
    """A declined or ended group makes no application; one that waits for its registration may."""
    if group is None or group.state in {GroupState.APPLIED, GroupState.APPROVED}:
        return ""
    state = group.get_state_display()
    return f"「{group.name}」の登録は「{state}」なので、申し込めません。先に登録をご相談ください。"


def why_not(booking: Booking, to: State) -> str:
    """Why a date cannot move there now; empty when it can."""
    state = State(booking.state)
    if to not in MOVES[state]:
        who = f"（{booking.decided_by}さん）" if booking.decided_by_id else ""
        return f"この日は、もう「{state.label}」になっています{who}。"
    if to in {State.APPROVED, State.CANCELLED, State.WAITING} and booking.is_over:
        return "この日は、もう過ぎています。"
    return ""


def why_not_change(booking: Booking) -> str:
    if booking.state not in {State.WAITING, State.APPROVED}:
        return why_not(booking, State.CANCELLED) or "この日は変えられません。"
    return "この日は、もう過ぎています。" if booking.is_over else ""


def undoable(booking: Booking) -> UndoStep | None:
    """The last act on a date, if it can still be undone. Prefetch `undo_steps` where there are many."""
    last = next(iter(booking.undo_steps.all()), None)
    if last is None or last.undone_at or timezone.now() - last.at > UNDO_FOR:
        return None
    return last


def can_undo(user: User | None, booking: Booking, step: UndoStep) -> bool:
    """What staff decided is undone by staff; what an organizer did, by whoever acts for the group."""
    by_staff = step.by is not None and can_decide(step.by)
    return can_decide(user) if by_staff else can_act_for(user, booking.application)
