"""The page of a plan warns of names that stand in its words and that an agency may not be told."""

import pytest
from django.urls import reverse
from django.utils import timezone

from sengetsu.accounts.models import User
from sengetsu.link_work.consents.actions import withdraw_consent
from sengetsu.link_work.consents.choices import Document, Fact
from sengetsu.link_work.plans.models import Plan
from sengetsu.link_work.plans.queries import goals_of
from sengetsu.link_work.plans.untold import untold_words
from tests.link_work.asking import consent, son
from tests.people import SignIn
from tests.whole_plans import WholePlan

from .conftest import Household

pytestmark = pytest.mark.django_db


def told(whole: WholePlan) -> dict[str, list[str]]:
    plan = Plan.objects.get(pk=whole.plan.pk)
    return {str(one.agency): one.words for one in untold_words(plan, goals_of(plan), timezone.localdate())}


def wish(whole: WholePlan, words: str) -> None:
    whole.plan.wishes = words
    whole.plan.save()


def test_a_name_that_was_consented_to_is_no_warning_and_a_number_is(
    in_force: WholePlan, household: Household
) -> None:
    wish(in_force, "髙橋ふみさんは歩きたい")
    assert told(in_force) == {}
    wish(in_force, "電話は０４８−０００−００１２へ")
    assert told(in_force) == {"社会福祉協議会": ["048-000-0012"]}


def test_somebody_else_of_the_household_is_named_by_nobodys_leave(
    aoki: User, in_force: WholePlan, household: Household, sign_in: SignIn
) -> None:
    brother = son(household.case, aoki)
    in_force.action.words = "まことさんの送り迎え"
    in_force.action.save()
    assert told(in_force) == {"社会福祉協議会": ["まこと"]}
    page = reverse("plan_page", args=[household.case.public_id, in_force.plan.public_id])
    assert "社会福祉協議会：「まこと」" in sign_in(aoki).get(page).content.decode()
    consent(
        household.case,
        aoki,
        brother,
        household.service,
        facts=[Fact.NAME, Fact.KANA],
        documents=[Document.PLAN],
    )
    assert told(in_force) == {}


def test_the_warning_comes_when_a_consent_goes(aoki: User, in_force: WholePlan, household: Household) -> None:
    wish(in_force, "髙橋ふみさんは歩きたい")
    withdraw_consent(by=aoki, consent=household.consent)
    assert told(in_force) == {"社会福祉協議会": ["髙橋", "ふみ"]}
