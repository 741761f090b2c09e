"""What usage reminds of: the day before, a report that is missing, a key that did not come back."""

from collections.abc import Callable, Iterable
from datetime import datetime, time, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from sengetsu.living_room.bookings.choices import State
from sengetsu.living_room.bookings.models import Booking
from sengetsu.living_room.bookings.recipients import path_of, recipients
from sengetsu.living_room.bookings.writing import dates_in_words
from sengetsu.living_room.notices.actions import notify
from sengetsu.living_room.notices.queries import keys_told

from .queries import keys_overdue, reports_late

NOT_BEFORE = time(9)  # nobody is woken by a reminder
BACK = timedelta(days=30)  # what lies further back was missed for another reason

Words = Callable[[Booking], tuple[str, str, str]]  # subject, text, address of the page


def remind(*, by: None, now: datetime) -> int:
    """How many dates were told about. Asked in every round of the worker; from nine in the morning."""
    here = timezone.localtime(now)
    if here.time() < NOT_BEFORE:
        return 0
    today = here.date()
    late = reports_late(today).filter(day__gte=today - BACK)
    keys = [loan.booking for loan in keys_overdue(today).filter(booking__day__gte=today - BACK)]
    return (
        _tell_each(_tomorrow(here), "use-tomorrow", _about_tomorrow, by=by, now=now)
        + _tell_each(late, "report-missing", _about_report, by=by, now=now)
        + _tell_each(keys, "key-late", _about_key, by=by, now=now)
    )


def _tomorrow(here: datetime) -> list[Booking]:
    """Tomorrow's dates; and those of today that nobody told yesterday, because the worker stood still."""
    today = here.date()
    days = (today, today + timedelta(days=1))
    rows = Booking.objects.filter(state=State.APPROVED, day__in=days).on_page().select_related("key_loan")
    return [row for row in rows if row.day != today or _was_missed(row, here)]


def _was_missed(booking: Booking, here: datetime) -> bool:
    known_before = booking.decided_at and timezone.localdate(booking.decided_at) < here.date()
    return bool(known_before) and booking.starts_at > here


def _tell_each(bookings: Iterable[Booking], what: str, words: Words, *, by: None, now: datetime) -> int:
    told = {key.rpartition(":")[0] for key in keys_told(what, since=now - 2 * BACK)}
    new = [(f"{what}:{row.pk}:{row.day}", row) for row in bookings]
    return sum(_tell(row, key, words, by=by) for key, row in new if key not in told)


@transaction.atomic
def _tell(booking: Booking, key: str, words: Words, *, by: None) -> bool:
    """All who act for it, or nobody: a crash in between must not leave out the second."""
    subject, text, path = words(booking)
    people = list(recipients(booking.application))
    for to, address, suffix in people:
        where = path if to else ""  # without an account nobody can open the page
        notify(by=by, key=f"{key}:{suffix}", to=to, address=address, subject=subject, text=text, path=where)
    return bool(people)


def _about_tomorrow(booking: Booking) -> tuple[str, str, str]:
    when = "きょう" if booking.day == timezone.localdate() else "あした"
    lines = [dates_in_words([booking]), "・".join(str(use.space) for use in booking.uses.all())]
    path = path_of(booking.application) or _page("closing_edit", booking)
    if booking.needs_key and getattr(booking, "key_loan", None):
        lines.append("運営の人がいない時間です。鍵を忘れずに。")
    elif booking.needs_key:
        lines.append("運営の人がいない時間です。鍵を持つ人が、まだ決まっていません。すぐに決めてください。")
        path = _page("key_name", booking)
    return f"{when}は「{booking.application.title}」の日です", "\n".join(lines), path


def _about_report(booking: Booking) -> tuple[str, str, str]:
    text = "来た人の数と、したことを教えてください。電話でもかまいません。"
    return (
        f"「{booking.application.title}」の利用報告をお待ちしています",
        f"{dates_in_words([booking])}\n{text}",
        _page("report_edit", booking),
    )


def _about_key(booking: Booking) -> tuple[str, str, str]:
    text = "鍵が、まだ返ってきていません。開いている時間に、返しに来てください。"
    path = _page("key_name", booking)
    return (
        f"「{booking.application.title}」の鍵を返してください",
        f"{dates_in_words([booking])}\n{text}",
        path,
    )


def _page(name: str, booking: Booking) -> str:
    return reverse(name, args=[booking.public_id])
