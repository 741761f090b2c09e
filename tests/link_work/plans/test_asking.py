"""An agency without an account is asked by a letter how its action goes, as far as consent opens the plan."""

from datetime import datetime, time, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from sengetsu.accounts.models import User
from sengetsu.directory.models import Organization
from sengetsu.directory.organizations.actions import save_organization
from sengetsu.link_work.cases.merge_actions import split_household
from sengetsu.link_work.cases.people import take_out
from sengetsu.link_work.cases.writing import NextStep
from sengetsu.link_work.consents.actions import narrow_consent, withdraw_consent
from sengetsu.link_work.consents.choices import Document, Fact, Way
from sengetsu.link_work.desk.post import collect_post
from sengetsu.link_work.plans.asking import ask_agency, stop_asking
from sengetsu.link_work.plans.choices import ActionState, PlanState
from sengetsu.link_work.plans.course_actions import move_plan
from sengetsu.link_work.plans.models import ActionPage, Plan
from sengetsu.link_work.referrals.actions import draft_referral, send_referral
from tests import factories
from tests.link_work.asking import consent, need, son
from tests.people import SignIn
from tests.whole_plans import WholePlan

from .conftest import Household

TODAY = timezone.localdate()
pytestmark = pytest.mark.django_db
GOES_ON = {"ask": "action", "answer": "doing", "message": "毎週水曜に来ています", "name": "見守りの会 田村"}


def at(name: str, whole: WholePlan) -> str:
    return reverse(name, args=[whole.plan.case.public_id, whole.plan.public_id, whole.action.public_id])


def page_of(page: ActionPage) -> str:
    return reverse("answer_write", args=[page.token])


def test_the_letter_tells_nothing_and_its_page_what_was_consented_to(
    aoki: User, in_force: WholePlan, household: Household, client: Client, sign_in: SignIn
) -> None:
    desk = sign_in(aoki)
    letter = desk.post(at("plan_action_ask", in_force), follow=True)
    assert letter.redirect_chain[-1][0] == at("plan_action_letter", in_force)
    page = ActionPage.objects.get()
    words = letter.content.decode()
    assert page_of(page) in words
    assert "社会福祉協議会" in words
    for secret in ("散歩の送り迎え", "髙橋"):
        assert secret not in words.split("<main", 1)[1]
    shown = client.get(page_of(page)).content.decode()
    assert "散歩の送り迎え" in shown
    assert "髙橋 ふみ" in shown
    assert "048-000-0012" not in shown
    row = household.case.disclosures.get(way=Way.SENT)
    assert (row.consent, row.facts) == (household.consent, ["name", "plan"])


def test_the_answer_stands_beside_the_action_and_on_today(
    aoki: User, in_force: WholePlan, client: Client, sign_in: SignIn
) -> None:
    page = ask_agency(by=aoki, action=in_force.action)
    assert "お返事に封をして" in client.post(page_of(page), GOES_ON).content.decode()
    assert client.get(page_of(page)).status_code == 404, "it was for one answer"
    desk = sign_in(aoki)
    plan_page = reverse("plan_page", args=[in_force.plan.case.public_id, in_force.plan.public_id])
    assert plan_page in desk.get("/home/").content.decode()
    in_force.action.refresh_from_db()
    assert in_force.action.state == ActionState.DOING
    shown = desk.get(plan_page).content.decode()
    assert "見守りの会 田村" in shown
    assert "毎週水曜に来ています" in shown
    assert "手紙でたずねる" in shown, "it may be asked again"


@pytest.mark.parametrize("answer", ["talk", "accept"])
def test_who_wants_to_talk_or_bends_the_form_moves_nothing(
    answer: str, aoki: User, in_force: WholePlan, client: Client
) -> None:
    page = ask_agency(by=aoki, action=in_force.action)
    before = in_force.action.state
    ask = "action" if answer == "talk" else ""
    client.post(page_of(page), {**GOES_ON, "ask": ask, "answer": answer})
    assert collect_post(by=None) == []
    comment = in_force.action.comments.latest("pk")
    assert (comment.state, comment.organization) == (before, in_force.action.organization)
    assert str(comment.words).startswith("話したい")
    assert "毎週水曜" in str(comment.words)


@pytest.mark.parametrize(
    "how", ["withdrawn", "narrowed", "left", "split", "closed", "stopped", "again", "shut"]
)
def test_the_page_closes_with_what_it_stands_on(
    how: str, aoki: User, in_force: WholePlan, household: Household, client: Client
) -> None:
    page = ask_agency(by=aoki, action=in_force.action)
    assert client.get(page_of(page)).status_code == 200
    if how == "withdrawn":
        withdraw_consent(by=aoki, consent=household.consent)
    if how == "narrowed":
        allowed = household.consent
        narrow_consent(by=aoki, consent=allowed, facts=[], documents=[Document.PLAN], until=allowed.until)
    if how == "left":
        take_out(by=aoki, case=household.case, person=household.person)
    if how == "split":
        son(household.case, aoki)
        step = NextStep(words="会う", on=TODAY + timedelta(days=3), person=aoki)
        split_household(
            by=aoki, case=household.case, people=[household.person], title="新しい家", next_step=step
        )
    if how == "closed":
        plan = Plan.objects.get(pk=in_force.plan.pk)
        plan = move_plan(by=aoki, plan=plan, to=PlanState.RUNNING, monitoring_on=TODAY)
        move_plan(by=aoki, plan=plan, to=PlanState.CLOSED, words="引っ越した", lead_words="となり町")
    if how == "shut":
        facts = {"closed_on": TODAY}
        save_organization(by=factories.ogawa(), facts=facts, organization=household.agency)
    if how == "stopped":
        stop_asking(by=aoki, action=in_force.action)
    if how == "again":
        assert client.get(page_of(ask_agency(by=aoki, action=in_force.action))).status_code == 200
    assert client.get(page_of(page)).status_code == 404


def test_nobody_is_asked_without_everybodys_consent(
    aoki: User, in_force: WholePlan, household: Household, sign_in: SignIn
) -> None:
    in_force.plan.people.add(son(household.case, aoki))
    answer = sign_in(aoki).post(at("plan_action_ask", in_force), follow=True)
    assert "見せる同意が、いまはありません" in answer.content.decode()
    assert not ActionPage.objects.exists()


def test_a_closed_agency_and_a_plan_that_is_no_partners_business_are_refused(
    aoki: User, in_force: WholePlan, draft: WholePlan
) -> None:
    with pytest.raises(ValidationError, match="機関に見せるプランではありません"):
        ask_agency(by=aoki, action=draft.action)
    Organization.objects.filter(pk=in_force.action.organization_id).update(closed_on=TODAY)
    in_force.action.refresh_from_db()
    with pytest.raises(ValidationError, match="もう閉じています"):
        ask_agency(by=aoki, action=in_force.action)
    person = in_force.goal.actions.exclude(organization__isnull=False).first()
    assert person
    with pytest.raises(ValidationError, match="機関がすることではありません"):
        ask_agency(by=aoki, action=person)


def test_the_page_never_outlives_any_consent_it_may_stand_on(
    aoki: User, in_force: WholePlan, household: Household
) -> None:
    soon = TODAY + timedelta(days=3)
    consent(household.case, aoki, household.person, household.service, facts=[Fact.NAME], until=soon)
    page = ask_agency(by=aoki, action=in_force.action)
    assert page.last_day == soon
    assert page.until == timezone.make_aware(datetime.combine(soon + timedelta(days=1), time.min))


@pytest.mark.parametrize("how", ["left", "shut"])
def test_the_page_of_a_referral_closes_too_when_its_person_leaves_or_its_agency_closes(
    how: str, aoki: User, household: Household, client: Client
) -> None:
    draft = draft_referral(
        by=aoki, case=household.case, need=need(household.case, aoki), question="通えますか",
        service=household.service, consent=household.consent,
    )  # fmt: skip
    referral = send_referral(by=aoki, referral=draft, aware=True)
    address = reverse("answer_write", args=[referral.questions.get().token])
    assert client.get(address).status_code == 200
    if how == "left":
        take_out(by=aoki, case=household.case, person=household.person)
    else:
        facts = {"closed_on": TODAY}
        save_organization(by=factories.ogawa(), facts=facts, organization=household.agency)
    assert client.get(address).status_code == 404
    referral.refresh_from_db()
    assert referral.follow_up_on == TODAY, "it comes up today"
