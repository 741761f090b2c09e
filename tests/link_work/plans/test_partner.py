"""An agency sees a plan as far as consent of today goes, ticks its own actions, and nothing else."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from sengetsu.accounts.choices import AgencyRole, Role
from sengetsu.accounts.models import Agency, RoleGrant, User
from sengetsu.audit.models import Entry
from sengetsu.directory.models import Organization
from sengetsu.link_work.consents.actions import narrow_consent, withdraw_consent
from sengetsu.link_work.consents.choices import Document, Fact
from sengetsu.link_work.consents.models import Consent
from sengetsu.link_work.plans.choices import ActionState, Who
from sengetsu.link_work.plans.course_actions import tick_action
from sengetsu.link_work.plans.models import PlanAction
from sengetsu.link_work.referrals.actions import draft_referral, send_referral
from sengetsu.link_work.referrals.models import Referral
from tests import factories
from tests.link_work.asking import consent, need, service, son
from tests.people import SignIn
from tests.whole_plans import WholePlan

from .conftest import Household

TODAY = timezone.localdate()


def page_of(plan: WholePlan) -> str:
    return reverse("partner_plan", args=[plan.plan.public_id])


@pytest.mark.django_db
def test_the_plan_opens_with_consent_and_shuts_at_the_next_click(
    aoki: User, partner_sato: User, in_force: WholePlan, household: Household, sign_in: SignIn
) -> None:
    client = sign_in(partner_sato)
    shown = client.get(page_of(in_force)).content.decode()
    assert "髙橋 ふみ" in shown
    assert "散歩の送り迎え" in shown
    assert page_of(in_force) in client.get(reverse("partner_home")).content.decode()
    withdraw_consent(by=aoki, consent=household.consent)
    assert client.get(page_of(in_force)).status_code == 404
    assert page_of(in_force) not in client.get(reverse("partner_home")).content.decode()


@pytest.mark.django_db
def test_without_the_name_in_the_consent_there_is_no_name(
    aoki: User, partner_sato: User, in_force: WholePlan, household: Household, sign_in: SignIn
) -> None:
    narrow_consent(
        by=aoki, consent=household.consent, facts=[], documents=[Document.PLAN],
        until=household.consent.until,
    )  # fmt: skip
    for page in (page_of(in_force), reverse("partner_home")):
        shown = sign_in(partner_sato).get(page).content.decode()
        assert "髙橋" not in shown
        assert "名前は伝えられていません" in shown


@pytest.mark.django_db
def test_a_second_person_without_consent_shuts_the_plan(
    aoki: User, partner_sato: User, in_force: WholePlan, household: Household, sign_in: SignIn
) -> None:
    in_force.plan.people.add(son(household.case, aoki))
    assert sign_in(partner_sato).get(page_of(in_force)).status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("which", ["yesterday", "elsewhere", "closed", "draft"])
def test_a_plan_that_may_not_be_shown_does_not_exist(
    which: str, aoki: User, partner_sato: User, in_force: WholePlan, household: Household, sign_in: SignIn
) -> None:
    client = sign_in(partner_sato)
    assert client.get(page_of(in_force)).status_code == 200
    if which == "yesterday":
        yesterday = TODAY - timedelta(days=1)
        Consent.objects.filter(pk=household.consent.pk).update(given_on=yesterday, until=yesterday)
    elif which == "elsewhere":
        Organization.objects.filter(pk=household.agency.pk).update(agency=factories.agency("ほかの機関"))
    elif which == "closed":
        Organization.objects.filter(pk=household.agency.pk).update(closed_on=TODAY)
    else:
        in_force.plan.__class__.objects.filter(pk=in_force.plan.pk).update(state="draft")
    assert client.get(page_of(in_force)).status_code == 404


@pytest.mark.django_db
def test_consent_to_one_house_of_an_agency_does_not_open_a_plan_of_another(
    aoki: User, partner_sato: User, in_force: WholePlan, household: Household, sign_in: SignIn
) -> None:
    """The same agency runs two houses; the plan names the one, the consent the other."""
    other = service("社会福祉協議会 ひがし", "相談")
    other.organization.agency = household.agency.agency
    other.organization.save()
    withdraw_consent(by=aoki, consent=household.consent)
    consent(household.case, aoki, household.person, other, documents=[Document.PLAN])
    assert sign_in(partner_sato).get(page_of(in_force)).status_code == 404


@pytest.mark.django_db
def test_an_agency_ticks_its_own_action_and_the_worker_is_told(
    aoki: User, partner_sato: User, in_force: WholePlan, sign_in: SignIn
) -> None:
    address = reverse("partner_action", args=[in_force.plan.public_id, in_force.action.public_id])
    client = sign_in(partner_sato)
    assert client.post(address, {"state": "done", "words": "火曜に送りました"}).status_code == 302
    in_force.action.refresh_from_db()
    assert in_force.action.state == ActionState.DONE
    worker = sign_in(aoki)
    plan = reverse("plan_page", args=[in_force.plan.case.public_id, in_force.plan.public_id])
    assert plan in worker.get(reverse("home_today")).content.decode()
    assert "火曜に送りました" in worker.get(plan).content.decode()
    worker.post(reverse("plan_comments_seen", args=[in_force.plan.case.public_id, in_force.plan.public_id]))
    assert plan not in worker.get(reverse("home_today")).content.decode()


@pytest.mark.django_db
def test_another_agencys_action_and_words_are_not_there(
    aoki: User, partner_sato: User, in_force: WholePlan, household: Household, sign_in: SignIn
) -> None:
    other = service("べつの診療所", "往診")
    theirs = PlanAction.objects.create(
        goal=in_force.goal, who=Who.AGENCY, organization=other.organization, words="往診する"
    )
    tick_action(
        by=aoki, action=theirs, state=ActionState.DOING, words="薬がふえた", organization=other.organization
    )
    client = sign_in(partner_sato)
    assert (
        client.get(reverse("partner_action", args=[in_force.plan.public_id, theirs.public_id])).status_code
        == 404
    )
    assert "薬がふえた" not in client.get(page_of(in_force)).content.decode()
    consent(
        household.case, aoki, household.person, household.service, facts=[Fact.NAME],
        documents=[Document.PLAN, Document.OTHERS],
    )  # fmt: skip
    assert "薬がふえた" in client.get(page_of(in_force)).content.decode()


@pytest.mark.django_db
def test_each_look_leaves_a_trace_and_each_day_a_row_of_the_ledger(
    partner_sato: User, in_force: WholePlan, household: Household, sign_in: SignIn
) -> None:
    client = sign_in(partner_sato)
    for _ in range(3):
        client.get(page_of(in_force))
    assert Entry.objects.filter(thing="partner_plan", actor_id=str(partner_sato.pk)).count() == 3
    row = household.case.disclosures.get()
    assert (row.way, row.organization, row.facts) == ("shown", household.agency, ["name", "plan"])
    client.get(reverse("partner_home"))  # there is the name alone
    assert household.case.disclosures.filter(facts=["name"]).count() == 1


def asked(aoki: User, household: Household, **values: object) -> Referral:
    draft = draft_referral(
        by=aoki, case=household.case, need=need(household.case, aoki), service=household.service,
        question="見学できますか", **values,  # type: ignore[arg-type]
    )  # fmt: skip
    return send_referral(by=aoki, referral=draft)


@pytest.mark.django_db
def test_a_referral_is_answered_with_a_state_and_the_next_day(
    aoki: User, partner_sato: User, household: Household, sign_in: SignIn
) -> None:
    referral = asked(aoki, household, consent=household.consent)
    client, page = sign_in(partner_sato), reverse("partner_referral", args=[referral.public_id])
    assert "髙橋 ふみ" in client.get(page).content.decode()
    refused = client.post(page, {"said": "accept", "words": "どうぞ"})
    assert "つぎの日" in refused.content.decode()
    day = TODAY + timedelta(days=5)
    assert (
        client.post(page, {"said": "accept", "words": "どうぞ", "first_on": day.isoformat()}).status_code
        == 302
    )
    referral.refresh_from_db()
    assert referral.state == "accepted"
    assert referral.follow_up_on == day + timedelta(days=1)
    assert "どうぞ" in sign_in(aoki).get(
        reverse("referral_page", args=[household.case.public_id, referral.public_id])
    ).content.decode()  # fmt: skip


@pytest.mark.django_db
def test_a_referral_hides_with_its_consent_but_one_without_names_stays(
    aoki: User, partner_sato: User, household: Household, sign_in: SignIn
) -> None:
    named = asked(aoki, household, consent=household.consent)
    nameless = asked(aoki, household, without_name=True)
    withdraw_consent(by=aoki, consent=household.consent)
    client = sign_in(partner_sato)
    assert client.get(reverse("partner_referral", args=[named.public_id])).status_code == 404
    shown = client.get(reverse("partner_referral", args=[nameless.public_id])).content.decode()
    assert "見学できますか" in shown
    assert "髙橋" not in shown


@pytest.mark.django_db
def test_a_question_whose_words_were_narrowed_away_is_shown_no_more(
    aoki: User, partner_sato: User, household: Household, sign_in: SignIn
) -> None:
    """The name stood in the question while the consent allowed it."""
    draft = draft_referral(
        by=aoki, case=household.case, need=need(household.case, aoki), service=household.service,
        consent=household.consent, question="髙橋ふみさんの見学をお願いします",
    )  # fmt: skip
    sent = send_referral(by=aoki, referral=draft)
    client, address = sign_in(partner_sato), reverse("partner_referral", args=[sent.public_id])
    assert "髙橋ふみさん" in client.get(address).content.decode()
    narrow_consent(
        by=aoki, consent=household.consent, facts=[Fact.NEED], documents=[], until=household.consent.until
    )
    assert client.get(address).status_code == 404
    assert address not in client.get(reverse("partner_home")).content.decode()


def of_agency(agency: Agency, name: str, role: AgencyRole) -> User:
    return factories.user(name, "", Role.PARTNER, agency=agency, agency_role=role)


@pytest.mark.django_db
def test_a_reader_of_an_agency_sees_and_writes_nothing(
    aoki: User, agency: Agency, in_force: WholePlan, household: Household, sign_in: SignIn
) -> None:
    reader = of_agency(agency, "yomu", AgencyRole.READER)
    referral = asked(aoki, household, consent=household.consent)
    client, plan = sign_in(reader), in_force.plan
    assert "様子を書く" not in client.get(page_of(in_force)).content.decode()
    address = reverse("partner_referral", args=[referral.public_id])
    assert "返事をとどける" not in client.get(address).content.decode()
    refused = client.post(address, {"said": "talk", "words": "話したい"})
    assert "見るだけ" in refused.content.decode()
    tick = reverse("partner_action", args=[plan.public_id, in_force.action.public_id])
    assert "見るだけ" in client.post(tick, {"state": "done", "words": "できた"}).content.decode()
    referral.refresh_from_db()
    in_force.action.refresh_from_db()
    assert (referral.state, in_force.action.state) == ("sent", "todo")
    assert client.get(reverse("organization_own", args=[household.agency.pk])).status_code == 404
    assert "直せるのは責任者" in client.get(reverse("partner_home")).content.decode()


@pytest.mark.django_db
def test_staff_of_an_agency_writes_and_its_lead_keeps_the_entry(
    agency: Agency, in_force: WholePlan, household: Household, sign_in: SignIn
) -> None:
    entry = reverse("organization_own", args=[household.agency.pk])
    staff, lead = of_agency(agency, "kaku", AgencyRole.STAFF), of_agency(agency, "osa", AgencyRole.LEAD)
    assert "様子を書く" in sign_in(staff).get(page_of(in_force)).content.decode()
    assert sign_in(staff).get(entry).status_code == 404
    assert sign_in(lead).get(entry).status_code == 200


@pytest.mark.django_db
def test_the_higher_of_two_roles_in_one_agency_counts_and_no_role_elsewhere(agency: Agency) -> None:
    person = of_agency(agency, "futatsu", AgencyRole.READER)
    assert person.only_reads
    other = Agency.objects.create(name="ほかの機関")
    for at, role in ((agency, AgencyRole.STAFF), (other, AgencyRole.READER)):
        RoleGrant.objects.create(
            user=person, role=Role.PARTNER, agency=at, agency_role=role, starts_on=timezone.localdate()
        )
    person = User.objects.get(pk=person.pk)
    assert not person.only_reads
    assert person.agency_role(agency.pk) == AgencyRole.STAFF
    assert person.agency_role(other.pk) == AgencyRole.READER
    assert person.agency_role(None) is None
