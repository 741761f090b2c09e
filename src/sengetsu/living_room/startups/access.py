"""Who may see and lead wishes and start-ups: those who run the place (`spaces.access`).

What is possible now is a separate question; its answer is the sentence that the page shows. Japanese only:
refusals here are read by staff.
"""

from django.contrib.auth.models import AnonymousUser

from sengetsu.accounts.access import require
from sengetsu.accounts.models import User
from sengetsu.living_room.spaces.access import can_edit_venue

from .choices import (
    START_MOVES,
    STEP_MOVES,
    WISH_MOVES,
    StartState,
    StartStep,
    WishState,
)
from .models import Startup, Wish


def can_lead(user: User | AnonymousUser | None) -> bool:
    """Answer wishes, accompany start-ups."""
    return user is not None and can_edit_venue(user)


def require_lead(user: User | None) -> None:
    require(can_lead(user))


def require_wish_move(wish: Wish, state: WishState) -> None:
    """Raise `Refused` if this wish cannot become that now."""
    allowed = WISH_MOVES[WishState(wish.state)]
    require(state in allowed, f"この願いは「{wish.get_state_display()}」なので、その変更はできません。")


def require_step_move(startup: Startup, step: StartStep) -> None:
    require(
        startup.is_running, f"「{startup.get_state_display()}」なので、先に「伴走中」にもどしてください。"
    )
    require(step in STEP_MOVES[StartStep(startup.step)], "いまと同じ段階です。")


def require_state_move(startup: Startup, state: StartState) -> None:
    allowed = START_MOVES[StartState(startup.state)]
    require(state in allowed, f"いまは「{startup.get_state_display()}」なので、その変更はできません。")
    reached = state != StartState.REACHED or startup.step == StartStep.REGULAR
    require(reached, "段階が「いつもの活動」になってから、伴走を終えられます。")
