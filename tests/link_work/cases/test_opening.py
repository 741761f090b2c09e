"""Opening a case, and that the database itself keeps promise 1."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from sengetsu.accounts.models import User
from sengetsu.audit.choices import Action
from sengetsu.audit.models import Entry
from sengetsu.link_work.cases.actions import NextStep, open_case
from sengetsu.link_work.cases.models import Case
from tests.link_work.conftest import in_days, opened
from tests.people import SignIn

pytestmark = pytest.mark.django_db


def test_a_case_has_its_owner_next_step_and_trace_from_the_first_moment(aoki: User) -> None:
    case = opened(aoki, "四丁目の青い屋根の家")
    assert (case.owner, case.next_person, case.next_on) == (aoki, aoki, in_days(3))
    assert Entry.objects.filter(case_id=case.number, action=Action.CREATED).exists()


def test_numbers_run_within_the_fiscal_year_over_all_teams(aoki: User, kitano: User) -> None:
    numbers = []
    for owner, day in [(aoki, date(2026, 3, 31)), (aoki, date(2026, 4, 1)), (kitano, date(2026, 5, 1))]:
        step = NextStep(words="電話", on=in_days(1), person=owner)
        assert owner.team
        made = open_case(by=owner, title="家", team=owner.team, owner=owner, next_step=step, opened_on=day)
        numbers.append(made.number)
    assert numbers == ["2025-0001", "2026-0001", "2026-0002"]


@pytest.mark.parametrize("words", ["", "　", " \n"])
def test_a_next_step_without_words_is_refused(aoki: User, words: str) -> None:
    with pytest.raises(ValidationError, match="次の一歩"):
        opened(aoki, "家", words=words)


def test_nobody_who_cannot_come_is_promised(aoki: User, ogawa: User, administrator_uno: User) -> None:
    assert aoki.team
    for somebody in (ogawa, administrator_uno):
        step = NextStep(words="訪ねる", on=in_days(1), person=somebody)
        with pytest.raises(ValidationError, match="リンクワーカー"):
            open_case(by=aoki, title="家", team=aoki.team, owner=aoki, next_step=step)


@pytest.mark.parametrize(
    "emptied", [{"owner": None}, {"next_on": None}, {"next_person": None}, {"next_step": ""}]
)
def test_the_database_refuses_an_open_case_without_next_step(
    kitagawa: Case, emptied: dict[str, object]
) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.filter(pk=kitagawa.pk).update(**emptied)


def test_the_database_refuses_a_closed_case_without_a_day(kitagawa: Case) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.filter(pk=kitagawa.pk).update(state="closed")


def test_a_case_opens_from_two_words(aoki: User, sign_in: SignIn) -> None:
    sent = {
        "title": "名前はまだ", "route": "other", "next_step": "手紙を置く", "next_on": in_days(2).isoformat(),
        "next_person": aoki.pk,
    }  # fmt: skip
    answer = sign_in(aoki).post(reverse("case_new"), sent, follow=True)
    case = Case.objects.get()
    assert answer.request["PATH_INFO"] == reverse("case_page", args=[case.public_id])
    assert "ケースを開きました" in answer.content.decode()


NOT_A_STEP = [
    ({"next_step": ""}, "next_step"),
    ({"next_on": ""}, "next_on"),
    ({"next_on": "令和8年2月30日"}, "next_on"),
    ({"next_on": "平成40年1月1日"}, "next_on"),
    ({"next_on": "2020-01-01"}, "next_on"),
    ({"next_on": "2040-01-01"}, "next_on"),
    ({"next_person": "999999"}, "next_person"),
    ({"title": ""}, "title"),
    ({"title": "家" * 101}, "title"),
]


@pytest.mark.parametrize(("wrong", "field"), NOT_A_STEP)
def test_what_cannot_be_is_said_beside_its_field(
    aoki: User, sign_in: SignIn, wrong: dict[str, str], field: str
) -> None:
    sent = {"title": "家", "route": "other", "next_step": "電話", "next_on": in_days(1).isoformat()}
    answer = sign_in(aoki).post(reverse("case_new"), {**sent, "next_person": aoki.pk, **wrong})
    assert list(answer.context["form"].errors) == [field]
    assert not Case.objects.exists()


def test_full_width_digits_and_emoji_are_welcome(aoki: User, sign_in: SignIn) -> None:
    day = in_days(5)
    wide = str.maketrans("0123456789", "０１２３４５６７８９")
    wide_day = f"{day.year}／{day.month}／{day.day}".translate(wide)
    sent = {"title": "家🌙", "route": "self", "next_step": "📞", "next_on": wide_day, "next_person": aoki.pk}
    sign_in(aoki).post(reverse("case_new"), sent)
    assert (Case.objects.get().title, Case.objects.get().next_on) == ("家🌙", day)


def test_sent_twice_it_is_one_case(aoki: User, sign_in: SignIn) -> None:
    client = sign_in(aoki)
    sent = {
        "title": "家", "route": "other", "next_step": "電話", "next_on": in_days(1).isoformat(),
        "next_person": aoki.pk, "once_key": "6a1d1f1e-0000-4000-8000-000000000001",
    }  # fmt: skip
    first, second = client.post(reverse("case_new"), sent), client.post(reverse("case_new"), sent)
    assert first["Location"] == second["Location"]
    assert Case.objects.count() == 1
