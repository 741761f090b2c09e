"""`sengetsu work`: one faulty room holds up nobody; it needs a sender; it reads the address of its server."""

import inspect
from datetime import datetime
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from sengetsu import living_room
from sengetsu.accounts.models import User
from sengetsu.config import reminders
from sengetsu.config.environment import MailServer, mail_server
from sengetsu.living_room.notices.actions import notify
from sengetsu.living_room.notices.checks import sender_is_named
from sengetsu.living_room.notices.models import Notice


@pytest.mark.django_db
def test_a_room_that_fails_does_not_hold_up_the_others(
    organizer_soda: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*, by: None, now: datetime) -> int:
        raise ZeroDivisionError

    def reminding(*, by: None, now: datetime) -> int:
        notify(by=by, key="tomorrow:1", subject="あした使う日です", text="", to=organizer_soda)
        return 1

    monkeypatch.setattr(reminders, "REMINDERS", (broken, reminding))
    with pytest.raises(CommandError):
        call_command("work", once=True)
    assert Notice.objects.get().delivered_at


@pytest.mark.django_db
def test_asked_again_and_again_a_reminder_is_told_once(
    organizer_soda: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def reminding(*, by: None, now: datetime) -> int:
        notify(by=by, key="tomorrow:1", subject="あした使う日です", text="", to=organizer_soda)
        return 1

    monkeypatch.setattr(reminders, "REMINDERS", (reminding,))
    for _ in range(3):
        call_command("work", once=True)
    assert Notice.objects.get().attempts == 1


def test_no_room_that_has_something_to_remind_of_is_left_out() -> None:
    rooms = Path(living_room.__file__).parent.glob("*/reminders.py")
    asked = {inspect.getmodule(remind).__file__ for remind in reminders.REMINDERS}  # type: ignore[union-attr]
    assert asked == {str(room) for room in rooms}


@pytest.mark.parametrize(
    ("written", "server"),
    [
        ("", None),
        ("smtp://mail.example.jp", MailServer("mail.example.jp", 25)),
        ("smtp://soda%40x.jp:p%3Aw@mail.example.jp", MailServer("mail.example.jp", 587, "soda@x.jp", "p:w")),
        ("smtps://soda:pw@example.jp:4650", MailServer("example.jp", 4650, "soda", "pw", is_tls=True)),
    ],
)
def test_the_address_of_the_server_is_read(
    written: str, server: MailServer | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SENGETSU_SMTP", written)
    assert mail_server("SENGETSU_SMTP") == server


@pytest.mark.parametrize("written", ["mail.example.jp", "http://mail.example.jp", "smtp://", "smtp://h:many"])
def test_an_address_that_is_none_is_refused(written: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SENGETSU_SMTP", written)
    with pytest.raises(ValueError, match=r"SENGETSU_SMTP|Port"):
        mail_server("SENGETSU_SMTP")


def test_a_password_is_not_in_what_is_printed() -> None:
    assert "himitsu" not in repr(MailServer("h", 25, "soda", "himitsu"))


def test_a_mail_server_without_a_sender_is_an_error(settings: Settings) -> None:
    settings.MAIL_SERVER = MailServer("h", 25)
    assert [found.id for found in sender_is_named()] == ["living_room.E001"]
    settings.MAIL_FROM = "hello@example.jp"
    assert sender_is_named() == []
