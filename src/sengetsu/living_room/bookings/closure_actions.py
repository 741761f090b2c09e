"""Taking a space out of use, and giving it back."""

from collections.abc import Iterator
from datetime import date, time, timedelta

from django.core.exceptions import ValidationError
from django.utils import timezone

from sengetsu.accounts.access import require
from sengetsu.accounts.models import User
from sengetsu.audit.actions import record
from sengetsu.audit.choices import Action
from sengetsu.audit.writing import writing
from sengetsu.living_room.spaces.models import Space, Venue

from .access import can_decide
from .models import Booking, Closure
from .queries import met_by
from .recipients import tell
from .slots import fill
from .writing import dates_in_words, offer_again

LONGEST = 366  # days


@writing()
def close_space(
    *,
    by: User,
    venue: Venue,
    space: Space | None,
    first_day: date,
    last_day: date,
    starts: time | None,
    ends: time | None,
    reason: str,
) -> Closure:
    """Take a space (or all, `space=None`) out of use. What is free is taken at once; dates that stand there
    stay, and whoever acts for them is told."""
    require(can_decide(by), "使えない期間を決められるのは、この場所の運営だけです。")
    if (last_day - first_day).days >= LONGEST:
        raise ValidationError({"last_day": "使えない期間は、一年までにしてください。"})
    closure = Closure.objects.create(
        venue=venue,
        space=space,
        first_day=first_day,
        last_day=last_day,
        starts=starts,
        ends=ends,
        reason=reason,
        entered_by=by,
    )
    fill(closure, _days(closure))
    for booking in met_by(closure):
        _tell_of(closure, booking, by=by)
    record(by=by, action=Action.CREATED, thing="closure", thing_id=closure.pk)
    return closure


@writing()
def lift_closure(*, by: User, closure: Closure) -> None:
    """The space is in use again. A second call changes nothing."""
    require(can_decide(by), "使えない期間を決められるのは、この場所の運営だけです。")
    row = Closure.objects.select_for_update().get(pk=closure.pk)
    if row.lifted_at:
        return
    row.lifted_at = timezone.now()
    row.save(update_fields=["lifted_at"])
    row.slots.all().delete()
    record(by=by, action=Action.WITHDRAWN, thing="closure", thing_id=row.pk)
    for day in _days(row):
        offer_again(row.venue, day)


def _days(closure: Closure) -> Iterator[date]:
    for ahead in range((closure.last_day - closure.first_day).days + 1):
        yield closure.first_day + timedelta(days=ahead)


def _tell_of(closure: Closure, booking: Booking, *, by: User) -> None:
    tell(
        booking.application,
        by=by,
        key=f"closure:{closure.pk}:{booking.pk}",
        subject=f"「{booking.application.title}」の日に、場所が使えなくなります",
        text=f"{closure.reason}のためです。運営と、日を変えるかどうか相談してください。\n\n"
        + dates_in_words([booking]),
    )
