"""Nothing typed is lost (promise 4), and nobody else sees it."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from sengetsu.accounts.models import User
from sengetsu.link_work.cases.actions import NEW_CASE
from sengetsu.link_work.cases.models import Case
from sengetsu.link_work.drafts.models import Draft
from sengetsu.link_work.drafts.queries import draft_at
from tests.link_work.conftest import in_days, opened
from tests.people import SignIn

pytestmark = pytest.mark.django_db
TYPED = "戸が少しあいて、「寒いですね」とひとこと。"


def place(case: Case) -> str:
    return f"contact:{case.public_id}"


def typed_at(client: object, case: Case) -> str:
    answer = client.get(reverse("contact_new", args=[case.public_id]))  # type: ignore[attr-defined]
    return str(answer.context["form"]["happened"].value() or "")


def keep(client: object, where: str, text: str = TYPED) -> int:
    sent = {"happened": text, "once_key": "x", "draft_place": where}
    return int(client.post(reverse("draft_keep", args=[where]), sent).status_code)  # type: ignore[attr-defined]


def test_a_draft_comes_back_to_its_writer_under_its_case_alone(
    kitagawa: Case, aoki: User, mori: User, sign_in: SignIn
) -> None:
    other, client = opened(aoki, "松本家"), sign_in(aoki)
    assert keep(client, place(kitagawa)) == 200
    assert typed_at(client, kitagawa) == TYPED
    assert (
        "書きかけから続けています"
        in client.get(reverse("contact_new", args=[kitagawa.public_id])).content.decode()
    )
    assert typed_at(client, other) == ""
    assert typed_at(sign_in(mori), kitagawa) == ""


def test_saving_ends_the_draft_and_a_refusal_keeps_it(kitagawa: Case, aoki: User, sign_in: SignIn) -> None:
    client, address = sign_in(aoki), reverse("contact_new", args=[kitagawa.public_id])
    keep(client, place(kitagawa))
    now = timezone.localtime()
    sent = {
        "how": "visit", "with_whom": "person", "happened": TYPED, "on": now.date().isoformat(),
        "at": now.strftime("%H:%M"), "next_on": in_days(7).isoformat(), "next_person": aoki.pk,
    }  # fmt: skip
    client.post(address, sent)  # no next step
    assert draft_at(aoki, place(kitagawa))
    client.post(address, {**sent, "next_step": "また来る"})
    assert not draft_at(aoki, place(kitagawa))


def test_what_an_ended_session_sent_is_kept(kitagawa: Case, aoki: User, sign_in: SignIn) -> None:
    address = reverse("contact_new", args=[kitagawa.public_id])
    with time_machine.travel(timezone.now() - timedelta(minutes=45)):
        client = sign_in(aoki)
    client.post(address, {"happened": TYPED, "draft_place": place(kitagawa)})
    assert "_auth_user_id" not in client.session
    assert typed_at(sign_in(aoki), kitagawa) == TYPED


def test_nothing_typed_is_no_draft(kitagawa: Case, aoki: User, sign_in: SignIn) -> None:
    client = sign_in(aoki)
    keep(client, place(kitagawa))
    keep(client, place(kitagawa), text=" ")
    assert not Draft.objects.exists()


def test_a_draft_is_thrown_away_by_its_writer(
    kitagawa: Case, aoki: User, mori: User, sign_in: SignIn
) -> None:
    keep(sign_in(aoki), place(kitagawa))
    drop = reverse("draft_drop", args=[place(kitagawa)])
    sign_in(mori).post(drop)
    assert draft_at(aoki, place(kitagawa))
    back = sign_in(aoki).post(drop, {"next": "https://evil.example/"})
    assert back["Location"] == "/home/"
    assert not draft_at(aoki, place(kitagawa))


@pytest.mark.parametrize("where", ["contact", "contact:", "CONTACT:1", "contact:" + "a" * 61, "a:b:c"])
def test_a_forged_place_does_not_exist(aoki: User, sign_in: SignIn, where: str) -> None:
    assert keep(sign_in(aoki), where) == 404


@pytest.mark.parametrize("who", ["partner_sato", "commissioner_hara", "auditor_kagami", "administrator_uno"])
def test_drafts_are_for_the_confidential_wing(
    kitagawa: Case, sign_in: SignIn, request: pytest.FixtureRequest, who: str
) -> None:
    assert keep(sign_in(request.getfixturevalue(who)), place(kitagawa)) == 404


def test_what_is_too_long_is_said_and_not_cut(kitagawa: Case, aoki: User, sign_in: SignIn) -> None:
    assert keep(sign_in(aoki), place(kitagawa), text="あ" * 200_001) == 413


def test_the_database_holds_no_readable_word(kitagawa: Case, aoki: User, sign_in: SignIn) -> None:
    keep(sign_in(aoki), place(kitagawa))
    with connection.cursor() as cursor:
        cursor.execute("SELECT content FROM link_work_draft")
        (stored,) = cursor.fetchone()
    assert "寒い" not in stored


def test_a_new_case_has_a_draft_too(aoki: User, sign_in: SignIn) -> None:
    client = sign_in(aoki)
    client.post(reverse("draft_keep", args=[NEW_CASE]), {"title": "四丁目の青い屋根の家"})
    assert client.get(reverse("case_new")).context["form"]["title"].value() == "四丁目の青い屋根の家"
    sent = {"title": "青い屋根", "route": "other", "next_step": "手紙", "next_on": in_days(2).isoformat()}
    client.post(reverse("case_new"), {**sent, "next_person": aoki.pk})
    assert not Draft.objects.exists()


def test_a_summary_of_a_handover_has_one_too(kitagawa: Case, aoki: User, mori: User, sign_in: SignIn) -> None:
    client, address = sign_in(aoki), reverse("case_handover", args=[kitagawa.public_id])
    where = client.get(address).context["form"].draft_key
    client.post(reverse("draft_keep", args=[where]), {"summary": TYPED})
    assert client.get(address).context["form"]["summary"].value() == TYPED
    client.post(address, {"receiver": mori.pk, "summary": TYPED})
    assert not Draft.objects.exists()
