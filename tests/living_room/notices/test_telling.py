"""A notice is there if and only if the act is, once per key, and not sent when it is no longer true."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from sengetsu.accounts.models import User
from sengetsu.living_room.notices.actions import forget_old, notify, withdraw_notice
from sengetsu.living_room.notices.choices import Standing, Way
from sengetsu.living_room.notices.delivery import deliver_due
from sengetsu.living_room.notices.models import Notice

pytestmark = pytest.mark.django_db
TEXT = "そらまめ食堂の12月6日（日）が許可されました。"


def tell(to: User, key: str = "approved:1", subject: str = "許可されました", **more: object) -> Notice:
    return notify(by=None, key=key, subject=subject, text=TEXT, to=to, **more)  # type: ignore[arg-type]


def test_the_same_thing_is_told_once(organizer_soda: User) -> None:
    first, second = tell(organizer_soda), tell(organizer_soda, subject="ほかの件名")
    assert first == second
    assert Notice.objects.get().subject == "許可されました"


def test_an_act_that_fails_tells_nothing(organizer_soda: User) -> None:
    @transaction.atomic
    def act() -> None:
        tell(organizer_soda)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        act()
    assert not Notice.objects.exists()


def test_what_is_no_longer_true_is_not_sent(organizer_soda: User) -> None:
    tell(organizer_soda)
    withdraw_notice(by=None, key="approved:1")
    assert deliver_due().delivered == 0
    assert Notice.objects.get().standing == Standing.WITHDRAWN


def test_what_became_true_again_is_told_after_all(organizer_soda: User) -> None:
    tell(organizer_soda)
    withdraw_notice(by=None, key="approved:1")
    tell(organizer_soda, subject="やはり許可されました")
    assert deliver_due().delivered == 1
    assert Notice.objects.get().subject == "やはり許可されました"


def test_what_was_delivered_stays_told(organizer_soda: User) -> None:
    tell(organizer_soda)
    deliver_due()
    withdraw_notice(by=None, key="approved:1")
    tell(organizer_soda)
    assert deliver_due().delivered == 0
    assert Notice.objects.get().standing == Standing.DELIVERED


def test_a_title_of_any_length_and_with_line_breaks_makes_one_subject_line(organizer_soda: User) -> None:
    notice = tell(organizer_soda, subject="「そら\r\nBcc: everybody@example.jp\n" + "豆" * 200 + "」")
    notice.refresh_from_db()
    assert "\n" not in notice.subject
    assert len(notice.subject) == 120
    assert notice.subject.endswith("…")


def test_what_is_due_later_waits(organizer_soda: User) -> None:
    tell(organizer_soda, due_at=timezone.now() + timedelta(hours=1))
    assert deliver_due().delivered == 0
    assert Notice.objects.get().standing == Standing.WAITING


def test_in_the_outbox_it_lands_once_and_says_how(organizer_soda: User) -> None:
    tell(organizer_soda)
    assert (deliver_due().delivered, deliver_due().delivered) == (1, 0)
    notice = Notice.objects.get()
    assert (notice.standing, notice.way, notice.attempts) == (Standing.DELIVERED, Way.OUTBOX, 1)


def test_after_a_year_what_was_delivered_is_forgotten_and_what_waits_is_not(organizer_soda: User) -> None:
    long_ago = timezone.now() - timedelta(days=366)
    for key in ("delivered", "withdrawn", "waiting", "new"):
        tell(organizer_soda, key)
    Notice.objects.filter(key="delivered").update(delivered_at=long_ago)
    Notice.objects.filter(key="withdrawn").update(withdrawn_at=long_ago)
    Notice.objects.filter(key="waiting").update(due_at=long_ago, created_at=long_ago)
    Notice.objects.filter(key="new").update(delivered_at=timezone.now())
    assert forget_old(by=None) == 2
    assert set(Notice.objects.values_list("key", flat=True)) == {"waiting", "new"}
