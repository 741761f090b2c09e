"""The owner of an entry says, by a link that works once, whether it is still so."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from sengetsu.accounts.models import User
from sengetsu.audit.models import Entry
from sengetsu.directory.confirmations.actions import ask_to_confirm
from sengetsu.directory.confirmations.models import Confirmation
from sengetsu.directory.models import Service
from tests.directory import town
from tests.people import SignIn

pytestmark = pytest.mark.django_db


def old_entry(**facts: object) -> Service:
    return town.service(
        "たすけあい", times="月曜", assured_on=timezone.localdate() - timedelta(days=400), **facts
    )


def sent(entry: Service, **changed: str) -> dict[str, str]:
    return {"times": entry.times, "accepting": entry.accepting, **changed}


def test_what_nobody_assured_for_a_year_is_on_the_list_and_nothing_else(aoki: User, sign_in: SignIn) -> None:
    old_entry()
    town.service("あたらしい", assured_on=timezone.localdate())
    page = sign_in(aoki).get(reverse("stale_list")).content.decode()
    assert "たすけあい" in page
    assert "あたらしい" not in page


def test_a_keeper_gets_the_link_once_and_it_is_kept_nowhere(aoki: User, sign_in: SignIn) -> None:
    entry = old_entry()
    page = sign_in(aoki).post(reverse("confirmation_ask", args=[entry.pk])).content.decode()
    found = re.search(r"/directory/confirm/([\w-]+)/", page)
    assert found
    assert found[1] not in str(Confirmation.objects.values().get())


def test_the_owner_confirms_without_an_account(aoki: User, client: Client) -> None:
    entry = old_entry()
    address = reverse("confirmation_answer", args=[ask_to_confirm(by=aoki, service=entry)])
    assert "たすけあい" in client.get(address).content.decode()
    assert "ありがとう" in client.post(address, sent(entry)).content.decode()
    entry.refresh_from_db()
    assert not entry.is_stale
    assert entry.times == "月曜"


def test_the_owner_corrects_and_the_hours_follow(aoki: User, client: Client) -> None:
    entry = old_entry()
    address = reverse("confirmation_answer", args=[ask_to_confirm(by=aoki, service=entry)])
    client.post(address, sent(entry, times="毎週火曜 10:00–12:00"))
    entry.refresh_from_db()
    assert entry.times == "毎週火曜 10:00–12:00"
    assert [rule.byday for rule in entry.schedules.all()] == ["TU"]
    assert Entry.objects.filter(thing="service", thing_id=str(entry.pk)).exists()


def test_a_link_works_once_and_a_newer_one_ends_it(aoki: User, client: Client) -> None:
    entry = old_entry()
    first = reverse("confirmation_answer", args=[ask_to_confirm(by=aoki, service=entry)])
    second = reverse("confirmation_answer", args=[ask_to_confirm(by=aoki, service=entry)])
    assert client.get(first).status_code == 404
    client.post(second, sent(entry))
    assert client.post(second, sent(entry, times="日曜")).status_code == 404
    entry.refresh_from_db()
    assert entry.times == "月曜"


def test_an_expired_link_and_a_guessed_one_are_the_same_page(aoki: User, client: Client) -> None:
    entry = old_entry()
    token = ask_to_confirm(by=aoki, service=entry)
    Confirmation.objects.update(expires_at=timezone.now())
    expired = client.get(reverse("confirmation_answer", args=[token]))
    guessed = client.get(reverse("confirmation_answer", args=["x" * 43]))
    assert expired.status_code == guessed.status_code == 404
    assert expired.content.replace(token.encode(), b"x" * 43) == guessed.content


def test_what_is_wrong_is_said_beside_the_field_and_keeps_the_link(aoki: User, client: Client) -> None:
    entry = old_entry()
    address = reverse("confirmation_answer", args=[ask_to_confirm(by=aoki, service=entry)])
    page = client.post(address, sent(entry, times="あ" * 301, target="だれでも")).content.decode()
    assert "300" in page
    assert "だれでも" in page
    assert client.get(address).status_code == 200
