"""早田さん writes the page of her cafeteria; others do not."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from sengetsu.accounts.access import Refused
from sengetsu.accounts.models import User
from sengetsu.audit.models import Entry
from sengetsu.living_room.activities.actions import attach_application, move_activity
from sengetsu.living_room.activities.choices import ActivityState
from sengetsu.living_room.activities.models import Activity, ActivityApplication
from sengetsu.living_room.bookings.choices import Door, Purpose
from sengetsu.living_room.bookings.models import Application
from sengetsu.living_room.groups.choices import GroupState
from sengetsu.living_room.groups.models import Group
from tests.people import SignIn

from .calendar import activity, application_for, group_of, venue

pytestmark = pytest.mark.django_db
SAID = {"name": "そらまめ食堂", "kind": "food", "description": "みんなで食べます", "name_en": "Soramame"}


@pytest.fixture
def group(organizer_soda: User) -> Group:
    return group_of(organizer_soda)


@pytest.fixture
def soda(organizer_soda: User, sign_in: SignIn) -> Client:
    venue()
    return sign_in(organizer_soda)


def seen_of(client: Client, path: str) -> str:
    found: str = client.get(path).context["form"].initial["seen"]
    return found


def test_a_new_activity_is_a_draft_of_ones_own_group(soda: Client, group: Group) -> None:
    answer = soda.post(reverse("activity_new"), SAID)
    made = Activity.objects.get()
    assert answer["Location"] == reverse("activity_manage", args=[made.public_id])
    assert (made.group, made.state, made.name["en"]) == (group, ActivityState.DRAFT, "Soramame")
    assert made.has_food, "a cafeteria has food, whatever was ticked"
    assert Entry.objects.filter(thing="activity", action="created").exists()


def test_a_double_click_makes_one_activity(soda: Client, group: Group) -> None:
    key = soda.get(reverse("activity_new")).context["form"]["once_key"].value()
    for _ in range(2):
        soda.post(reverse("activity_new"), {**SAID, "once_key": key})
    assert Activity.objects.count() == 1


def test_staff_choose_for_which_group_or_for_the_place(aoki: User, sign_in: SignIn, group: Group) -> None:
    venue()
    staff = sign_in(aoki)
    staff.post(reverse("activity_new"), {**SAID, "group": group.pk})
    staff.post(reverse("activity_new"), {**SAID, "group": ""})
    assert [made.group for made in Activity.objects.all()] == [group, None]


@pytest.mark.parametrize(
    "wrong", [{"name": ""}, {"kind": "circus"}, {"since": "令和8年2月30日"}, {"name": "あ" * 61}]
)
def test_a_refused_form_keeps_everything_typed(soda: Client, group: Group, wrong: dict[str, str]) -> None:
    page = soda.post(reverse("activity_new"), {**SAID, **wrong}).content.decode()
    assert "もう一度見てください" in page
    assert "みんなで食べます" in page
    assert not Activity.objects.exists()


def test_two_who_write_at_once_lose_nothing(soda: Client, group: Group) -> None:
    made = activity(group=group)
    path = reverse("activity_edit", args=[made.public_id])
    seen = seen_of(soda, path)
    soda.post(path, {**SAID, "seen": seen})
    page = soda.post(path, {**SAID, "description": "わたしの文", "seen": seen}).content.decode()
    assert "ほかの人が書きかえました" in page
    assert "みんなで食べます" in page
    assert "わたしの文" in page


def test_it_goes_public_rests_and_ends(soda: Client, group: Group) -> None:
    made = activity(group=group, state=ActivityState.DRAFT)
    for to in ("running", "paused", "running", "ended"):
        soda.post(reverse("activity_move", args=[made.public_id]), {"to": to})
        made.refresh_from_db()
        assert made.state == to


@pytest.mark.parametrize("to", ["ended", "paused", "", "nonsense"])
def test_a_draft_cannot_rest_or_end(soda: Client, group: Group, to: str) -> None:
    made = activity(group=group, state=ActivityState.DRAFT)
    answer = soda.post(reverse("activity_move", args=[made.public_id]), {"to": to}, follow=True)
    assert "いま「下書き」です" in answer.content.decode()
    made.refresh_from_db()
    assert made.state == ActivityState.DRAFT


def test_a_group_whose_registration_is_over_publishes_nothing(group: Group, organizer_soda: User) -> None:
    made = activity(group=group, state=ActivityState.DRAFT)
    group.state = GroupState.ENDED
    group.save()
    with pytest.raises(Refused, match="団体登録"):
        move_activity(by=organizer_soda, activity=made, to="running")


def test_allergens_are_answered_one_by_one(soda: Client, group: Group) -> None:
    made = activity(group=group)
    soda.post(reverse("activity_allergens", args=[made.public_id]), {"egg": "yes", "milk": "ask"})
    made.refresh_from_db()
    assert (made.allergens, made.allergen_edition) == ({"egg": "yes"}, "2026")


def test_the_dates_of_ones_own_application_become_dates_of_the_activity(soda: Client, group: Group) -> None:
    made = activity(group=group)
    application = loose_application(group)
    soda.post(reverse("activity_attach", args=[made.public_id, application.public_id]))
    assert list(made.applications.all()) == [application]
    soda.post(reverse("activity_detach", args=[made.public_id, application.public_id]))
    assert not ActivityApplication.objects.exists()


def test_another_groups_application_is_refused(group: Group, organizer_soda: User, aoki: User) -> None:
    made, other = activity(group=group), loose_application(group_of(name="つくしの会"))
    for by in (organizer_soda, aoki):
        with pytest.raises(Refused):
            attach_application(by=by, activity=made, application=other)


def test_an_application_that_serves_another_activity_is_refused(group: Group, organizer_soda: User) -> None:
    taken = application_for(activity("学習室", group=group))
    with pytest.raises(Refused, match="ほかの活動"):
        attach_application(by=organizer_soda, activity=activity(group=group), application=taken)


def test_nobody_writes_for_a_group_of_others(partner_sato: User, group: Group) -> None:
    with pytest.raises(Refused):
        move_activity(by=partner_sato, activity=activity(group=group), to="ended")


def loose_application(group: Group, **columns: Any) -> Application:
    return Application.objects.create(
        venue=venue(), group=group, title="食堂", purpose=Purpose.SALON, door=Door.ACCOUNT, **columns
    )
