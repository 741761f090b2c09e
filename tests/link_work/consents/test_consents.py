"""Consent: to whom, what, until when. Withdrawal is always possible and takes effect at once."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from sengetsu.accounts.models import User
from sengetsu.link_work.cases.actions import change_state
from sengetsu.link_work.cases.choices import State
from sengetsu.link_work.cases.models import Case
from sengetsu.link_work.consents import queries
from sengetsu.link_work.consents.actions import withdraw_consent
from sengetsu.link_work.consents.choices import Given
from sengetsu.link_work.consents.models import Consent
from sengetsu.link_work.referrals.actions import draft_referral, send_referral
from sengetsu.link_work.referrals.models import Referral
from sengetsu.postbox.envelopes.actions import EnvelopeDead, open_question
from tests.link_work.asking import consent, mother, need, service
from tests.people import SignIn


def asked(case: Case, by: User, allowed: Consent) -> Referral:
    draft = draft_referral(
        by=by, case=case, need=need(case, by), service=service(), consent=allowed, question="ご相談です。"
    )
    return send_referral(by=by, referral=draft)


def token_of(referral: Referral) -> str:
    return str(referral.questions.get().token)


@pytest.mark.django_db
def test_an_oral_consent_names_its_witness(aoki: User, kitagawa: Case) -> None:
    person = mother(kitagawa, aoki)
    with pytest.raises(ValidationError) as refused:
        consent(kitagawa, aoki, person, service(), given=Given.ORAL)
    assert "witness" in refused.value.message_dict
    one = consent(kitagawa, aoki, person, service(), given=Given.ORAL, witness="原さん")
    with pytest.raises(IntegrityError), transaction.atomic():
        Consent.objects.filter(pk=one.pk).update(witness="")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("wrong", "field"),
    [({"facts": []}, "facts"), ({"purpose": " "}, "purpose"),
     ({"given_on": timezone.localdate() + timedelta(days=2)}, "given_on"),
     ({"until": timezone.localdate() - timedelta(days=1)}, "until")],
)  # fmt: skip
def test_a_consent_without_its_parts_is_refused(
    wrong: dict[str, object], field: str, aoki: User, kitagawa: Case
) -> None:
    with pytest.raises(ValidationError) as refused:
        consent(kitagawa, aoki, mother(kitagawa, aoki), service(), **wrong)
    assert field in refused.value.message_dict


@pytest.mark.django_db
def test_only_somebody_of_the_case_can_consent(aoki: User, kitagawa: Case, saeki: Case) -> None:
    with pytest.raises(ValidationError):
        consent(kitagawa, aoki, mother(saeki, aoki), service())


@pytest.mark.django_db
def test_only_a_consent_of_today_to_this_agency_counts(aoki: User, kitagawa: Case) -> None:
    person, here, elsewhere = mother(kitagawa, aoki), service(), service("別の相談室", "相談")
    good = consent(kitagawa, aoki, person, here)
    today = timezone.localdate()
    long_ago = today - timedelta(days=30)
    consent(kitagawa, aoki, person, here, given_on=long_ago, until=long_ago)
    withdraw_consent(by=aoki, consent=consent(kitagawa, aoki, person, here))
    consent(kitagawa, aoki, person, elsewhere)
    assert list(queries.valid_for(kitagawa, here.organization_id, today)) == [good]


@pytest.mark.django_db
def test_withdrawal_closes_the_open_page_at_once(aoki: User, kitagawa: Case) -> None:
    allowed = consent(kitagawa, aoki, mother(kitagawa, aoki), service())
    referral = asked(kitagawa, aoki, allowed)
    assert open_question(token=token_of(referral), by=None)
    withdraw_consent(by=aoki, consent=allowed)
    with pytest.raises(EnvelopeDead):
        open_question(token=token_of(referral), by=None)
    referral.refresh_from_db()
    assert referral.follow_up_on == timezone.localdate()


@transaction.atomic
def withdraw_and_fail(by: User, allowed: Consent) -> None:
    withdraw_consent(by=by, consent=allowed)
    raise RuntimeError("the power went")


@pytest.mark.django_db
def test_withdrawal_and_closing_are_one_act(aoki: User, kitagawa: Case) -> None:
    allowed = consent(kitagawa, aoki, mother(kitagawa, aoki), service())
    referral = asked(kitagawa, aoki, allowed)
    with pytest.raises(RuntimeError, match="the power went"):
        withdraw_and_fail(aoki, allowed)
    allowed.refresh_from_db()
    assert allowed.withdrawn_at is None
    assert open_question(token=token_of(referral), by=None)


@pytest.mark.django_db
def test_withdrawal_is_possible_on_a_closed_case_and_twice(
    aoki: User, kitagawa: Case, sign_in: SignIn, entries: Callable[[], list[str]]
) -> None:
    allowed = consent(kitagawa, aoki, mother(kitagawa, aoki), service())
    referral = asked(kitagawa, aoki, allowed)
    change_state(by=aoki, case=kitagawa, to=State.CLOSED, words="落ち着いた")
    address = reverse("consent_withdraw", args=[kitagawa.public_id, allowed.public_id])
    client = sign_in(aoki)
    assert client.get(address).status_code == 200
    assert client.post(address, {"words": ""}).status_code == 302
    assert client.post(address, {"words": "もう一度"}).status_code == 302
    allowed.refresh_from_db()
    assert allowed.withdrawal_words == ""
    assert entries().count("state_changed:consent") == 1
    with pytest.raises(EnvelopeDead):
        open_question(token=token_of(referral), by=None)


@pytest.mark.django_db
def test_a_case_without_a_known_person_says_so_kindly(aoki: User, kitagawa: Case, sign_in: SignIn) -> None:
    page = sign_in(aoki).get(reverse("consent_new", args=[kitagawa.public_id])).content.decode()
    assert "先に、このケースの人を書いてください" in page
