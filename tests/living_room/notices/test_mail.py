"""By mail: one message for each notice, a failed one again later, an unknown one never unasked."""

from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django import Settings

from sengetsu.accounts.access import Refused
from sengetsu.accounts.models import User
from sengetsu.audit.models import Entry
from sengetsu.config.environment import MailServer
from sengetsu.living_room.notices.actions import LEASE, PAUSES, notify, settle, try_again
from sengetsu.living_room.notices.choices import Standing, Way
from sengetsu.living_room.notices.delivery import deliver_due
from sengetsu.living_room.notices.models import Notice

from .sink import Sink

pytestmark = pytest.mark.django_db
SODA = "soda@example.jp"


def tell(key: str = "approved:1", *, to: User | None = None, address: str = SODA) -> Notice:
    return notify(
        by=None,
        key=key,
        subject="12月6日（日）が許可されました",
        text="そらまめ食堂の12月6日（日）11:00–16:00が許可されました。\n.点ではじまる行もあります。",
        path="/notices/",
        to=to,
        address=address,
    )


def later(minutes: float) -> None:
    """Time passes for what is waiting."""
    for notice in Notice.objects.all():
        for name in ("try_at", "sending_at"):
            if at := getattr(notice, name):
                setattr(notice, name, at - timedelta(minutes=minutes))
        notice.save()


def test_a_notice_becomes_one_message_with_a_link(mail_server: Sink) -> None:
    tell()
    assert deliver_due().delivered == 1
    assert deliver_due().delivered == 0
    [(to, mail)] = mail_server.mails
    assert to == SODA
    assert mail["Subject"] == "12月6日（日）が許可されました"
    assert mail["From"].addresses[0].addr_spec == "hello@sengetsu.example.jp"
    assert mail["Auto-Submitted"] == "auto-generated"
    body = mail.get_content()
    assert "\n.点ではじまる行もあります。" in body.replace("\r\n", "\n")
    assert "https://sengetsu.example.jp/notices/" in body
    assert Notice.objects.get().way == Way.MAIL


def test_who_has_an_account_without_an_address_reads_it_on_the_own_page(
    mail_server: Sink, organizer_soda: User
) -> None:
    tell(to=organizer_soda, address="")
    deliver_due()
    assert mail_server.mails == []
    assert Notice.objects.get().way == Way.PAGE


def test_in_the_demo_no_mail_leaves_the_house(mail_server: Sink, settings: Settings) -> None:
    settings.DEMO = True
    tell()
    deliver_due()
    assert mail_server.mails == []
    assert Notice.objects.get().way == Way.OUTBOX


def test_what_failed_is_in_sight_and_tried_again_with_the_same_id(mail_server: Sink) -> None:
    mail_server.answers[SODA] = b"451 later"
    tell()
    assert deliver_due().failed == 1
    notice = Notice.objects.get()
    assert (notice.standing, notice.attempts) == (Standing.AGAIN, 1)
    assert "451" in notice.problem
    mail_server.answers.clear()
    assert deliver_due().delivered == 0, "the pause is not over"
    later(minutes=1.1)
    assert deliver_due().delivered == 1
    assert [mail["Message-ID"] for _, mail in mail_server.mails] == [notice.message_id]


def test_pauses_grow_and_after_the_last_one_a_person_is_asked(mail_server: Sink) -> None:
    mail_server.answers[SODA] = b"451 later"
    tell()
    pauses = []
    for _ in PAUSES:
        deliver_due()
        notice = Notice.objects.get()
        assert notice.try_at
        pauses.append(round((notice.try_at - timezone.now()).total_seconds() / 60))
        later(minutes=pauses[-1] + 1)
    assert pauses == sorted(pauses)
    assert pauses[0] == 1
    deliver_due()
    assert Notice.objects.get().standing == Standing.STUCK
    later(minutes=100_000)
    assert deliver_due().failed == 0


def test_an_address_that_is_none_is_not_tried_again(mail_server: Sink) -> None:
    mail_server.answers[SODA] = b"550 nobody here"
    tell()
    deliver_due()
    notice = Notice.objects.get()
    assert notice.standing == Standing.STUCK
    assert "550" in notice.problem


def test_one_bad_address_holds_up_nobody(mail_server: Sink) -> None:
    mail_server.answers["bad@example.jp"] = b"550 nobody here"
    tell("1", address="bad@example.jp")
    tell("2")
    tell("3", address="good@example.jp")
    assert deliver_due().delivered == 2


def test_a_server_that_is_away_costs_one_try_in_a_round(settings: Settings, mail_server: Sink) -> None:
    here = settings.MAIL_SERVER
    settings.MAIL_SERVER = MailServer(host="127.0.0.1", port=9)  # "discard": nobody listens
    for number in range(5):
        tell(str(number))
    assert deliver_due().failed == 1
    settings.MAIL_SERVER = here
    assert deliver_due().delivered == 4
    later(minutes=1.1)
    assert deliver_due().delivered == 1
    assert len(mail_server.mails) == 5


def test_a_password_goes_to_no_other_machine_in_the_open(
    settings: Settings, mail_server: Sink, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sengetsu.living_room.notices.post.OWN_MACHINE", frozenset())
    port = mail_server.as_setting.port
    settings.MAIL_SERVER = MailServer(host="127.0.0.1", port=port, user="soda", password="himitsu")
    tell()
    assert deliver_due().failed == 1
    assert "SMTPNotSupportedError" in Notice.objects.get().problem


# --- Nobody knows whether it went out -----------------------------------------------------------
@pytest.fixture
def unsure(mail_server: Sink) -> Notice:
    """The line broke after the message was handed over, before the server's answer."""
    mail_server.before_answer = lambda _: False
    notice = tell()
    assert deliver_due().unsure == 1
    mail_server.before_answer = lambda _: True
    later(minutes=LEASE.total_seconds() / 60 + 1)
    return notice


def test_what_may_have_gone_out_is_not_sent_again_unasked(mail_server: Sink, unsure: Notice) -> None:
    deliver_due()
    deliver_due()
    unsure.refresh_from_db()
    assert unsure.standing == Standing.STUCK
    assert len(mail_server.mails) == 1


def test_a_person_may_send_it_again_with_the_same_id(mail_server: Sink, unsure: Notice, aoki: User) -> None:
    deliver_due()
    try_again(by=aoki, notice=unsure)
    assert deliver_due().delivered == 1
    assert [mail["Message-ID"] for _, mail in mail_server.mails] == [unsure.message_id] * 2
    assert Entry.objects.filter(thing="notice", thing_id=str(unsure.pk)).count() == 1


def test_a_person_may_say_that_it_arrived(mail_server: Sink, unsure: Notice, aoki: User) -> None:
    deliver_due()
    settle(by=aoki, notice=unsure)
    unsure.refresh_from_db()
    assert (unsure.standing, unsure.way) == (Standing.DELIVERED, Way.TOLD)
    assert deliver_due().delivered == 0
    assert len(mail_server.mails) == 1


def test_what_a_worker_has_in_hand_nobody_sends_again(aoki: User) -> None:
    notice = tell()
    Notice.objects.update(sending_at=timezone.now())
    with pytest.raises(Refused):
        try_again(by=aoki, notice=notice)


def test_what_was_delivered_is_not_sent_again(aoki: User) -> None:
    notice = tell()
    deliver_due()
    with pytest.raises(Refused):
        try_again(by=aoki, notice=notice)


def test_an_organizer_sends_nothing_again(organizer_soda: User) -> None:
    with pytest.raises(Refused):
        try_again(by=organizer_soda, notice=tell())
