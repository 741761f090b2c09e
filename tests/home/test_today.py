"""Today: what waits for a link worker, most pressing first; everything in one tap."""

from datetime import time, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from sengetsu.accounts.models import User
from sengetsu.home.queries import today
from sengetsu.link_work.cases.actions import NextStep, change_state, set_next_step, set_urgency
from sengetsu.link_work.cases.choices import State, Urgency
from sengetsu.link_work.cases.handovers import offer
from sengetsu.link_work.cases.models import Case
from sengetsu.link_work.intake.actions import decide_urgency, take_in
from sengetsu.link_work.intake.choices import Kind
from sengetsu.link_work.visits.actions import record_contact
from sengetsu.link_work.visits.choices import How
from sengetsu.living_room.bookings.actions import DatePlan, apply
from sengetsu.living_room.bookings.choices import Decision, Door, Purpose
from sengetsu.living_room.bookings.models import Application
from sengetsu.living_room.bookings.series import Part
from sengetsu.living_room.demo import load_demo
from sengetsu.postbox.letters.actions import drop_letter
from sengetsu.postbox.letters.choices import LetterKind
from sengetsu.postbox.letters.models import Letter
from tests.link_work.conftest import in_days, opened
from tests.people import SignIn

pytestmark = pytest.mark.django_db


def titles(user: User, part: str) -> list[str]:
    return [case.title for case in today(user, timezone.localdate())[part].rows]


def test_what_is_late_rises_to_the_top_until_somebody_deals_with_it(aoki: User) -> None:
    for days, title in [(-1, "きのう"), (-9, "九日まえ"), (0, "きょう"), (7, "来週"), (8, "その先")]:
        opened(aoki, title, days=days)
    assert titles(aoki, "late") == ["九日まえ", "きのう"]
    assert (titles(aoki, "due"), titles(aoki, "week")) == (["きょう"], ["来週"])
    case = Case.objects.get(next_on=in_days(-9))
    step = NextStep(words="また来る", on=in_days(14), person=aoki)
    record_contact(by=aoki, case=case, at=timezone.now(), how=How.VISIT, next_step=step)
    assert titles(aoki, "late") == ["きのう"]


def test_closed_cases_wait_for_nobody(aoki: User) -> None:
    case = opened(aoki, "終わった家", days=-3)
    change_state(by=aoki, case=case, to=State.CLOSED, words="就職した")
    assert titles(aoki, "late") == []


def test_a_promise_shows_to_who_made_it_and_to_the_owner(aoki: User, mori: User, hoshi: User) -> None:
    case = opened(aoki, "北川家")
    set_next_step(by=aoki, case=case, next_step=NextStep(words="電話", on=in_days(0), person=mori))
    assert [titles(user, "due") for user in (aoki, mori, hoshi)] == [["北川家"], ["北川家"], []]


def test_an_urgency_comes_back_on_its_day(aoki: User) -> None:
    case = opened(aoki, "北川家")
    set_urgency(by=aoki, case=case, urgency=Urgency.HIGH, reason="やせてきた", recheck_on=in_days(0))
    assert titles(aoki, "recheck") == ["北川家"]


def test_a_letter_whose_urgency_is_to_be_looked_at_again_comes_back(aoki: User) -> None:
    letter = take_in(by=aoki, kind=Kind.PHONE, story="食べるものがない")
    soon = timezone.now() + timedelta(hours=1)
    decide_urgency(by=aoki, intake=letter, urgency=Urgency.HIGH, reason="空腹", recheck_at=soon)
    assert today(aoki, timezone.localdate())["recheck_letters"].rows == []
    with time_machine.travel(soon + timedelta(minutes=1), tick=False):
        assert today(aoki, timezone.localdate())["recheck_letters"].rows == [letter]


def test_a_letter_that_cannot_be_opened_is_loud_on_today(aoki: User, sign_in: SignIn) -> None:
    letter = drop_letter(payload={"text": "助けて"}, by=None, kind=LetterKind.LETTER)
    Letter.objects.filter(pk=letter.pk).update(sealed=b"broken")
    page = sign_in(aoki).get(reverse("home_today")).content.decode()
    assert "箱からひらけない便りが 1 通" in page
    assert letter.receipt in page


def test_a_handover_and_a_letter_are_there_in_one_tap(aoki: User, mori: User, sign_in: SignIn) -> None:
    case = opened(aoki, "北川家")
    asked = offer(by=aoki, case=case, receiver=mori, summary="お願いします")
    entry = take_in(by=aoki, kind=Kind.PHONE, story="新聞がたまっている")
    text = sign_in(mori).get(reverse("home_today")).content.decode()
    assert reverse("handover_answer", args=[case.public_id, asked.pk]) in text
    assert reverse("intake_page", args=[entry.public_id]) in text


def test_each_row_leads_to_recording_and_to_the_page_before_a_visit(aoki: User, sign_in: SignIn) -> None:
    case = opened(aoki, "北川家", days=-1)
    text = sign_in(aoki).get(reverse("home_today")).content.decode()
    for name in ("case_page", "contact_new", "case_before"):
        assert reverse(name, args=[case.public_id]) in text


def test_an_empty_morning_says_so(aoki: User, sign_in: SignIn) -> None:
    assert "おくれている約束はありません" in sign_in(aoki).get(reverse("home_today")).content.decode()


def test_thirty_cases_cost_no_more_queries_than_one(aoki: User, sign_in: SignIn) -> None:
    client, numbers = sign_in(aoki), []
    for more in (1, 29):
        for number in range(more):
            opened(aoki, f"家{number}", days=-number % 3 - 1)
            opened(aoki, f"今日の家{number}", days=0)
        client.get(reverse("home_today"))
        with CaptureQueriesContext(connection) as counted:
            client.get(reverse("home_today"))
        numbers.append(len(counted))
    assert numbers[1] <= numbers[0] + 2  # the counts behind 「ほか◯件」


def test_an_application_for_the_room_waits_on_today(aoki: User, sign_in: SignIn) -> None:
    venue = load_demo()
    Application.objects.all().delete()
    parts = (Part(venue.spaces.all()[0].pk, time(18), time(20)),)
    plan = DatePlan(timezone.localdate() + timedelta(days=30), parts, Decision.HOLD)
    facts = {"title": "読書会", "purpose": Purpose.OTHER, "contact_name": "本田"}
    apply(by=None, venue=venue, facts=facts, dates=[plan], door=Door.OPEN, token_hash="h")
    page = sign_in(aoki).get("/home/").content.decode()
    assert "部屋の申し込み" in page
    assert "読書会" in page
