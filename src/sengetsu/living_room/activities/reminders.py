"""What those who signed up are told as time goes by: their date is called off, or is on another day.

The rooms below know nothing of sign-ups, so the worker looks. An act can be undone for a quarter of an hour:
nobody is told of one that was.
"""

from collections.abc import Iterator
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext_noop

from sengetsu.living_room.bookings.access import UNDO_FOR
from sengetsu.living_room.bookings.choices import STANDING

from .choices import SignUpState
from .coming import CALLED_OFF, visit_span
from .sign_up_actions import tell_party
from .sign_up_models import SignUp

OFF_SUBJECT = gettext_noop("お休みになりました：%(name)s")
OFF_TEXT = gettext_noop(
    "申しこまれた%(promised)sの回は、お休みになりました。またのお越しをお待ちしています。"
)
MOVED_SUBJECT = gettext_noop("日時が変わりました：%(name)s")
MOVED_TEXT = gettext_noop(
    "申しこまれた%(promised)sの回は、%(now)sに変わりました。来られないときは、申しこみのページで取りやめてください。"
)


def remind(*, by: None, now: datetime) -> int:
    """Tell the parties with an address of what became of their date (see `config.reminders`)."""
    told = 0
    for row in _parties(now):
        starts = visit_span(row.booking)[0]
        if row.booking.state in CALLED_OFF:
            tell_party(by=by, sign_up=row, key="sign-up-off", subject=OFF_SUBJECT, text=OFF_TEXT)
        elif row.booking.state in STANDING and starts != row.promised:
            key = f"sign-up-moved:{starts:%Y%m%d%H%M}"
            tell_party(by=by, sign_up=row, key=key, subject=MOVED_SUBJECT, text=MOVED_TEXT)
        else:
            continue
        told += 1
    return told


def _parties(now: datetime) -> Iterator[SignUp]:
    rows = SignUp.objects.filter(
        booking__day__gte=timezone.localtime(now).date(), booking__changed_at__lte=now - UNDO_FOR
    ).exclude(state=SignUpState.CANCELLED)
    rows = rows.select_related("booking__application__activity_link__activity")
    return (row for row in rows.prefetch_related("booking__uses") if row.email)
