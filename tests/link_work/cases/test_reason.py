"""A case of another team: a reason first, an hour long, in the trail; its list rows tell no content."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from sengetsu.accounts.models import User
from sengetsu.audit.choices import Action
from sengetsu.audit.models import Entry
from sengetsu.link_work.cases import access, queries
from sengetsu.link_work.cases.actions import NextStep, give_reason, set_next_step
from sengetsu.link_work.cases.models import Case
from tests.link_work.conftest import in_days
from tests.people import SignIn

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("who", ["aoki", "ogawa"])
def test_the_reason_comes_first_and_then_the_case(
    higashi: Case, sign_in: SignIn, request: pytest.FixtureRequest, who: str
) -> None:
    client = sign_in(request.getfixturevalue(who))
    page = reverse("case_page", args=[higashi.public_id])
    asked = client.get(page, follow=True)
    text = asked.content.decode()
    assert asked.request["PATH_INFO"] == reverse("case_reason", args=[higashi.public_id])
    assert "東山" not in text
    assert "灯油" not in text
    opened = client.post(asked.request["PATH_INFO"], {"reason": "家族から相談があった"}, follow=True)
    assert "東山さん" in client.get(page).content.decode()
    assert opened.status_code == 200
    entry = Entry.objects.get(action=Action.REASON_GIVEN)
    assert (entry.case_id, entry.reason) == (higashi.number, "家族から相談があった")


def test_an_empty_reason_opens_nothing(higashi: Case, aoki: User, sign_in: SignIn) -> None:
    client = sign_in(aoki)
    client.post(reverse("case_reason", args=[higashi.public_id]), {"reason": "　"})
    assert client.get(reverse("case_page", args=[higashi.public_id])).status_code == 302


def test_an_hour_later_the_reason_is_asked_again(higashi: Case, aoki: User) -> None:
    now = timezone.now()
    with time_machine.travel(now, tick=False):
        give_reason(by=aoki, case=higashi, reason="家族から相談があった")
    for minutes, opens in [(0, True), (59, True), (61, False)]:
        with time_machine.travel(now + timedelta(minutes=minutes), tick=False):
            assert access.can_open(aoki, higashi) == opens


def test_a_reason_opens_one_case_for_one_person(
    higashi: Case, kitagawa: Case, aoki: User, mori: User
) -> None:
    give_reason(by=aoki, case=higashi, reason="家族から相談があった")
    assert access.can_open(aoki, higashi)
    assert not access.can_open(mori, higashi)


def test_the_way_back_leads_nowhere_else(higashi: Case, aoki: User, sign_in: SignIn) -> None:
    address = reverse("case_reason", args=[higashi.public_id])
    answer = sign_in(aoki).post(f"{address}?next=https://evil.example/", {"reason": "相談"})
    assert answer["Location"] == reverse("case_page", args=[higashi.public_id])


def test_rows_of_other_teams_tell_no_content(higashi: Case, aoki: User, sign_in: SignIn) -> None:
    text = sign_in(aoki).get(reverse("case_list"), {"whose": "all"}).content.decode()
    assert "東山さん" in text
    assert "灯油" not in text
    (row,) = queries.cases_of(aoki, whose="all")
    assert (row.opens, row.shown_step) == (False, "")  # type: ignore[attr-defined]
    assert "next_step" in row.get_deferred_fields()


def test_whoever_is_promised_the_next_step_needs_no_reason(higashi: Case, kitano: User, aoki: User) -> None:
    step = NextStep(words="同行", on=in_days(1), person=aoki)
    set_next_step(by=kitano, case=higashi, next_step=step)
    assert access.can_open(aoki, higashi)
    assert [row.shown_step for row in queries.this_week(aoki, timezone.localdate())] == ["同行"]  # type: ignore[attr-defined]
