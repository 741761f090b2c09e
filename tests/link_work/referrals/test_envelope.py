"""What an agency is shown: exactly what was consented, and of nobody else anything."""

from datetime import datetime, time, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from time_machine import travel

from sengetsu.accounts.models import User
from sengetsu.link_work.cases.models import Case
from sengetsu.link_work.cases.people import take_out
from sengetsu.link_work.consents.choices import Fact
from sengetsu.link_work.consents.models import Consent
from sengetsu.link_work.people.models import Person
from sengetsu.link_work.referrals.actions import draft_referral, send_referral
from sengetsu.link_work.referrals.asking import told_by
from sengetsu.link_work.referrals.models import Referral
from sengetsu.postbox.envelopes.actions import open_question
from sengetsu.postbox.envelopes.models import Envelope
from tests.link_work.asking import consent, mother, need, service, son

ASKED = "通院の相談をお願いします。"


def draft(
    case: Case, by: User, allowed: Consent | None, *, question: str = ASKED, whose: Person | None = None
):  # type: ignore[no-untyped-def]
    return draft_referral(
        by=by, case=case, need=need(case, by, person=whose), service=service(), consent=allowed,
        without_name=allowed is None, question=question,
    )  # fmt: skip


def shown(referral: Referral) -> str:
    return repr(open_question(token=str(referral.questions.get().token), by=None))


SAID_BY = {
    Fact.NAME: ["髙橋 ふみ"], Fact.KANA: ["たかはし", "ふみこ"], Fact.BIRTH: ["昭和19年", "82歳"],
    Fact.ADDRESS: ["西高尾4-15"], Fact.PHONE: ["048-000-0012"], Fact.HOUSEHOLD: ["息子"],
    Fact.NEED: ["病院へ行く足がない"], Fact.SITUATION: ["いまの様子"],
}  # fmt: skip


@pytest.mark.django_db
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(facts=st.sets(st.sampled_from(list(Fact)), min_size=1))
@travel("2026-11-24T10:00:00+09:00")  # on which she is 82
def test_any_choice_of_facts_tells_those_and_no_other(facts: set[Fact], aoki: User, kitagawa: Case) -> None:
    people = [member.person for member in kitagawa.members.all()]
    person = people[0] if people else mother(kitagawa, aoki)
    if not people:
        son(kitagawa, aoki)
    allowed = consent(kitagawa, aoki, person, service(), facts=sorted(facts))
    text = shown(send_referral(by=aoki, referral=draft(kitagawa, aoki, allowed)))
    for fact, words in SAID_BY.items():
        for word in words:
            assert (word in text) == (fact in facts), (fact, word)
    for of_the_son in ("誠", "まこと", "090-0000-0054"):
        assert of_the_son not in text


@pytest.mark.django_db
def test_a_protected_address_is_told_to_nobody(aoki: User, kitagawa: Case) -> None:
    person = mother(kitagawa, aoki, address="灯台通り1-2", address_protected=True)
    sent = send_referral(by=aoki, referral=draft(kitagawa, aoki, consent(kitagawa, aoki, person, service())))
    assert "灯台通り" not in shown(sent)
    assert "ふみ" in shown(sent)


@pytest.mark.django_db
def test_without_a_name_nothing_of_anybody_is_shown(aoki: User, kitagawa: Case) -> None:
    mother(kitagawa, aoki)
    son(kitagawa, aoki)
    text = shown(send_referral(by=aoki, referral=draft(kitagawa, aoki, None)))
    for word in (
        "髙橋",
        "ふみ",
        "誠",
        "たかはし",
        "まこと",
        "西高尾",
        "048-000-0012",
        "090",
        "北川家",
        "病院へ",
    ):
        assert word not in text
    assert "通院の相談" in text


@pytest.mark.django_db
@pytest.mark.parametrize(
    "question",
    [
        "高橋さんのことです",
        "タカハシさんです",
        "０９０００００００５４へ",
        "西高尾四丁目15番のお宅",
        "誠さんは",
    ],
)
def test_a_known_name_in_the_words_is_warned_of_whatever_the_spelling(
    question: str, aoki: User, kitagawa: Case
) -> None:
    mother(kitagawa, aoki)
    son(kitagawa, aoki)
    prepared = draft(kitagawa, aoki, None, question=question)
    with pytest.raises(ValidationError) as warned:
        send_referral(by=aoki, referral=prepared)
    assert "aware" in warned.value.message_dict
    assert not Envelope.objects.exists()
    assert send_referral(by=aoki, referral=prepared, aware=True).sent_on


@pytest.mark.django_db
def test_what_the_consent_allows_is_no_reason_to_warn_but_the_sons_name_is(
    aoki: User, kitagawa: Case
) -> None:
    allowed = consent(kitagawa, aoki, mother(kitagawa, aoki), service())
    son(kitagawa, aoki)
    send_referral(by=aoki, referral=draft(kitagawa, aoki, allowed, question="髙橋ふみさんの通院です"))
    with pytest.raises(ValidationError):
        send_referral(by=aoki, referral=draft(kitagawa, aoki, allowed, question="誠さんのことも"))


@pytest.mark.django_db
def test_a_need_of_the_son_is_not_the_mothers_to_tell(aoki: User, kitagawa: Case) -> None:
    allowed = consent(kitagawa, aoki, mother(kitagawa, aoki), service())
    prepared = draft(kitagawa, aoki, allowed, whose=son(kitagawa, aoki))
    assert Fact.NEED.label not in told_by(prepared)


@pytest.mark.django_db
def test_whoever_left_the_case_is_told_about_no_more(aoki: User, kitagawa: Case) -> None:
    person = mother(kitagawa, aoki)
    prepared = draft(kitagawa, aoki, consent(kitagawa, aoki, person, service()))
    take_out(by=aoki, case=kitagawa, person=person)
    with pytest.raises(ValidationError):
        send_referral(by=aoki, referral=prepared)


@pytest.mark.django_db
@pytest.mark.parametrize("broken", ["expired", "withdrawn", "elsewhere", "outside the directory", "none"])
def test_without_a_valid_consent_nothing_leaves_the_house(broken: str, aoki: User, kitagawa: Case) -> None:
    person, today = mother(kitagawa, aoki), timezone.localdate()
    to = service("別の相談室", "相談") if broken == "elsewhere" else service()
    one = consent(kitagawa, aoki, person, to)
    prepared = draft(kitagawa, aoki, None)
    changed: dict[str, object] = {"consent": None if broken == "none" else one, "without_name": False}
    if broken == "outside the directory":
        changed |= {"service": None, "destination": "となり町の寺"}
    Referral.objects.filter(pk=prepared.pk).update(**changed)
    if broken == "expired":
        day = today - timedelta(days=9)
        Consent.objects.filter(pk=one.pk).update(given_on=day, until=day)
    if broken == "withdrawn":
        Consent.objects.filter(pk=one.pk).update(withdrawn_at=timezone.now())
    with pytest.raises(ValidationError):
        send_referral(by=aoki, referral=prepared)
    assert not Envelope.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(("days", "lives"), [(3, 4), (90, 45)])
def test_the_link_lives_no_longer_than_the_consent(days: int, lives: int, aoki: User, kitagawa: Case) -> None:
    today = timezone.localdate()
    one = consent(kitagawa, aoki, mother(kitagawa, aoki), service(), until=today + timedelta(days=days))
    send_referral(by=aoki, referral=draft(kitagawa, aoki, one))
    last = timezone.make_aware(datetime.combine(today + timedelta(days=days + 1), time.min))
    expires = Envelope.objects.get().expires_at
    assert expires <= last
    assert expires <= timezone.now() + timedelta(days=lives)


@pytest.mark.django_db
def test_the_open_wing_cannot_read_what_was_asked_about_whom(aoki: User, kitagawa: Case) -> None:
    one = consent(kitagawa, aoki, mother(kitagawa, aoki), service())
    sent = send_referral(by=aoki, referral=draft(kitagawa, aoki, one))
    question = sent.questions.get()
    with connection.cursor() as cursor:
        for table in (name for name in connection.introspection.table_names() if name.startswith("postbox_")):
            cursor.execute(f"SELECT * FROM {table}")
            raw = repr(cursor.fetchall())
            for word in ("髙橋", "ふみ", ASKED, kitagawa.number, str(question.token), str(question.address)):
                assert word not in raw, table
