"""The course of a plan, from the draft to the end: what each step needs, and what never blocks an end."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from sengetsu.accounts.models import User
from sengetsu.link_work.cases.actions import change_state
from sengetsu.link_work.cases.choices import State
from sengetsu.link_work.cases.models import Case
from sengetsu.link_work.consents.actions import narrow_consent, withdraw_consent
from sengetsu.link_work.consents.choices import Fact
from sengetsu.link_work.desk.search import search
from sengetsu.link_work.plans.access import lacking_for_conference
from sengetsu.link_work.plans.actions import (
    decide_support,
    draft_plan,
    put_action,
    remove_from_plan,
    write_plan,
)
from sengetsu.link_work.plans.choices import MOVES, Outcome, PlanKind, PlanState, Reached, Who
from sengetsu.link_work.plans.course_actions import decide_plan, evaluate, monitor, move_plan, replan
from sengetsu.link_work.plans.models import Plan
from tests import factories
from tests.link_work.asking import mother, son
from tests.link_work.conftest import opened
from tests.people import SignIn
from tests.whole_plans import WholePlan, some_manager

from .conftest import Household

TODAY = timezone.localdate()


@pytest.mark.django_db
def test_a_draft_needs_nobodys_consent_but_a_person(aoki: User, kitagawa: Case) -> None:
    with pytest.raises(ValidationError) as refused:
        draft_plan(by=aoki, case=kitagawa, kind=PlanKind.OUTREACH, people=[])
    assert "people" in refused.value.message_dict
    person = mother(kitagawa, aoki)
    assert draft_plan(by=aoki, case=kitagawa, kind=PlanKind.OUTREACH, people=[person]).state == "draft"


@pytest.mark.django_db
def test_a_plan_is_about_people_of_its_case_only(aoki: User, kitagawa: Case, saeki: Case) -> None:
    stranger = mother(saeki, aoki)
    with pytest.raises(ValidationError):
        draft_plan(by=aoki, case=kitagawa, kind=PlanKind.OUTREACH, people=[stranger])


@pytest.mark.django_db
def test_only_a_decided_case_with_consent_goes_to_the_conference(
    aoki: User, draft: WholePlan, household: Household
) -> None:
    with pytest.raises(ValidationError, match="支援の対象とする"):
        move_plan(by=aoki, plan=draft.plan, to=PlanState.CONFERENCE)
    decide_support(by=some_manager(), case=household.case, words="親の介護と重なっている")
    withdraw_consent(by=aoki, consent=household.consent)
    with pytest.raises(ValidationError, match="全員の同意がありません"):
        move_plan(by=aoki, plan=draft.plan, to=PlanState.CONFERENCE)


@pytest.mark.django_db
def test_a_plan_about_two_people_needs_the_consent_of_both(
    aoki: User, draft: WholePlan, household: Household
) -> None:
    decide_support(by=some_manager(), case=household.case, words="8050")
    assert lacking_for_conference(draft.plan, TODAY) == []
    draft.plan.people.add(son(household.case, aoki))
    assert any("全員の同意" in sentence for sentence in lacking_for_conference(draft.plan, TODAY))


@pytest.mark.django_db
def test_deciding_is_a_managers_and_asks_for_consent_once_more(
    aoki: User, draft: WholePlan, household: Household
) -> None:
    decide_support(by=some_manager(), case=household.case, words="8050")
    plan = move_plan(by=aoki, plan=draft.plan, to=PlanState.CONFERENCE)
    with pytest.raises(ValidationError, match="管理職"):
        decide_plan(by=aoki, plan=plan)
    narrow_consent(
        by=aoki, consent=household.consent, facts=[Fact.NAME], documents=[], until=household.consent.until
    )
    with pytest.raises(ValidationError, match="同意"):
        decide_plan(by=some_manager(), plan=plan)


@pytest.mark.django_db
def test_the_database_refuses_a_plan_in_force_that_nobody_decided(in_force: WholePlan) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Plan.objects.filter(pk=in_force.plan.pk).update(decided_by=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        Plan.objects.filter(pk=in_force.plan.pk).update(monitoring_on=None)


@pytest.mark.django_db
def test_the_monitoring_day_lands_on_today_until_somebody_looked(
    aoki: User, in_force: WholePlan, sign_in: SignIn
) -> None:
    client, page = sign_in(aoki), in_force.plan.public_id
    assert str(page) not in client.get(reverse("home_today")).content.decode()
    Plan.objects.filter(pk=in_force.plan.pk).update(monitoring_on=TODAY)
    assert str(page) in client.get(reverse("home_today")).content.decode()
    monitor(by=aoki, plan=in_force.plan, words="朝に歩いた", next_on=TODAY + timedelta(days=30))
    assert str(page) not in client.get(reverse("home_today")).content.decode()


@pytest.mark.django_db
def test_a_decided_plan_is_not_rewritten_behind_the_conference(aoki: User, in_force: WholePlan) -> None:
    for change in (
        lambda: write_plan(by=aoki, plan=in_force.plan, wishes="別の願い"),
        lambda: put_action(by=aoki, goal=in_force.goal, who=Who.PERSON, words="べつのこと"),
        lambda: remove_from_plan(by=aoki, thing=in_force.action),
    ):
        with pytest.raises(ValidationError, match="支援決定のあとは"):
            change()


@pytest.mark.django_db
def test_withdrawn_consent_never_blocks_resting_evaluating_or_closing(
    aoki: User, in_force: WholePlan, household: Household
) -> None:
    withdraw_consent(by=aoki, consent=household.consent)
    plan = move_plan(by=aoki, plan=in_force.plan, to=PlanState.SUSPENDED, words="本人が休みたい")
    evaluate(by=aoki, plan=plan, words="ここまでのこと", outcome=Outcome.CLOSE)
    plan = move_plan(by=aoki, plan=plan, to=PlanState.CLOSED, words="やめたい", lead_words="織月が見守る")
    assert plan.state == PlanState.CLOSED


@pytest.mark.django_db
def test_a_plan_in_force_ends_with_somebody_who_goes_on_caring(aoki: User, in_force: WholePlan) -> None:
    with pytest.raises(ValidationError) as refused:
        move_plan(by=aoki, plan=in_force.plan, to=PlanState.CLOSED, words="落ち着いた")
    assert "lead_organization" in refused.value.message_dict


@pytest.mark.django_db
def test_a_new_edition_carries_over_what_was_not_reached(aoki: User, in_force: WholePlan) -> None:
    monitor(by=aoki, plan=in_force.plan, words="歩いた", next_on=TODAY + timedelta(days=9))
    done = in_force.goal
    evaluate(
        by=aoki, plan=in_force.plan, words="よい", outcome=Outcome.REPLAN, results={done: Reached.REACHED}
    )
    new = replan(by=aoki, plan=in_force.plan, words="つぎは仕事のこと")
    assert (new.edition, new.follows, new.goals.count()) == (2, in_force.plan, 0)
    in_force.plan.refresh_from_db()
    assert in_force.plan.state == PlanState.REPLANNED
    with pytest.raises(ValidationError):
        replan(by=aoki, plan=in_force.plan, words="もう一度")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("days", "field"),
    [
        ({"starts_on": TODAY, "ends_on": TODAY - timedelta(days=1)}, "ends_on"),
        ({"ends_on": TODAY, "monitoring_on": TODAY + timedelta(days=1)}, "monitoring_on"),
    ],
)
def test_days_that_cannot_be_stand_beside_their_field(
    days: dict[str, object], field: str, aoki: User, draft: WholePlan
) -> None:
    with pytest.raises(ValidationError) as refused:
        write_plan(by=aoki, plan=draft.plan, **days)
    assert field in refused.value.message_dict


@pytest.mark.django_db
def test_an_agency_that_closed_is_neither_planned_nor_sent_to_a_conference(
    aoki: User, draft: WholePlan, household: Household
) -> None:
    household.agency.closed_on = TODAY
    household.agency.save()
    with pytest.raises(ValidationError) as refused:
        put_action(by=aoki, goal=draft.goal, who=Who.AGENCY, words="送迎", organization=household.agency)
    assert "organization" in refused.value.message_dict
    assert any("活動していません" in one for one in lacking_for_conference(draft.plan, TODAY))


@pytest.mark.django_db
def test_what_was_taken_out_can_be_put_back(aoki: User, draft: WholePlan, sign_in: SignIn) -> None:
    remove_from_plan(by=aoki, thing=draft.action)
    page = reverse("plan_page", args=[draft.plan.case.public_id, draft.plan.public_id])
    assert "外した：散歩の送り迎え" in sign_in(aoki).get(page).content.decode()
    remove_from_plan(by=aoki, thing=draft.action, back=True)
    assert "外した" not in sign_in(aoki).get(page).content.decode()


@pytest.mark.django_db
def test_a_plan_is_found_by_its_words_and_only_by_its_team(
    aoki: User, kitano: User, draft: WholePlan
) -> None:
    assert [case.pk for case in search(aoki, "送り迎え").cases] == [draft.plan.case_id]
    assert list(search(kitano, "送り迎え").cases) == []


@pytest.mark.django_db
def test_two_workers_edit_one_plan_and_the_second_sees_what_changed(
    aoki: User, mori: User, draft: WholePlan, sign_in: SignIn
) -> None:
    address = reverse("plan_edit", args=[draft.plan.case.public_id, draft.plan.public_id])
    first, second = sign_in(aoki), sign_in(mori)
    shown = [client.get(address).context["form"] for client in (first, second)]
    forms = [
        {
            **{name: form.initial.get(name) or "" for name in ("wishes", "policy")},
            "seen": form.initial["seen"],
        }
        for form in shown
    ]
    assert first.post(address, {**forms[0], "wishes": "海を見たい"}).status_code == 302
    refused = second.post(address, {**forms[1], "wishes": "山を見たい"})
    page = refused.content.decode()
    assert refused.status_code == 200
    assert "海を見たい" in page  # what the first one wrote
    assert "山を見たい" in page  # nothing typed is lost
    again = {**forms[1], "wishes": "海と山を見たい", "seen": refused.context["form"].data["seen"]}
    assert second.post(address, again).status_code == 302
    draft.plan.refresh_from_db()
    assert draft.plan.wishes == "海と山を見たい"


class AnyWalk(TestCase):
    """However somebody walks, a plan in force was decided, and what is watched has a day."""

    @settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.lists(st.sampled_from(sorted(PlanState)), min_size=1, max_size=9))
    def test_no_bare_move_reaches_a_decision(self, wanted: list[PlanState]) -> None:
        by = factories.aoki(factories.team("織月"))
        case = opened(by, "北川家")
        plan = draft_plan(by=by, case=case, kind=PlanKind.OUTREACH, people=[mother(case, by)])
        for to in wanted:
            before = PlanState(plan.state)
            try:
                plan = move_plan(by=by, plan=plan, to=to, words="動かす", monitoring_on=TODAY)
            except ValidationError:
                assert Plan.objects.get(pk=plan.pk).state == before
            else:
                assert to in MOVES[before]
        assert plan.decided_at is None
        assert plan.state in {"draft", "closed", "follow_up", "ended"}


@pytest.mark.django_db
def test_a_closed_case_says_which_plan_still_runs(aoki: User, in_force: WholePlan, sign_in: SignIn) -> None:
    """Its monitoring day still lands on today; whoever closes the case is told so."""
    case = in_force.plan.case
    change_state(by=aoki, case=case, to=State.CLOSED, words="落ち着いた")
    address = reverse("case_page", args=[case.public_id])
    assert "まだ終わっていないプランがあります" in sign_in(aoki).get(address).content.decode()
    move_plan(by=aoki, plan=in_force.plan, to=PlanState.CLOSED, words="ここまで", lead_words="本人")
    assert "まだ終わっていないプランがあります" not in sign_in(aoki).get(address).content.decode()
