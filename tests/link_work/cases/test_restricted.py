"""A restricted case does not exist for others: each door by name, with data that could leak behind it."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from sengetsu.accounts.models import RoleGrant, User
from sengetsu.link_work.cases import access, queries
from sengetsu.link_work.cases.actions import (
    NextStep,
    change_state,
    give_reason,
    lift_restriction,
    restrict,
    set_next_step,
    set_urgency,
)
from sengetsu.link_work.cases.choices import HandoverState, State, Urgency
from sengetsu.link_work.cases.handovers import offer
from sengetsu.link_work.cases.models import Case
from sengetsu.link_work.cases.people import add_new_person, put_person, take_out
from sengetsu.link_work.people.choices import Relationship
from sengetsu.link_work.visits.actions import record_contact
from sengetsu.link_work.visits.choices import How
from tests.link_work.conftest import in_days, opened
from tests.people import SignIn

pytestmark = pytest.mark.django_db
SAYS = ("佐伯さん", "みどり", "灯台", "転居先")

EVERYWHERE = [
    ("home_today", {}),
    ("case_list", {"whose": "team"}),
    ("case_list", {"whose": "all"}),
    ("case_list", {"whose": "all", "state": "received"}),
    ("case_export", {}),
    ("home_search", {"q": "佐伯"}),
    ("home_search", {"q": "さえき"}),
    ("home_search", {"q": "転居先の鍵"}),
    ("home_search", {"q": "048-000-0099"}),
    ("people_likely", {"family_name": "佐伯", "given_name": "みどり"}),
    ("people_likely", {"phone": "０４８－０００－００９９"}),
    ("people_likely", {"address": "灯台通り1-2"}),
    ("intake_list", {}),
]
WHO = {"aoki": True, "hoshi": True, "mori": False, "kitano": False, "ogawa": False}


def says(text: str, asked: dict[str, str]) -> bool:
    """Whether a page tells anything that was not in the question itself."""
    typed = "".join(asked.values())
    return any(word in text for word in SAYS if word not in typed)


@pytest.mark.parametrize(("name", "asked"), EVERYWHERE)
@pytest.mark.parametrize("who", ["mori", "kitano", "ogawa"])
def test_it_is_nowhere_for_who_is_not_named(
    saeki: Case, sign_in: SignIn, request: pytest.FixtureRequest, who: str, name: str, asked: dict[str, str]
) -> None:
    answer = sign_in(request.getfixturevalue(who)).get(reverse(name), asked)
    assert not says(answer.content.decode(), asked)
    assert saeki.number not in answer.content.decode()


@pytest.mark.parametrize("who", ["aoki", "hoshi"])
def test_the_named_find_it(saeki: Case, sign_in: SignIn, request: pytest.FixtureRequest, who: str) -> None:
    client = sign_in(request.getfixturevalue(who))
    found = [
        name for name, asked in EVERYWHERE if says(client.get(reverse(name), asked).content.decode(), asked)
    ]
    assert {"case_list", "case_export", "home_search", "people_likely"} <= set(found)


@pytest.mark.parametrize(("who", "may"), WHO.items())
def test_its_page_is_for_the_named(
    saeki: Case, sign_in: SignIn, request: pytest.FixtureRequest, who: str, may: bool
) -> None:
    answer = sign_in(request.getfixturevalue(who)).get(reverse("case_page", args=[saeki.public_id]))
    assert answer.status_code == (200 if may else 404)


def test_it_needs_a_deputy(kitagawa: Case, aoki: User) -> None:
    for users in ([], [aoki]):
        with pytest.raises(ValidationError, match="もう1人"):
            restrict(by=aoki, case=kitagawa, users=users)
    kitagawa.refresh_from_db()
    assert not kitagawa.restricted


def test_a_deputy_is_somebody_who_can_come_in(kitagawa: Case, aoki: User, partner_sato: User) -> None:
    with pytest.raises(ValidationError, match="いま入れる人"):
        restrict(by=aoki, case=kitagawa, users=[partner_sato])


def test_who_is_not_named_keeps_no_promise_and_no_offer(
    kitagawa: Case, aoki: User, mori: User, hoshi: User
) -> None:
    step = NextStep(words="訪ねる", on=in_days(1), person=mori)
    set_next_step(by=aoki, case=kitagawa, next_step=step)
    asked = offer(by=aoki, case=kitagawa, receiver=mori, summary="北川家のこと")
    case = restrict(by=aoki, case=kitagawa, users=[hoshi])
    asked.refresh_from_db()
    assert (case.next_person, asked.state) == (aoki, HandoverState.WITHDRAWN)
    assert not queries.handovers_for(mori).exists()


def test_a_later_restriction_takes_an_offer_off_the_list(kitagawa: Case, aoki: User, mori: User) -> None:
    offer(by=aoki, case=kitagawa, receiver=mori, summary="北川家のこと")
    assert queries.handovers_for(mori).count() == 1
    Case.objects.filter(pk=kitagawa.pk).update(restricted=True)
    assert not queries.handovers_for(mori).exists()


def test_nobody_outside_is_promised(saeki: Case, aoki: User, mori: User, hoshi: User) -> None:
    with pytest.raises(ValidationError, match="来られる"):
        set_next_step(by=aoki, case=saeki, next_step=NextStep(words="電話", on=in_days(1), person=mori))
    assert set(queries.workers_of(saeki)) == {aoki, hoshi}


def test_urgent_and_late_it_still_shows_to_nobody_else(saeki: Case, aoki: User, mori: User) -> None:
    set_urgency(by=aoki, case=saeki, urgency=Urgency.EMERGENCY, reason="追われている", recheck_on=in_days(0))
    today = timezone.localdate()
    # even if the promise were mori's, by whatever way
    Case.objects.filter(pk=saeki.pk).update(next_person=mori)
    for part in (queries.late, queries.due, queries.this_week, queries.recheck_due):
        assert not part(mori, today).exists()


def test_closed_it_stays_hidden(saeki: Case, aoki: User, mori: User, sign_in: SignIn) -> None:
    change_state(by=aoki, case=saeki, to=State.CLOSED, words="新しい町へ")
    text = sign_in(mori).get(reverse("case_list"), {"whose": "all", "state": "closed"}).content.decode()
    assert "佐伯" not in text


def test_who_was_taken_out_of_it_stays_hidden(saeki: Case, aoki: User, mori: User) -> None:
    person = saeki.members.get().person
    take_out(by=aoki, case=saeki, person=person)
    likely = queries.likely_people(mori, name="佐伯", phone="", address="")
    assert (likely, queries.known_people(mori).filter(pk=person.pk).exists()) == ([], False)


def test_somebody_of_an_open_case_too_shows_with_that_case_only(
    saeki: Case, kitagawa: Case, aoki: User, mori: User
) -> None:
    person = saeki.members.get().person
    put_person(by=aoki, case=kitagawa, person=person, lives_here=False)
    (likely,) = queries.likely_people(mori, name="佐伯", phone="", address="")
    assert likely.cases == [kitagawa]


def test_the_hidden_do_not_crowd_out_those_who_may_show(
    saeki: Case, aoki: User, hoshi: User, mori: User
) -> None:
    open_one = opened(aoki, "佐伯家")
    place = {"relationship": Relationship.SELF}
    add_new_person(by=aoki, case=open_one, place=place, family_name="佐伯", given_name="太郎")
    for number in range(40):
        add_new_person(by=aoki, case=saeki, place=place, family_name="佐伯", given_name=f"子{number}")
    likely = queries.likely_people(mori, name="佐伯", phone="", address="")
    assert [one.person.name for one in likely] == ["佐伯 太郎"]
    assert list(queries.found_by(mori, "佐伯")) == [open_one]


def test_lifted_it_is_the_teams_again(saeki: Case, aoki: User, mori: User, sign_in: SignIn) -> None:
    lift_restriction(by=aoki, case=saeki)
    assert sign_in(mori).get(reverse("case_page", args=[saeki.public_id])).status_code == 200


@pytest.mark.parametrize(
    ("who", "may"), {"aoki": True, "hoshi": False, "mori": False, "kitano": False, "ogawa": False}.items()
)
def test_only_the_owner_changes_who_is_named(
    saeki: Case, sign_in: SignIn, request: pytest.FixtureRequest, who: str, may: bool
) -> None:
    client = sign_in(request.getfixturevalue(who))
    page = client.get(reverse("case_restrict", args=[saeki.public_id]))
    lifted = client.post(reverse("case_unrestrict", args=[saeki.public_id]))
    saeki.refresh_from_db()
    assert (page.status_code == 200, lifted.status_code == 302, saeki.restricted) == (may, may, not may)


def test_when_none_of_the_named_can_come_in_any_more_it_falls_to_managers(
    saeki: Case, mori: User, ogawa: User, aoki: User, hoshi: User
) -> None:
    RoleGrant.objects.filter(user=aoki).update(ended_at=timezone.now())
    assert not Case.objects.visible_to(ogawa).filter(pk=saeki.pk).exists()
    User.objects.filter(pk=hoshi.pk).update(is_active=False)
    assert list(queries.without_a_worker(ogawa)) == [saeki]
    assert not Case.objects.visible_to(mori).filter(pk=saeki.pk).exists()


def test_a_look_from_before_opens_nothing_after(
    kitagawa: Case, aoki: User, hoshi: User, kitano: User
) -> None:

    give_reason(by=kitano, case=kitagawa, reason="家族の相談を受けた")
    assert access.can_open(kitano, kitagawa)
    case = restrict(by=aoki, case=kitagawa, users=[hoshi])
    assert not access.can_open(kitano, case)


def test_notes_of_it_are_found_by_the_named_alone(saeki: Case, aoki: User, hoshi: User, mori: User) -> None:
    record_contact(by=aoki, case=saeki, at=timezone.now(), how=How.VISIT, happened="みかんを届けた")
    assert list(queries.found_by(hoshi, "みかん")) == [saeki]
    assert list(queries.found_by(mori, "みかん")) == []
