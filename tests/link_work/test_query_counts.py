"""A page asks the database as often for thirty rows as for one."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from sengetsu.accounts.models import User
from sengetsu.directory.demo import load_demo
from sengetsu.directory.models import Service
from sengetsu.link_work.cases.actions import NextStep, open_case, set_next_step
from sengetsu.link_work.cases.choices import Rung, Urgency
from sengetsu.link_work.cases.models import Case
from sengetsu.link_work.cases.people import add_new_person
from sengetsu.link_work.intake.actions import add_to_case, take_in
from sengetsu.link_work.intake.choices import Kind
from sengetsu.link_work.needs.actions import note_need
from sengetsu.link_work.needs.choices import Category
from sengetsu.link_work.referrals.actions import answer_by_phone, draft_referral, send_referral
from sengetsu.link_work.referrals.choices import Said
from sengetsu.link_work.referrals.models import AgencyAnswer
from sengetsu.link_work.ties.actions import add_tie
from sengetsu.link_work.ties.choices import TieKind
from sengetsu.link_work.visits.actions import correct_contact, record_contact
from sengetsu.link_work.visits.choices import How
from tests.people import SignIn

MOST_OF_A_CASE = 28  # the door, the trace and the frame ask a dozen times already
pytestmark = pytest.mark.django_db


@pytest.fixture
def service(db: None) -> Service:
    load_demo()
    return Service.objects.order_by("name")[0]


def case_of(by: User, day: int) -> Case:
    """A case of `by` with its next step `day` days from now."""
    team = by.team
    assert team
    step = NextStep("訪問する", timezone.localdate() + timedelta(days=day), by)
    case = open_case(
        by=by, title="北川家", team=team, owner=by, next_step=step,
        urgency=Urgency.HIGH, urgency_reason="眠れていない", urgency_recheck_on=timezone.localdate(),
    )  # fmt: skip
    add_new_person(by=by, case=case, place={}, family_name="北川", family_kana="きたがわ", birth="50歳くらい")
    return case


def add_lines(by: User, case: Case, service: Service) -> None:
    """One more of everything that can hang on a case."""
    happened = "散歩の話をした。"
    step = NextStep("電話する", case.next_on or timezone.localdate(), by)
    contact = record_contact(
        by=by, case=case, at=timezone.now(), how=How.VISIT, rung=Rung.TALKED, happened=happened
    )
    correct_contact(by=by, contact=contact, happened="将棋と散歩の話をした。", reason="書きもらし")
    set_next_step(by=by, case=case, next_step=step)
    add_tie(by=by, case=case, kind=TieKind.PERSON, label="となりの人")
    add_tie(by=by, case=case, kind=TieKind.ACTIVITY, label=service.name, service=service)
    entry = take_in(by=by, kind=Kind.PHONE, story="北川さんのことが心配です。散歩を見かけません。")
    add_to_case(by=by, intake=entry, case=case)
    need = note_need(by=by, case=case, category=Category.IBASHO, words="散歩の仲間がほしい")
    referral = draft_referral(
        by=by, case=case, need=need, question="見学できますか", service=service, without_name=True
    )
    referral = send_referral(by=by, referral=referral, follow_up_on=timezone.localdate())
    answer_by_phone(by=by, referral=referral, said=Said.TALK, words="話したい")
    AgencyAnswer.objects.filter(referral=referral).update(seen_at=None)


def queries(client: Any, address: str) -> int:
    client.get(address)  # what is kept between requests is there now
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(address)
    assert answer.status_code == 200
    return len(asked)


def one_more_case(by: User, service: Service, place: int) -> None:
    """Late, due today, this week: by turns, so that every part of today grows."""
    case = case_of(by, (-3, 0, 3)[place % 3])
    add_lines(by, case, service)
    take_in(by=by, kind=Kind.WALK_IN, story="散歩のときに見かけた人のことが心配です。")


@pytest.mark.parametrize(
    ("address", "most"),
    [
        ("/home/", 39),
        ("/cases/", 14),
        ("/cases/?whose=all", 14),
        ("/intake/", 14),
        ("/intake/?which=handled", 15),
        ("/home/search/?q=散歩", 20),
        ("/home/search/?q=きたがわ", 20),
    ],
)
def test_a_list_asks_as_often_for_thirty_cases_as_for_three(
    aoki: User, service: Service, sign_in: SignIn, address: str, most: int
) -> None:
    for place in range(3):
        one_more_case(aoki, service, place)
    client = sign_in(aoki)
    few = queries(client, address)
    for place in range(27):
        one_more_case(aoki, service, place)
    many = queries(client, address)
    # A part that shows only its first rows counts the rest: at most one question more for each part.
    assert many <= few + (5 if address == "/home/" else 0)
    assert many <= most


@pytest.mark.parametrize("tab", ["", "course/", "before/", "print/", "needs/", "household/", "trail/"])
def test_a_page_of_a_case_asks_as_often_for_thirty_rows_as_for_one(
    aoki: User, service: Service, sign_in: SignIn, tab: str
) -> None:
    case = case_of(aoki, 1)
    add_lines(aoki, case, service)
    client = sign_in(aoki)
    address = f"/cases/{UUID(str(case.public_id))}/{tab}"
    few = queries(client, address)
    for _ in range(29):
        add_lines(aoki, case, service)
        add_new_person(by=aoki, case=case, place={}, description="いとこ")
    assert queries(client, address) == few
    assert few <= MOST_OF_A_CASE
