"""The disclosure ledger: to whom, when, what, why, and on which basis; and consents that become narrower."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from sengetsu.accounts.models import User
from sengetsu.link_work.cases.models import Case
from sengetsu.link_work.consents.actions import give_consent, narrow_consent, withdraw_consent
from sengetsu.link_work.consents.choices import Basis, Document, Fact, Given, Way
from sengetsu.link_work.consents.ledger_actions import disclose, review_disclosure
from sengetsu.link_work.consents.models import Disclosure
from sengetsu.link_work.referrals.actions import answer_by_phone, draft_referral, send_referral
from sengetsu.link_work.referrals.choices import Said
from sengetsu.postbox.envelopes.actions import EnvelopeDead, open_question
from tests.link_work.asking import consent, mother, need, service
from tests.people import SignIn


def emergency(case: Case, by: User) -> Disclosure:
    return disclose(
        by=by, case=case, basis=Basis.EMERGENCY, way=Way.TOLD, recipient="消防署", facts=[Fact.ADDRESS],
        why="救急車を呼んだ", reason="呼んでも返事がなく、うめき声がした",
    )  # fmt: skip


@pytest.mark.django_db
def test_a_question_with_names_is_a_row_of_the_ledger(aoki: User, kitagawa: Case) -> None:
    allowed = consent(kitagawa, aoki, mother(kitagawa, aoki), service(), facts=[Fact.NAME, Fact.NEED])
    draft = draft_referral(
        by=aoki,
        case=kitagawa,
        need=need(kitagawa, aoki),
        service=service(),
        consent=allowed,
        question="ご相談",
    )
    assert not kitagawa.disclosures.exists()
    send_referral(by=aoki, referral=draft)
    row = kitagawa.disclosures.get()
    assert (row.basis, row.way, row.facts) == (Basis.CONSENT, Way.SENT, ["name", "need"])
    assert (row.organization, row.consent, row.why) == (allowed.organization, allowed, "通院の相談")


@pytest.mark.django_db
def test_a_question_without_names_discloses_nobody(aoki: User, kitagawa: Case) -> None:
    draft = draft_referral(
        by=aoki,
        case=kitagawa,
        need=need(kitagawa, aoki),
        service=service(),
        question="ご相談",
        without_name=True,
    )
    send_referral(by=aoki, referral=draft)
    assert not kitagawa.disclosures.exists()


@pytest.mark.django_db
def test_asking_by_telephone_is_a_row_too(aoki: User, kitagawa: Case) -> None:
    allowed = consent(kitagawa, aoki, mother(kitagawa, aoki), service())
    draft = draft_referral(
        by=aoki,
        case=kitagawa,
        need=need(kitagawa, aoki),
        service=service(),
        consent=allowed,
        question="ご相談",
    )
    answer_by_phone(by=aoki, referral=draft, said=Said.ACCEPT)
    assert kitagawa.disclosures.get().way == Way.TOLD


@pytest.mark.django_db
def test_a_printed_letter_is_a_row_once_a_day(aoki: User, kitagawa: Case, sign_in: SignIn) -> None:
    allowed = consent(kitagawa, aoki, mother(kitagawa, aoki), service())
    draft = draft_referral(
        by=aoki,
        case=kitagawa,
        need=need(kitagawa, aoki),
        service=service(),
        consent=allowed,
        question="ご相談",
    )
    sent = send_referral(by=aoki, referral=draft)
    client, letter = sign_in(aoki), reverse("referral_letter", args=[kitagawa.public_id, sent.public_id])
    assert [client.get(letter).status_code for _ in range(2)] == [200, 200]
    assert sorted(row.way for row in kitagawa.disclosures.all()) == ["printed", "sent"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"basis": Basis.EMERGENCY, "reason": " "}, "reason"),
        ({"basis": Basis.LAW, "reason": ""}, "reason"),
        ({"why": ""}, "why"),
        ({"facts": [], "what": ""}, "facts"),
        ({"recipient": ""}, "recipient"),
        ({"basis": Basis.CONSENT}, "organization"),
    ],
)
def test_a_disclosure_without_its_basis_is_refused_beside_the_field(
    wrong: dict[str, Any], field: str, aoki: User, kitagawa: Case
) -> None:
    right = {
        "basis": Basis.LAW, "reason": "児童虐待防止法6条", "way": Way.TOLD, "recipient": "児童相談所",
        "facts": [Fact.NAME], "why": "通告",
    }  # fmt: skip
    with pytest.raises(ValidationError) as refused:
        disclose(by=aoki, case=kitagawa, **{**right, **wrong})
    assert field in refused.value.message_dict
    assert disclose(by=aoki, case=kitagawa, **right).pk  # type: ignore[arg-type]


@pytest.mark.django_db
def test_the_database_refuses_a_row_without_its_consent(aoki: User, kitagawa: Case) -> None:
    row = emergency(kitagawa, aoki)
    with pytest.raises(IntegrityError), transaction.atomic():
        Disclosure.objects.filter(pk=row.pk).update(basis=Basis.CONSENT)
    with pytest.raises(IntegrityError), transaction.atomic():
        Disclosure.objects.filter(pk=row.pk).update(reason="")


@pytest.mark.django_db
def test_telling_more_than_was_consented_names_what_is_lacking(aoki: User, kitagawa: Case) -> None:
    here = service()
    allowed = consent(kitagawa, aoki, mother(kitagawa, aoki), here, facts=[Fact.NAME])
    told: dict[str, Any] = {
        "by": aoki, "case": kitagawa, "basis": Basis.CONSENT, "way": Way.TOLD, "why": "日程の相談",
        "organization": here.organization,
    }  # fmt: skip
    with pytest.raises(ValidationError, match="住所"):
        disclose(facts=[Fact.NAME, Fact.ADDRESS], **told)
    assert disclose(facts=[Fact.NAME], **told).consent == allowed
    withdraw_consent(by=aoki, consent=allowed)
    with pytest.raises(ValidationError, match="有効な同意"):
        disclose(facts=[Fact.NAME], **told)


@pytest.mark.django_db
def test_an_emergency_waits_on_the_managers_day_until_it_is_reviewed(
    aoki: User, ogawa: User, kitagawa: Case, sign_in: SignIn
) -> None:
    row = emergency(kitagawa, aoki)
    review = reverse("disclosure_review", args=[row.public_id])
    manager = sign_in(ogawa)
    assert review in manager.get(reverse("home_today")).content.decode()
    assert review not in sign_in(aoki).get(reverse("home_today")).content.decode()
    assert "うめき声" in manager.get(review).content.decode()
    assert manager.post(review, {"words": "必要だった"}).status_code == 302
    assert review not in manager.get(reverse("home_today")).content.decode()
    row.refresh_from_db()
    assert (row.reviewed_by, row.review) == (ogawa, "必要だった")


@pytest.mark.django_db
def test_nobody_reviews_their_own_emergency_or_without_being_a_manager(
    aoki: User, ogawa: User, kitagawa: Case
) -> None:
    for who, by in [(aoki, ogawa), (ogawa, ogawa)]:
        with pytest.raises(ValidationError):
            review_disclosure(by=who, disclosure=emergency(kitagawa, by), words="よい")


@pytest.mark.django_db
def test_one_page_answers_to_whom_when_what_and_why(aoki: User, kitagawa: Case, sign_in: SignIn) -> None:
    emergency(kitagawa, aoki)
    page = sign_in(aoki).get(reverse("disclosure_list", args=[kitagawa.public_id])).content.decode()
    for words in ("消防署", "住所", "救急車を呼んだ", "うめき声", "管理職の見直しを待っている"):
        assert words in page


@pytest.mark.django_db
def test_a_narrowed_consent_closes_the_page_and_keeps_what_it_was(
    aoki: User, kitagawa: Case, sign_in: SignIn
) -> None:
    allowed = consent(kitagawa, aoki, mother(kitagawa, aoki), service(), facts=[Fact.NAME, Fact.ADDRESS])
    draft = draft_referral(
        by=aoki,
        case=kitagawa,
        need=need(kitagawa, aoki),
        service=service(),
        consent=allowed,
        question="ご相談",
    )
    token = str(send_referral(by=aoki, referral=draft).questions.get().token)
    address = reverse("consent_narrow", args=[kitagawa.public_id, allowed.public_id])
    client = sign_in(aoki)
    sent = {"facts": ["name"], "until": allowed.until.isoformat(), "words": "住所はやめて"}
    assert client.post(address, sent).status_code == 302
    allowed.refresh_from_db()
    assert allowed.facts == ["name"]
    with pytest.raises(EnvelopeDead):
        open_question(token=token, by=None)
    page = client.get(reverse("consent_list", args=[kitagawa.public_id])).content.decode()
    assert "住所はやめて" in page


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"facts": [Fact.NAME, Fact.PHONE]}, "facts"),
        ({"documents": [Document.PLAN]}, "documents"),
        ({"until": timezone.localdate() + timedelta(days=900)}, "until"),
        ({"until": timezone.localdate() - timedelta(days=900)}, "until"),
        ({"facts": []}, "facts"),
    ],
)
def test_a_consent_is_never_widened_by_narrowing(
    more: dict[str, Any], field: str, aoki: User, kitagawa: Case
) -> None:
    allowed = consent(kitagawa, aoki, mother(kitagawa, aoki), service(), facts=[Fact.NAME])
    left = {"facts": [Fact.NAME], "documents": [], "until": allowed.until, **more}
    with pytest.raises(ValidationError) as refused:
        narrow_consent(by=aoki, consent=allowed, **left)
    assert field in refused.value.message_dict


@pytest.mark.django_db
def test_nothing_is_consented_to_an_agency_that_was_closed(
    aoki: User, kitagawa: Case, sign_in: SignIn, entries: Callable[[], list[str]]
) -> None:
    closed = service("むかしの相談室").organization
    person = mother(kitagawa, aoki)
    closed.closed_on = timezone.localdate()
    closed.save()
    with pytest.raises(ValidationError) as refused:
        give_consent(
            by=aoki, case=kitagawa, person=person, organization=closed, facts=[Fact.NAME], purpose="相談",
            until=timezone.localdate() + timedelta(days=9), given=Given.PAPER,
        )  # fmt: skip
    assert "organization" in refused.value.message_dict
    page = sign_in(aoki).get(reverse("consent_new", args=[kitagawa.public_id])).content.decode()
    assert "むかしの相談室" not in page
