"""Who told us of a worry sees own words and one of three states: never another's, never the case."""

import pytest
from django.urls import reverse
from django.utils import timezone

from sengetsu.accounts.choices import Role
from sengetsu.accounts.models import User
from sengetsu.audit.models import Entry
from sengetsu.link_work.cases.actions import restrict
from sengetsu.link_work.cases.models import Case
from sengetsu.link_work.intake.actions import add_to_case
from sengetsu.link_work.intake.models import Intake
from sengetsu.link_work.referrals.models import Referral
from sengetsu.postbox.letters.actions import drop_letter
from sengetsu.postbox.letters.choices import LetterKind
from tests import factories
from tests.link_work.referrals.test_course import asked
from tests.people import SignIn

STORY = "雨戸のあかない家があります"


def tell(by: User, text: str = STORY) -> None:
    drop_letter(payload={"text": text, "who": "", "where": ""}, by=by, kind=LetterKind.TIP)


@pytest.mark.django_db
def test_a_tip_is_there_at_once_and_its_state_follows(
    commissioner_hara: User, aoki: User, hoshi: User, kitagawa: Case, sign_in: SignIn
) -> None:
    client = sign_in(commissioner_hara)
    tell(commissioner_hara)

    def page() -> str:
        return client.get(reverse("tip_list")).content.decode()

    assert STORY in page()
    assert "受け付けました" in page()
    add_to_case(by=aoki, intake=Intake.objects.get(), case=kitagawa)
    restrict(by=aoki, case=kitagawa, users=[hoshi])
    assert "対応しています" in page()
    referral = asked(kitagawa, aoki)
    Referral.objects.filter(pk=referral.pk).update(attended_on=timezone.localdate())
    assert "つながりました" in page()
    for word in ("北川家", kitagawa.number, str(kitagawa.public_id), "ご相談です"):
        assert word not in page()


@pytest.mark.django_db
def test_nobody_sees_anothers_tips(commissioner_hara: User, sign_in: SignIn) -> None:
    noda = factories.user("noda", "野田 実", Role.INFORMANT)
    tell(commissioner_hara)
    tell(noda, "別の家のこと")
    page = sign_in(noda).get(reverse("tip_list")).content.decode()
    assert "別の家のこと" in page
    assert STORY not in page


@pytest.mark.django_db
def test_looking_at_own_tips_names_no_case_in_the_trail(
    commissioner_hara: User, aoki: User, kitagawa: Case, sign_in: SignIn
) -> None:
    tell(commissioner_hara)
    client = sign_in(commissioner_hara)
    client.get(reverse("tip_list"))
    add_to_case(by=aoki, intake=Intake.objects.get(), case=kitagawa)
    client.get(reverse("tip_list"))
    hers = Entry.objects.filter(actor_id=str(commissioner_hara.pk), thing="own_tips")
    assert hers.count() == 2
    assert not any(one.case_id or one.listed for one in hers)
    assert not Entry.objects.filter(actor_id=str(commissioner_hara.pk), action="received").exists()
