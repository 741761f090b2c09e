"""From an entry: open a case, add to one, answer, pass on. Nothing is ever just deleted."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from sengetsu.accounts.models import User
from sengetsu.audit.models import Entry
from sengetsu.link_work.cases.actions import NextStep, change_state
from sengetsu.link_work.cases.choices import State, Urgency
from sengetsu.link_work.cases.models import Case
from sengetsu.link_work.intake import actions, queries
from sengetsu.link_work.intake.choices import MOVES, IntakeState, Kind, ReplyBy
from sengetsu.link_work.intake.collecting import collect_letters
from sengetsu.link_work.intake.models import Intake
from sengetsu.link_work.intake.topics import TOPICS
from sengetsu.link_work.needs.choices import Category
from sengetsu.postbox.envelopes.actions import open_replies
from sengetsu.postbox.letters.actions import drop_letter
from sengetsu.postbox.letters.choices import LetterKind
from tests.link_work.asking import mother
from tests.people import SignIn

STEPS = [(start, to) for start in IntakeState for to in IntakeState if to != IntakeState.NEW]
WORDS = "つき ひかり ほし かぜ やま"


@pytest.fixture
def call(aoki: User) -> Intake:
    return actions.take_in(
        by=aoki,
        kind=Kind.PHONE,
        story="隣の家の雨戸があかない",
        person="髙橋さん",
        contact="048-000-0012 昼に",
    )


def step(by: User) -> NextStep:
    return NextStep(words="訪ねる", on=timezone.localdate() + timedelta(days=2), person=by)


def tomorrow() -> datetime:
    return timezone.now() + timedelta(days=1)


@pytest.mark.django_db
def test_nothing_but_the_story_is_needed(aoki: User) -> None:
    entry = actions.take_in(by=aoki, kind=Kind.MEETING, story="四丁目の青い屋根の家の息子さん")
    assert (entry.receiver, entry.state, entry.person) == (aoki, IntakeState.NEW, "")
    with pytest.raises(ValidationError):
        actions.take_in(by=aoki, kind=Kind.PHONE, story="　 ")


@pytest.mark.django_db
def test_a_call_cannot_come_from_tomorrow(aoki: User) -> None:
    with pytest.raises(ValidationError):
        actions.take_in(by=aoki, kind=Kind.PHONE, story="電話", received_at=tomorrow())


@pytest.mark.django_db
def test_urgency_needs_a_reason_and_a_time_to_look_again(aoki: User, call: Intake) -> None:
    for reason, at in (("", tomorrow()), ("食べていない", timezone.now() - timedelta(hours=1))):
        with pytest.raises(ValidationError):
            actions.decide_urgency(by=aoki, intake=call, urgency=Urgency.HIGH, reason=reason, recheck_at=at)
    call = actions.decide_urgency(
        by=aoki, intake=call, urgency=Urgency.HIGH, reason="食べていない", recheck_at=tomorrow()
    )
    assert (call.urgency, call.urgency_by) == (Urgency.HIGH, aoki)


@pytest.mark.django_db
def test_the_database_refuses_urgency_without_a_time_to_look_again(aoki: User, call: Intake) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Intake.objects.filter(pk=call.pk).update(urgency=Urgency.HIGH, urgency_reason="x", urgency_by=aoki)


@pytest.mark.django_db
def test_an_urgency_comes_up_when_its_time_has_come_until_a_case_takes_it(aoki: User, call: Intake) -> None:
    actions.decide_urgency(
        by=aoki, intake=call, urgency=Urgency.HIGH, reason="食べていない", recheck_at=tomorrow()
    )
    assert list(queries.recheck_due(aoki, timezone.now())) == []
    later = timezone.now() + timedelta(days=2)
    assert list(queries.recheck_due(aoki, later)) == [call]
    actions.open_case_from(by=aoki, intake=call, title="髙橋さん", next_step=step(aoki))
    assert list(queries.recheck_due(aoki, later)) == []


@pytest.mark.django_db
def test_opening_a_case_takes_urgency_route_and_the_person_along(aoki: User, call: Intake) -> None:
    actions.decide_urgency(
        by=aoki, intake=call, urgency=Urgency.HIGH, reason="食べていない", recheck_at=tomorrow()
    )
    case = actions.open_case_from(
        by=aoki, intake=call, title="髙橋さん", next_step=step(aoki), person={"description": "髙橋さん"}
    )
    call.refresh_from_db()
    assert (call.state, call.case, call.handled_by) == (IntakeState.OPENED, case, aoki)
    assert call.handled_at is not None
    assert (case.urgency, case.urgency_reason, case.owner) == (Urgency.HIGH, "食べていない", aoki)
    assert [member.person.name for member in case.members.all()] == ["髙橋さん"]


@pytest.mark.django_db
def test_opening_for_somebody_known_makes_nobody_twice(aoki: User, call: Intake, kitagawa: Case) -> None:
    known = mother(kitagawa, aoki)
    case = actions.open_case_from(by=aoki, intake=call, title="髙橋さん", next_step=step(aoki), known=known)
    assert case.members.get().person == known


@pytest.mark.django_db
def test_a_second_decision_is_refused_and_changes_nothing(aoki: User, call: Intake, kitagawa: Case) -> None:
    actions.open_case_from(by=aoki, intake=call, title="髙橋さん", next_step=step(aoki))
    before = Case.objects.count()
    with pytest.raises(ValidationError):
        actions.open_case_from(by=aoki, intake=call, title="もう一度", next_step=step(aoki))
    with pytest.raises(ValidationError):
        actions.add_to_case(by=aoki, intake=call, case=kitagawa)
    assert Case.objects.count() == before


@pytest.mark.django_db
def test_adding_to_a_closed_case_offers_to_open_it_again(
    aoki: User, call: Intake, kitagawa: Case, sign_in: SignIn
) -> None:
    change_state(by=aoki, case=kitagawa, to=State.CLOSED, words="落ち着いた")
    mother(kitagawa, aoki)
    client = sign_in(aoki)
    address = reverse("intake_add", args=[call.public_id])
    assert "北川家（終結" in client.get(address).content.decode()
    answer = client.post(address, {"case": str(kitagawa.public_id)}, follow=True)
    assert answer.redirect_chain[-1][0] == reverse("case_state", args=[kitagawa.public_id])
    assert "ふたたび開くときは" in answer.content.decode()
    call.refresh_from_db()
    assert call.case == kitagawa


@pytest.mark.django_db
def test_an_entry_in_the_wrong_case_is_moved_and_both_trails_know(
    aoki: User, call: Intake, kitagawa: Case, saeki: Case
) -> None:
    actions.add_to_case(by=aoki, intake=call, case=kitagawa)
    with pytest.raises(ValidationError):
        actions.correct_case(by=aoki, intake=call, case=saeki, reason=" ")
    with pytest.raises(ValidationError):
        actions.correct_case(by=aoki, intake=call, case=kitagawa, reason="同じ")
    call = actions.correct_case(by=aoki, intake=call, case=saeki, reason="同じ名字の別の家")
    assert call.case == saeki
    assert "同じ名字の別の家" in call.outcome
    told = {
        one.case_id: one.detail.get("what")
        for one in Entry.objects.filter(thing="intake", action="changed").order_by("sequence")
    }
    assert told == {kitagawa.number: "moved_away", saeki.number: "moved_here"}


@pytest.mark.django_db
def test_what_is_in_no_case_cannot_be_moved(aoki: User, call: Intake, kitagawa: Case) -> None:
    with pytest.raises(ValidationError):
        actions.correct_case(by=aoki, intake=call, case=kitagawa, reason="まちがい")


@pytest.mark.django_db
def test_passing_on_says_where_and_why(aoki: User, call: Intake) -> None:
    for to, reason in (("", "管轄"), ("こども家庭センター", " ")):
        with pytest.raises(ValidationError):
            actions.pass_on(by=aoki, intake=call, to=to, reason=reason)
    call = actions.pass_on(by=aoki, intake=call, to="こども家庭センター", reason="子どものこと")
    assert (call.state, call.outcome) == (IntakeState.PASSED_ON, "こども家庭センター：子どものこと")


@pytest.mark.django_db
@pytest.mark.parametrize(("start", "to"), STEPS)
def test_only_the_moves_of_the_dict_are_possible(
    aoki: User, call: Intake, kitagawa: Case, start: IntakeState, to: IntakeState
) -> None:
    case = kitagawa if start in {IntakeState.OPENED, IntakeState.ADDED} else None
    Intake.objects.filter(pk=call.pk).update(state=start, case=case)
    do: dict[IntakeState, Callable[[], object]] = {
        IntakeState.OPENED: lambda: actions.open_case_from(
            by=aoki, intake=call, title="x", next_step=step(aoki)
        ),
        IntakeState.ADDED: lambda: actions.add_to_case(by=aoki, intake=call, case=kitagawa),
        IntakeState.ANSWERED: lambda: actions.answer_only(
            by=aoki, intake=call, text="話した", way=ReplyBy.PHONE
        ),
        IntakeState.PASSED_ON: lambda: actions.pass_on(by=aoki, intake=call, to="市", reason="市のこと"),
    }
    if to in MOVES[start]:
        do[to]()
    else:
        with pytest.raises(ValidationError):
            do[to]()
    call.refresh_from_db()
    assert call.state == (to if to in MOVES[start] else start)


@pytest.mark.django_db
def test_a_reply_is_read_with_the_passphrase_and_we_see_that_it_was(aoki: User) -> None:
    payload = {"text": "聞いてください", "about": "self", "reply": "here", "name": "", "contact": ""}
    letter = drop_letter(payload=payload, by=None, kind=LetterKind.LETTER, passphrase=WORDS)
    collect_letters(by=aoki)
    entry = Intake.objects.get()
    actions.answer_only(by=aoki, intake=entry, text="読みました。", way=ReplyBy.HERE)
    assert [state for _, state in queries.replies_of(entry)] == ["まだ読まれていません"]
    thread = open_replies(receipt=letter.receipt, passphrase=WORDS, by=None)
    assert [(one["text"], one["name"]) for one in thread.replies] == [("読みました。", "青木 しおり")]
    assert [state for _, state in queries.replies_of(entry)] == ["読まれました"]


@pytest.mark.django_db
def test_who_has_no_passphrase_cannot_be_answered_with_one(aoki: User, call: Intake) -> None:
    with pytest.raises(ValidationError, match="合言葉がありません"):
        actions.answer(by=aoki, intake=call, text="読みました。", way=ReplyBy.HERE)
    assert not call.replies.exists()


@pytest.mark.django_db
def test_answering_alone_leaves_the_entry_waiting(aoki: User, call: Intake) -> None:
    actions.answer(by=aoki, intake=call, text="折り返し電話した", way=ReplyBy.PHONE)
    call.refresh_from_db()
    assert call.state == IntakeState.NEW


@pytest.mark.django_db
def test_every_decision_leaves_its_trace(
    aoki: User, call: Intake, kitagawa: Case, entries: Callable[[], list[str]]
) -> None:
    actions.answer(by=aoki, intake=call, text="話した", way=ReplyBy.PHONE)
    actions.add_to_case(by=aoki, intake=call, case=kitagawa)
    of_entry = [one for one in entries() if one.endswith(":intake")]
    assert of_entry == ["created:intake", "answered:intake", "state_changed:intake"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "asked",
    [{"person": "高橋"}, {"person": "タカハシ"}, {"kana": "たかはし"}, {"person": "髙橋さんのお宅"},
     {"contact": "０４８－０００－００１２ 昼に"}, {"place": "西高尾四丁目15番"}],
)  # fmt: skip
def test_likely_duplicates_appear_whatever_the_spelling(
    asked: dict[str, str], aoki: User, kitagawa: Case, sign_in: SignIn
) -> None:
    mother(kitagawa, aoki)
    change_state(by=aoki, case=kitagawa, to=State.CLOSED, words="落ち着いた")
    page = sign_in(aoki).get(reverse("intake_likely"), asked).content.decode()
    assert "髙橋 ふみ" in page
    assert "北川家" in page


@pytest.mark.django_db
def test_a_restricted_person_is_nobodys_duplicate(mori: User, saeki: Case, sign_in: SignIn) -> None:
    page = sign_in(mori).get(reverse("intake_likely"), {"person": "佐伯", "contact": "048-000-0099"})
    assert "佐伯" not in page.content.decode()


@pytest.mark.django_db
def test_the_printed_sheet_is_recorded_as_printed(
    aoki: User, call: Intake, sign_in: SignIn, entries: Callable[[], list[str]]
) -> None:
    page = sign_in(aoki).get(reverse("intake_print", args=[call.public_id])).content.decode()
    assert "相談受付票" in page
    assert "雨戸があかない" in page
    assert entries()[-1] == "printed:intake"


def test_the_topics_of_the_sheet_are_categories_of_needs() -> None:
    assert set(TOPICS) <= set(Category.choices)
