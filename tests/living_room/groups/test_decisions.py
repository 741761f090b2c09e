"""Approve, decline, end, renew, and a quarter of an hour to think again."""

from datetime import date, timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sengetsu.accounts.access import Refused
from sengetsu.accounts.models import User
from sengetsu.base.dates import fiscal_year
from sengetsu.living_room.groups import decision_actions as decisions
from sengetsu.living_room.groups.choices import MOVES, GroupState
from sengetsu.living_room.groups.models import Group
from sengetsu.living_room.groups.queries import undoable
from sengetsu.living_room.groups.terms import usual_end
from sengetsu.living_room.notices.models import Notice
from tests.people import SignIn

from .neighbours import days, group_of

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)


@pytest.fixture
def waiting(organizer_soda: User) -> Group:
    return group_of(organizer_soda, state=GroupState.APPLIED)


def in_a_year() -> date:
    return timezone.localdate() + days(365)


# A busy machine draws the first days slowly; how fast is not what this test is about.
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.dates(date(2020, 1, 1), date(2060, 12, 31)))
def test_the_usual_end_is_the_last_day_of_the_next_fiscal_year(day: date) -> None:
    end = usual_end(day)
    assert fiscal_year(end) == fiscal_year(day) + 1
    assert fiscal_year(end + timedelta(days=1)) == fiscal_year(day) + 2


@pytest.mark.parametrize(
    ("state", "until", "holds"),
    [
        (GroupState.APPROVED, TODAY, True),  # the last day counts
        (GroupState.APPROVED, TODAY - timedelta(days=1), False),
        (GroupState.APPROVED, TODAY + timedelta(days=1), True),
        (GroupState.APPLIED, TODAY + timedelta(days=1), False),
        (GroupState.APPLIED, None, False),
        (GroupState.DECLINED, None, False),
        (GroupState.ENDED, TODAY + timedelta(days=300), False),
    ],
)
def test_when_a_registration_holds(state: GroupState, until: date | None, holds: bool) -> None:
    group = Group.objects.create(name="会", state=state, valid_until=until)
    assert group.is_valid_on(TODAY) is holds
    assert Group.objects.valid_on(TODAY).exists() is holds


def test_an_approved_group_holds_and_its_member_is_told(
    ogawa: User, organizer_soda: User, waiting: Group
) -> None:
    group = decisions.approve(by=ogawa, group=waiting, until=in_a_year())
    assert group.is_valid
    notice = Notice.objects.get()
    assert (notice.user, notice.path) == (organizer_soda, f"/groups/{group.public_id}/")
    assert "登録ができました" in notice.text


def test_the_second_of_two_managers_reads_who_was_first(ogawa: User, aoki: User, waiting: Group) -> None:
    decisions.approve(by=ogawa, group=waiting, until=in_a_year())
    for act in (
        lambda: decisions.approve(by=aoki, group=waiting, until=in_a_year() + days(30)),
        lambda: decisions.decline(by=aoki, group=waiting, reason="わけ"),
    ):
        with pytest.raises(Refused, match="小川 恵さんが先に決めました。いまは「登録ずみ」です。"):
            act()
    waiting.refresh_from_db()
    assert (waiting.decided_by, waiting.valid_until) == (ogawa, in_a_year())
    assert Notice.objects.count() == 1


def test_the_second_managers_page_says_it_and_keeps_the_date(
    ogawa: User, aoki: User, waiting: Group, sign_in: SignIn
) -> None:
    sent = {"until": "2027/3/31"}
    page = f"/groups/{waiting.public_id}/approve/"
    assert sign_in(ogawa).post(page, sent).status_code == 302
    answer = sign_in(aoki).post(page, sent)
    assert answer.status_code == 200
    assert "小川 恵さんが先に決めました" in answer.content.decode()
    assert "2027/3/31" in answer.content.decode()


def test_every_move_that_is_not_allowed_is_refused(aoki: User) -> None:
    acts = {
        GroupState.APPROVED: lambda group: decisions.approve(by=aoki, group=group, until=in_a_year()),
        GroupState.DECLINED: lambda group: decisions.decline(by=aoki, group=group, reason="わけ"),
        GroupState.ENDED: lambda group: decisions.end(by=aoki, group=group, reason="わけ"),
    }
    for state in GroupState:
        for to, act in acts.items():
            group = group_of(name=f"{state}から{to}", state=state)
            if to in MOVES[state]:
                assert act(group).state == to
            else:
                with pytest.raises(Refused):
                    act(group)


@pytest.mark.parametrize("until", [-1, 365 * 12])
def test_an_end_in_the_past_or_far_ahead_is_a_slip(aoki: User, waiting: Group, until: int) -> None:
    with pytest.raises(ValidationError):
        decisions.approve(by=aoki, group=waiting, until=timezone.localdate() + days(until))


def test_members_decide_nothing(organizer_soda: User, waiting: Group) -> None:
    with pytest.raises(Refused):
        decisions.approve(by=organizer_soda, group=waiting, until=in_a_year())


def test_a_declined_group_is_told_after_a_quarter_of_an_hour_and_not_if_it_was_undone(
    aoki: User, waiting: Group
) -> None:
    with time_machine.travel("2026-11-24 10:00+09:00", tick=False) as clock:
        decisions.decline(by=aoki, group=waiting, reason="場所があいません")
        assert "場所があいません" in Notice.objects.get().text
        assert not Notice.objects.to_deliver().exists()
        clock.shift(timedelta(minutes=14))
        assert decisions.undo(by=aoki, group=waiting).state == GroupState.APPLIED
        clock.shift(timedelta(minutes=2))
        assert not Notice.objects.to_deliver().exists()


def test_after_a_quarter_of_an_hour_it_stands(aoki: User, waiting: Group) -> None:
    with time_machine.travel("2026-11-24 10:00+09:00", tick=False) as clock:
        decisions.decline(by=aoki, group=waiting, reason="わけ")
        clock.shift(timedelta(minutes=15, seconds=1))
        assert undoable(waiting) is None
        with pytest.raises(Refused, match="15分が過ぎた"):
            decisions.undo(by=aoki, group=waiting)
        assert Notice.objects.to_deliver().count() == 1


def test_an_end_undone_gives_all_back(aoki: User, ogawa: User, waiting: Group) -> None:
    decisions.approve(by=ogawa, group=waiting, until=in_a_year())
    decisions.end(by=aoki, group=waiting, reason="かんちがい")
    group = decisions.undo(by=aoki, group=waiting)
    group.refresh_from_db()
    assert (group.state, group.valid_until, group.decided_by) == (GroupState.APPROVED, in_a_year(), ogawa)
    assert group.decided_at is not None
    assert group.reason == ""
    with pytest.raises(Refused):
        decisions.undo(by=aoki, group=waiting)


def test_an_approval_is_not_undone_but_ended(aoki: User, waiting: Group) -> None:
    decisions.approve(by=aoki, group=waiting, until=in_a_year())
    with pytest.raises(Refused):
        decisions.undo(by=aoki, group=waiting)


def test_a_member_asks_for_renewal_once_and_staff_renews(organizer_soda: User, aoki: User) -> None:
    group = group_of(organizer_soda, lasts=20)
    for _ in range(2):
        decisions.ask_renewal(by=organizer_soda, group=group)
    assert group.steps.filter(event="asked").count() == 1
    renewed = decisions.renew(by=aoki, group=group, until=in_a_year(), shown_until=group.valid_until)
    assert (renewed.valid_until, renewed.renewal_asked_at) == (in_a_year(), None)
    assert "更新しました" in Notice.objects.get().text


def test_an_expired_registration_can_be_renewed_and_a_long_one_not_asked_for(organizer_soda: User) -> None:
    decisions.ask_renewal(by=organizer_soda, group=group_of(organizer_soda, lasts=-40))
    with pytest.raises(Refused, match="30日前から"):
        decisions.ask_renewal(by=organizer_soda, group=group_of(organizer_soda, lasts=100))
    ended = group_of(organizer_soda, state=GroupState.ENDED)
    with pytest.raises(Refused, match="おわっています"):
        decisions.ask_renewal(by=organizer_soda, group=ended)


def test_the_second_to_renew_reads_the_new_end(aoki: User, ogawa: User) -> None:
    group = group_of(lasts=10)
    shown = group.valid_until
    decisions.renew(by=aoki, group=group, until=in_a_year(), shown_until=shown)
    with pytest.raises(Refused, match="ほかの人が先に更新しました"):
        decisions.renew(by=ogawa, group=group, until=in_a_year(), shown_until=shown)


def test_a_group_without_members_is_told_by_mail_and_one_with_a_telephone_only_by_nobody(aoki: User) -> None:
    by_mail = group_of(state=GroupState.APPLIED, contact_email="mame@example.jp")
    by_phone = group_of(state=GroupState.APPLIED, contact_phone="048-000-0001")
    for group in (by_mail, by_phone):
        decisions.approve(by=aoki, group=group, until=in_a_year())
    notice = Notice.objects.get()
    assert (notice.address, notice.user, notice.path) == ("mame@example.jp", None, "")


def test_a_button_that_came_too_late_is_said_on_the_page(aoki: User, sign_in: SignIn) -> None:
    group = group_of()
    client: Client = sign_in(aoki)
    page = client.post(f"/groups/{group.public_id}/undo/", follow=True)
    assert "もどせません" in page.content.decode()
