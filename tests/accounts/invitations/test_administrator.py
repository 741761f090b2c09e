"""How the first person comes in, and how the last administrator comes back."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from sengetsu.accounts.choices import Role
from sengetsu.accounts.models import User
from sengetsu.audit.models import Entry

pytestmark = pytest.mark.django_db
WORDS = {"password1": "yoru-no-tsuki-ga-kirei", "password2": "yoru-no-tsuki-ga-kirei"}


def invited(username: str, **options: str) -> str:
    """The path of the link that the command prints."""
    out = StringIO()
    call_command("administrator_invite", username, stdout=out, **options)
    return "/" + out.getvalue().split("://")[1].split("/", 1)[1].strip()


def test_in_an_empty_house_the_command_lets_the_first_administrator_in() -> None:
    client, link = Client(), invited("uno", name="宇野つかさ")
    assert "宇野つかさ" in client.get(link).content.decode()
    assert client.post(link, WORDS)["Location"] == "/accounts/2fa/"
    assert User.objects.get(username="uno").has_role(Role.ADMINISTRATOR)
    assert Entry.objects.filter(action="invited", thing="invitation").count() == 1


def test_the_link_of_the_command_works_once() -> None:
    link = invited("uno")
    Client().post(link, WORDS)
    again = Client().post(link, WORDS)
    assert "このリンクは使えません" in again.content.decode()


def test_an_administrator_who_lost_everything_is_let_in_again(administrator_uno: User) -> None:
    old = administrator_uno.password
    Client().post(invited(administrator_uno.username), WORDS)
    administrator_uno.refresh_from_db()
    assert administrator_uno.password != old
    assert administrator_uno.check_password(WORDS["password1"])


def test_nobody_else_becomes_administrator_by_it(aoki: User) -> None:
    with pytest.raises(CommandError, match="システム管理者ではありません"):
        invited(aoki.username)
    aoki.refresh_from_db()
    assert aoki.is_active
    assert not aoki.has_role(Role.ADMINISTRATOR)


def test_a_name_that_could_not_sign_in_is_refused() -> None:
    with pytest.raises(CommandError, match="英小文字"):
        invited("宇野")
    assert not User.objects.exists()
