"""No referral ends in silence: every open state has a day, every end is known, every answer arrives."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sengetsu.accounts.models import User
from sengetsu.link_work.cases.models import Case
from sengetsu.link_work.desk.post import collect_post
from sengetsu.link_work.needs.choices import NeedState
from sengetsu.link_work.referrals import actions, queries
from sengetsu.link_work.referrals.choices import ENDS, MOVES, ReferralState, Said
from sengetsu.link_work.referrals.models import Referral
from sengetsu.postbox.envelopes.actions import EnvelopeDead, answer_question, open_question
from sengetsu.postbox.letters.models import Letter
from tests.link_work.asking import need, service
from tests.people import SignIn


@pytest.fixture
def sent(aoki: User, kitagawa: Case) -> Referral:
    return asked(kitagawa, aoki)


def asked(case: Case, by: User) -> Referral:
    draft = actions.draft_referral(
        by=by, case=case, need=need(case, by), service=service(), without_name=True, question="ご相談です。"
    )
    return actions.send_referral(by=by, referral=draft)


def fresh(referral: Referral) -> Referral:
    return Referral.objects.select_related("need", "case").get(pk=referral.pk)


def token_of(referral: Referral) -> str:
    newest = referral.questions.first()
    assert newest
    return str(newest.token)


def answer(referral: Referral, **said: object) -> None:
    words = {
        "answer": "accept",
        "reason": "",
        "message": "",
        "name": "三上",
        "first_contact_on": None,
        **said,
    }
    answer_question(token=token_of(referral), answer=words, by=None)


@pytest.mark.django_db
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.sampled_from(list(ReferralState)), max_size=8))
def test_wherever_a_referral_goes_it_has_a_day_or_a_known_end(
    steps: list[ReferralState], aoki: User, kitagawa: Case
) -> None:
    one = asked(kitagawa, aoki)
    for to in steps:
        before = ReferralState(fresh(one).state)
        try:
            actions.move_referral(by=aoki, referral=one, to=to, words="理由")
        except ValidationError:
            assert to not in MOVES[before] or to == ReferralState.SENT
            assert fresh(one).state == before
        now = fresh(one)
        assert (now.state in ENDS) == (now.follow_up_on is None)
        assert (now.state in ENDS) == (now.ended_on is not None)
        assert now.events.last().to_state == now.state  # type: ignore[union-attr]


@pytest.mark.django_db
def test_the_database_refuses_an_open_referral_without_a_day(sent: Referral) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Referral.objects.filter(pk=sent.pk).update(follow_up_on=None)


@pytest.mark.django_db
def test_what_has_no_answer_is_on_the_chase_list_until_somebody_deals_with_it(
    aoki: User, kitano: User, sent: Referral
) -> None:
    later = timezone.localdate() + timedelta(days=60)
    assert list(queries.to_chase(aoki, timezone.localdate())) == []
    assert list(queries.to_chase(aoki, later)) == [sent]
    assert list(queries.to_chase(kitano, later)) == []
    actions.postpone(by=aoki, referral=sent, follow_up_on=later + timedelta(days=1), words="留守だった")
    assert list(queries.to_chase(aoki, later)) == []


@pytest.mark.django_db
def test_an_answer_from_the_page_finds_its_referral_and_waits_until_seen(
    aoki: User, sent: Referral, sign_in: SignIn
) -> None:
    day = timezone.localdate() + timedelta(days=5)
    answer(sent, message="来週どうぞ", first_contact_on=day.isoformat())
    assert collect_post(by=aoki) == []
    now = fresh(sent)
    assert (now.state, now.follow_up_on) == (ReferralState.ACCEPTED, day + timedelta(days=1))
    assert now.events.last().said_by == "三上"  # type: ignore[union-attr]
    assert [one.words for one in queries.new_answers(aoki)] == ["来週どうぞ"]
    page = sign_in(aoki).get(reverse("referral_page", args=[now.case.public_id, now.public_id]))
    assert "来週どうぞ" in page.content.decode()
    assert list(queries.new_answers(aoki)) == []


@pytest.mark.django_db
def test_an_answer_that_was_on_its_way_when_the_agency_called_arrives_too(aoki: User, sent: Referral) -> None:
    answer(sent, message="書いた返事")
    actions.answer_by_phone(by=aoki, referral=sent, said=Said.ACCEPT, said_by="三上")
    assert collect_post(by=aoki) == []
    now = fresh(sent)
    assert now.state == ReferralState.ACCEPTED
    assert now.follow_up_on == timezone.localdate()  # said twice: a human looks
    assert "書いた返事" in [event.words for event in now.events.all()]


@pytest.mark.django_db
def test_an_answer_to_a_page_that_was_made_anew_still_arrives(aoki: User, sent: Referral) -> None:
    old = token_of(sent)
    actions.ask_again(by=aoki, referral=sent)
    assert token_of(sent) != old
    with pytest.raises(EnvelopeDead):
        open_question(token=old, by=None)
    answer(sent, answer="decline", reason="定員です")
    collect_post(by=aoki)
    assert fresh(sent).state == ReferralState.DECLINED


@pytest.mark.django_db
def test_an_answer_without_sense_stays_in_the_box(aoki: User, sent: Referral) -> None:
    answer(sent, answer="perhaps")
    assert len(collect_post(by=aoki)) == 1
    assert fresh(sent).state == ReferralState.SENT
    assert Letter.objects.filter(collected_at=None).count() == 1


@pytest.mark.django_db
def test_a_call_in_one_short_form_settles_it_and_closes_the_page(
    aoki: User, sent: Referral, sign_in: SignIn
) -> None:
    address = reverse("referral_phone", args=[sent.case.public_id, sent.public_id])
    assert sign_in(aoki).post(address, {"said": "accept"}).status_code == 302
    assert fresh(sent).state == ReferralState.ACCEPTED
    with pytest.raises(EnvelopeDead):
        open_question(token=token_of(sent), by=None)


@pytest.mark.django_db
def test_talk_first_keeps_the_page_and_comes_up_today(aoki: User, sent: Referral) -> None:
    actions.answer_by_phone(by=aoki, referral=sent, said=Said.TALK, words="詳しく聞きたい")
    assert (fresh(sent).state, fresh(sent).follow_up_on) == (ReferralState.SENT, timezone.localdate())
    assert open_question(token=token_of(sent), by=None)


@pytest.mark.django_db
def test_declining_needs_a_reason(aoki: User, sent: Referral) -> None:
    with pytest.raises(ValidationError):
        actions.answer_by_phone(by=aoki, referral=sent, said=Said.DECLINE, words=" ")
    with pytest.raises(ValidationError):
        actions.move_referral(by=aoki, referral=sent, to=ReferralState.DECLINED)
    assert fresh(sent).state == ReferralState.SENT


@pytest.mark.django_db
def test_asking_by_telephone_only_needs_the_same_basis(aoki: User, kitagawa: Case) -> None:
    draft = actions.draft_referral(
        by=aoki, case=kitagawa, need=need(kitagawa, aoki), service=service(), question="ご相談です。"
    )
    with pytest.raises(ValidationError):
        actions.answer_by_phone(by=aoki, referral=draft, said=Said.ACCEPT)
    actions.change_draft(by=aoki, referral=draft, question="ご相談です。", without_name=True)
    assert actions.answer_by_phone(by=aoki, referral=draft, said=Said.ACCEPT).state == ReferralState.ACCEPTED
    assert not draft.questions.exists()


@pytest.mark.django_db
def test_the_need_follows_and_the_tie_is_drawn_once(aoki: User, sent: Referral) -> None:
    assert fresh(sent).need.state == NeedState.CONNECTING
    actions.answer_by_phone(by=aoki, referral=sent, said=Said.ACCEPT)
    actions.move_referral(by=aoki, referral=sent, to=ReferralState.ATTENDED)
    actions.move_referral(by=aoki, referral=sent, to=ReferralState.STAYING)
    assert fresh(sent).need.state == NeedState.MET
    assert [tie.label for tie in sent.case.ties.all()] == ["高齢者の総合相談"]


@pytest.mark.django_db
def test_a_declined_need_is_open_again(aoki: User, sent: Referral) -> None:
    actions.answer_by_phone(by=aoki, referral=sent, said=Said.DECLINE, words="定員")
    assert fresh(sent).need.state == NeedState.OPEN


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("said", "state"),
    [("attended", ReferralState.ATTENDED), ("no_show", ReferralState.NO_SHOW),
     ("staying", ReferralState.STAYING), ("talk", ReferralState.ACCEPTED),
     ("stopped", ReferralState.ACCEPTED)],
)  # fmt: skip
def test_the_agency_can_be_asked_how_it_went(
    said: str, state: ReferralState, aoki: User, sent: Referral, sign_in: SignIn
) -> None:
    answer(sent)
    collect_post(by=aoki)
    actions.ask_again(by=aoki, referral=sent)
    page = sign_in(aoki).get(reverse("answer_write", args=[token_of(sent)])).content.decode()
    assert "続けて来ています" in page
    assert "引き受けます" not in page
    form = {"ask": "attendance", "answer": said, "name": "三上"}
    written = sign_in(aoki).post(reverse("answer_write", args=[token_of(sent)]), form)
    assert "お返事を受け取りました" in written.content.decode()
    assert collect_post(by=aoki) == []
    assert fresh(sent).state == state
    assert fresh(sent).follow_up_on is not None


@pytest.mark.django_db
def test_what_has_ended_is_not_asked_again(aoki: User, sent: Referral) -> None:
    actions.move_referral(by=aoki, referral=sent, to=ReferralState.CANCELLED)
    with pytest.raises(EnvelopeDead):
        open_question(token=token_of(sent), by=None)
    with pytest.raises(ValidationError):
        actions.ask_again(by=aoki, referral=sent)
    with pytest.raises(ValidationError):
        actions.postpone(by=aoki, referral=sent, follow_up_on=timezone.localdate())


@pytest.mark.django_db
def test_days_that_cannot_be_are_refused(aoki: User, sent: Referral) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    with pytest.raises(ValidationError):
        actions.postpone(by=aoki, referral=sent, follow_up_on=yesterday)
    with pytest.raises(ValidationError):
        actions.move_referral(
            by=aoki, referral=sent, to=ReferralState.ACCEPTED, on=timezone.localdate() + timedelta(days=1)
        )


@pytest.mark.django_db
def test_the_letter_is_printed_while_its_page_is_open(
    aoki: User, sent: Referral, sign_in: SignIn, entries: Callable[[], list[str]]
) -> None:
    address = reverse("referral_letter", args=[sent.case.public_id, sent.public_id])
    page = sign_in(aoki).get(address)
    assert token_of(sent) in page.content.decode()
    assert entries()[-1] == "printed:referral_letter"
    actions.answer_by_phone(by=aoki, referral=sent, said=Said.ACCEPT)
    assert sign_in(aoki).get(address).status_code == 404


@pytest.mark.django_db
def test_each_step_leaves_its_trace(aoki: User, sent: Referral, entries: Callable[[], list[str]]) -> None:
    actions.postpone(by=aoki, referral=sent, follow_up_on=timezone.localdate())
    actions.receive_answer(by=aoki, referral=sent, letter_id=uuid4(), said=Said.ACCEPT)
    actions.move_referral(by=aoki, referral=sent, to=ReferralState.ATTENDED)
    of_referral = [one for one in entries() if one.endswith(":referral")]
    assert of_referral == [
        "created:referral", "sent:referral", "changed:referral", "answered:referral",
        "state_changed:referral",
    ]  # fmt: skip
