"""Next step, urgency, cautions and states: what each action does, keeps and refuses."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from sengetsu.accounts.models import User
from sengetsu.audit.choices import Action
from sengetsu.audit.models import Entry
from sengetsu.link_work.cases.actions import (
    NextStep,
    change_state,
    set_next_step,
    set_urgency,
    write_cautions,
)
from sengetsu.link_work.cases.choices import MOVES, EventKind, HandoverState, Rhythm, State, Urgency
from sengetsu.link_work.cases.handovers import offer
from sengetsu.link_work.cases.models import Case
from tests.link_work.conftest import in_days
from tests.people import SignIn

pytestmark = pytest.mark.django_db


def step(person: User, words: str = "受診に同行する") -> NextStep:
    return NextStep(words=words, on=in_days(7), person=person)


def last_event(case: Case) -> tuple[str, str]:
    newest = case.events.order_by("-pk").first()
    assert newest
    return newest.kind, newest.words


def test_a_next_step_is_kept_and_its_words_stay_in_the_history(
    kitagawa: Case, aoki: User, mori: User
) -> None:
    case = set_next_step(by=aoki, case=kitagawa, next_step=step(mori), rhythm=Rhythm.WEEKLY)
    case.refresh_from_db()
    assert (case.next_step, case.next_person, case.rhythm) == ("受診に同行する", mori, Rhythm.WEEKLY)
    assert last_event(case) == (EventKind.NEXT_STEP, "受診に同行する")
    assert Entry.objects.filter(case_id=case.number, action=Action.CHANGED).exists()


def test_urgency_is_a_humans_with_reason_and_day(kitagawa: Case, aoki: User) -> None:
    with pytest.raises(ValidationError, match="理由"):
        set_urgency(by=aoki, case=kitagawa, urgency=Urgency.HIGH, reason=" ", recheck_on=in_days(3))
    case = set_urgency(
        by=aoki, case=kitagawa, urgency=Urgency.HIGH, reason="食べものがない", recheck_on=in_days(3)
    )
    assert last_event(case) == (EventKind.URGENCY, "高（3日以内）：食べものがない")


@pytest.mark.parametrize(
    ("urgency", "days"),
    [(Urgency.EMERGENCY, 0), (Urgency.HIGH, 3), (Urgency.MIDDLE, 14), (Urgency.LOW, 28)],
)
def test_the_recheck_day_follows_the_urgency_when_none_is_written(
    kitagawa: Case, aoki: User, sign_in: SignIn, urgency: Urgency, days: int
) -> None:
    sent = {"urgency": urgency, "reason": "やせてきた"}
    sign_in(aoki).post(reverse("case_urgency", args=[kitagawa.public_id]), sent)
    kitagawa.refresh_from_db()
    assert (kitagawa.urgency, kitagawa.urgency_recheck_on) == (urgency, in_days(days))


def test_old_cautions_stay_in_the_history(kitagawa: Case, aoki: User) -> None:
    first = {"title": "北川家", "ng_card": "チャイムを鳴らさない", "risks": "犬がいる", "two_person": True}
    write_cautions(by=aoki, case=kitagawa, **first)
    second = {**first, "ng_card": "水曜は避ける", "risks": "", "title": "北川さん"}
    case = write_cautions(by=aoki, case=kitagawa, **second)
    kind, words = last_event(case)
    assert kind == EventKind.NG_CARD
    assert all(old in words for old in ("チャイムを鳴らさない", "犬がいる", "北川家"))
    assert case.ng_card == "水曜は避ける"


@pytest.mark.parametrize("before", State)
@pytest.mark.parametrize("to", State)
def test_states_move_as_the_one_table_says(kitagawa: Case, aoki: User, before: State, to: State) -> None:
    if before is not State.RECEIVED:
        kitagawa = change_state(by=aoki, case=kitagawa, to=before, words="はじめ")
    if to in MOVES[before]:
        case = change_state(by=aoki, case=kitagawa, to=to, words="様子が変わった", next_step=step(aoki))
        assert (case.state, bool(case.closed_on)) == (to, to is State.CLOSED)
        assert Entry.objects.filter(case_id=case.number, action=Action.STATE_CHANGED).exists()
    else:
        with pytest.raises(ValidationError, match="進めません"):
            change_state(by=aoki, case=kitagawa, to=to, words="様子が変わった", next_step=step(aoki))


def test_closing_needs_words_and_reopening_a_next_step(kitagawa: Case, aoki: User) -> None:
    with pytest.raises(ValidationError, match="終結の理由"):
        change_state(by=aoki, case=kitagawa, to=State.CLOSED, words="　")
    closed = change_state(by=aoki, case=kitagawa, to=State.CLOSED, words="就職した")
    with pytest.raises(ValidationError, match="次の一歩"):
        change_state(by=aoki, case=closed, to=State.WATCH_OVER, words="また来た")
    again = change_state(by=aoki, case=closed, to=State.WATCH_OVER, words="また来た", next_step=step(aoki))
    assert (again.is_open, again.closed_on, again.next_step) == (True, None, "受診に同行する")
    assert last_event(again)[0] == EventKind.REOPENED


def test_a_closed_case_gets_no_next_step(kitagawa: Case, aoki: User) -> None:
    closed = change_state(by=aoki, case=kitagawa, to=State.CLOSED, words="就職した")
    with pytest.raises(ValidationError, match="ふたたび開く"):
        set_next_step(by=aoki, case=closed, next_step=step(aoki))


def test_closing_withdraws_what_was_asked_of_a_colleague(kitagawa: Case, aoki: User, mori: User) -> None:
    asked = offer(by=aoki, case=kitagawa, receiver=mori, summary="お願いします")
    change_state(by=aoki, case=kitagawa, to=State.CLOSED, words="就職した")
    asked.refresh_from_db()
    assert asked.state == HandoverState.WITHDRAWN


SENTENCES = [
    ("case_next_step", {"next_step": "電話", "rhythm": "weekly"}, "次の一歩を決めました"),
    ("case_urgency", {"urgency": "3_middle", "reason": "落ち着いた"}, "緊急度を決めました"),
    ("case_cautions", {"title": "北川家", "ng_card": "水曜は避ける"}, "書き直しました"),
    ("case_state", {"to": "watch_over"}, "「見守り」にしました"),
]


@pytest.mark.parametrize(("name", "sent", "sentence"), SENTENCES)
def test_every_page_says_what_was_done(
    kitagawa: Case, aoki: User, sign_in: SignIn, name: str, sent: dict[str, str], sentence: str
) -> None:
    if name == "case_next_step":
        sent = {**sent, "next_on": in_days(2).isoformat(), "next_person": str(aoki.pk)}
    answer = sign_in(aoki).post(reverse(name, args=[kitagawa.public_id]), sent, follow=True)
    assert sentence in answer.content.decode()
