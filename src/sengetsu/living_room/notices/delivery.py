"""One round of delivering: what is due goes out, one notice at a time."""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings

from .actions import give_to_a_person, note_failed, note_sent, take_next
from .models import Notice
from .post import NotSent, Post, Unsure, message


@dataclass
class Tally:
    """What one round did."""

    delivered: int = 0
    failed: int = 0
    unsure: int = 0


def goes_by_mail() -> bool:
    """In the demo, and where no mail server is named, notices land in the outbox that staff see."""
    return bool(settings.MAIL_SERVER) and not settings.DEMO


def deliver_due(*, stop: Callable[[], bool] = lambda: False) -> Tally:
    """Deliver until nothing is due, `stop()` says so, or the mail server is away."""
    tally = Tally(unsure=give_to_a_person(by=None))
    by_mail, post = goes_by_mail(), Post()
    try:
        while not stop() and (notice := take_next(by=None, by_mail=by_mail)):
            if not _deliver(notice, post, tally):
                break
    finally:
        post.close()
    return tally


def _deliver(notice: Notice, post: Post, tally: Tally) -> bool:
    """Whether the round may go on."""
    if notice.delivered_at:
        tally.delivered += 1
        return True
    try:
        post.send(_mail(notice), to=notice.address)
    except NotSent as outcome:
        note_failed(by=None, notice=notice, problem=str(outcome), for_good=outcome.for_good)
        tally.failed += 1
        return not outcome.is_down
    except Unsure:
        tally.unsure += 1  # the mark stays: after `LEASE` a person is asked
        return False
    note_sent(by=None, notice=notice)
    tally.delivered += 1
    return True


def _mail(notice: Notice) -> bytes:
    return message(
        to=notice.address,
        subject=notice.subject,
        text=notice.text,
        path=notice.path,
        message_id=notice.message_id,
    )
