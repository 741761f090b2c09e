"""The only writer of notices. How they are delivered, and on which side we err: ADR 0011."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from sengetsu.accounts.access import Refused, require
from sengetsu.accounts.models import User
from sengetsu.audit.actions import record
from sengetsu.audit.choices import Action
from sengetsu.audit.writing import writing

from .access import can_see_outbox
from .choices import Way
from .models import PROBLEM_LENGTH, SUBJECT_LENGTH, TEXT_LENGTH, Notice

# After the n-th failure the next try waits so long; after the last one a person is asked.
PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240, 720, 720, 720))
# No talk with a mail server takes so long: who has a notice in hand since then has died.
LEASE = timedelta(minutes=10)
UNSURE = "送っている途中で止まりました。届いたかどうか分かりません。"
KEPT_DAYS = 365


def notify(
    *,
    by: User | None,  # noqa: ARG001 - every action says by whom; a notice itself names nobody
    key: str,
    subject: str,
    text: str,
    path: str = "",
    to: User | None = None,
    address: str = "",
    due_at: datetime | None = None,
) -> Notice:
    """Leave a notice in the caller's transaction: it is there if and only if the act is.

    `key` names what is told to whom (`booking-approved:12:user:3`); a second notice with the same key is the
    first one, unchanged, unless that one was withdrawn before it went out: then it is told after all. `to`
    sees it on the own page and by e-mail if the account has an address; `address` is for somebody without an
    account. `subject` and `text` hold nothing personal of others. `by` is who caused it; the notice does not
    name them.
    """
    facts = {
        "user": to,
        "address": address or (to.email if to else ""),
        "subject": _one_line(subject),
        "text": text[:TEXT_LENGTH],
        "path": path,
        "due_at": due_at or timezone.now(),
    }
    notice, is_new = Notice.objects.get_or_create(key=key, defaults=facts)
    if not is_new and notice.withdrawn_at and not notice.delivered_at:
        anew = {"withdrawn_at": None, "seen_at": None, "stuck_at": None, "try_at": None, "attempts": 0}
        Notice.objects.filter(pk=notice.pk, delivered_at=None).update(**facts, **anew)
        notice.refresh_from_db()
    return notice


def withdraw_notice(*, by: User | None, key: str) -> None:  # noqa: ARG001 - as above
    """What was not delivered yet is no longer true: it is not sent. Delivered ones stay."""
    Notice.objects.filter(key=key, delivered_at=None, withdrawn_at=None).update(withdrawn_at=timezone.now())


def forget_notices(*, by: User | None, key_begins: str) -> None:  # noqa: ARG001 - as above
    """Somebody is no longer to be known here: what was told to them, and their address, is deleted."""
    Notice.objects.filter(key__startswith=key_begins).delete()


def mark_seen(*, by: User, notice: Notice) -> None:
    """The reader has seen it. Somebody else's is left alone."""
    Notice.objects.filter(pk=notice.pk, user=by, seen_at=None).update(seen_at=timezone.now())


def mark_all_seen(*, by: User) -> int:
    return Notice.objects.of(by).unread().update(seen_at=timezone.now())


# --- The worker ---------------------------------------------------------------------------------
@transaction.atomic
def take_next(*, by: None, by_mail: bool) -> Notice | None:  # noqa: ARG001 - by the house itself
    """The next notice that is due, or nothing.

    What needs no mail server is delivered by this: taken and marked in one transaction, so exactly once. What
    goes by mail comes back with `sending_at`: it is in the caller's hands, and in nobody else's.
    """
    # Two workers at once: on PostgreSQL each skips what the other holds, on SQLite one waits for the other.
    notice = Notice.objects.to_deliver().select_for_update(skip_locked=True).first()
    if notice is None:
        return None
    now = timezone.now()
    notice.attempts += 1
    if by_mail and notice.address:
        notice.sending_at = now
    else:
        notice.delivered_at, notice.problem = now, ""
        notice.way = Way.PAGE if by_mail else Way.OUTBOX
    notice.save(update_fields=["attempts", "sending_at", "delivered_at", "way", "problem"])
    return notice


def note_sent(*, by: None, notice: Notice) -> None:  # noqa: ARG001 - by the house itself
    """The mail server has taken it."""
    done = {"delivered_at": timezone.now(), "way": Way.MAIL, "sending_at": None, "stuck_at": None}
    Notice.objects.filter(pk=notice.pk).update(problem="", **done)


def note_failed(*, by: None, notice: Notice, problem: str, for_good: bool = False) -> None:  # noqa: ARG001
    """It was certainly not sent. Tried again after a pause; after the last pause, or if the answer will not
    change (`for_good`: no such address), a person is asked."""
    now = timezone.now()
    is_last = for_good or notice.attempts > len(PAUSES)
    Notice.objects.filter(pk=notice.pk, delivered_at=None).update(
        sending_at=None,
        problem=problem[:PROBLEM_LENGTH],
        stuck_at=now if is_last else None,
        try_at=None if is_last else now + PAUSES[notice.attempts - 1],
    )


def give_to_a_person(*, by: None) -> int:  # noqa: ARG001 - by the house itself
    """What died in a worker's hands may have gone out or not: it is not sent again unasked. How many."""
    lost = Notice.objects.undelivered().filter(sending_at__lt=timezone.now() - LEASE, stuck_at=None)
    return lost.update(stuck_at=timezone.now(), problem=UNSURE)


# --- Somebody of the house ----------------------------------------------------------------------
@writing()
def try_again(*, by: User, notice: Notice) -> None:
    """Send what failed or stands still now, with a fresh row of pauses and the same Message-ID."""
    _change_open(by=by, notice=notice, sending_at=None, stuck_at=None, try_at=None, attempts=0)
    record(by=by, action=Action.CHANGED, thing="notice", thing_id=notice.pk, detail={"again": True})


@writing()
def settle(*, by: User, notice: Notice) -> None:
    """It is known to have arrived, or it was told on the telephone: nothing more is sent."""
    now = timezone.now()
    _change_open(by=by, notice=notice, sending_at=None, stuck_at=None, delivered_at=now, way=Way.TOLD)
    record(by=by, action=Action.CHANGED, thing="notice", thing_id=notice.pk, detail={"settled": True})


def _change_open(*, by: User, notice: Notice, **changed: object) -> None:
    require(can_see_outbox(by))
    held_by_a_worker = {"sending_at__gt": timezone.now() - LEASE, "stuck_at": None}
    rows = Notice.objects.undelivered().filter(pk=notice.pk).exclude(**held_by_a_worker)
    if not rows.update(**changed):
        raise Refused("このお知らせは、いま送っているところか、もう送り終わっています。")


def forget_old(*, by: None, days: int = KEPT_DAYS) -> int:  # noqa: ARG001 - by the house itself
    """Forget what was delivered or withdrawn so long ago; what waits for a person stays. How many."""
    before = timezone.now() - timedelta(days=days)
    ended = Q(delivered_at__lt=before) | Q(delivered_at=None, withdrawn_at__lt=before)
    return Notice.objects.filter(ended).delete()[0]


def _one_line(subject: str) -> str:
    line = " ".join(subject.split())
    return line if len(line) <= SUBJECT_LENGTH else line[: SUBJECT_LENGTH - 1] + "…"
