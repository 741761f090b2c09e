"""Families: what cannot be is refused, what is, is drawn, and what happens to one is proposed for another."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from pytest_django.fixtures import Settings

from sengetsu.accounts.models import User
from sengetsu.link_work.cases.actions import NextStep, restrict
from sengetsu.link_work.cases.choices import LifeKind, Participation
from sengetsu.link_work.cases.life_actions import note_life_event, note_participation, take_proposal
from sengetsu.link_work.cases.models import Case
from sengetsu.link_work.cases.people import add_new_person, put_person
from sengetsu.link_work.cases.risks import hints
from sengetsu.link_work.desk.genogram import LOWER
from sengetsu.link_work.desk.queries import family_of, household_of
from sengetsu.link_work.desk.through_time import compare, ties_on
from sengetsu.link_work.people.actions import change_bond, put_bond
from sengetsu.link_work.people.bonds import ancestors_of
from sengetsu.link_work.people.choices import BondKind, BondState, Relationship
from sengetsu.link_work.people.models import Person
from sengetsu.link_work.ties.actions import add_tie, change_tie, end_tie
from sengetsu.link_work.ties.choices import Strength, TieKind
from sengetsu.link_work.ties.models import Tie
from tests import factories
from tests.link_work.conftest import in_days, opened
from tests.people import SignIn

TODAY = timezone.localdate()


def one(case: Case, by: User, name: str, birth: str = "", **values: object) -> Person:
    place = {"relationship": values.pop("relationship", Relationship.UNKNOWN), **values}
    died_on = place.pop("died_on", None)
    sex = "female" if "母" in name else "male"
    return add_new_person(
        by=by, case=case, place=place, family_name="北川", given_name=name, birth=birth, sex=sex,
        died_on=died_on,
    ).person  # fmt: skip


def now(case: Case) -> Case:
    """The case as it is stored: its household began with its first person."""
    return Case.objects.get(pk=case.pk)


@pytest.mark.django_db
def test_a_circle_in_a_family_is_refused(aoki: User, kitagawa: Case) -> None:
    grandfather, father, child = (one(kitagawa, aoki, name) for name in ("祖父", "父", "子"))
    put_bond(by=aoki, first=grandfather, second=father, kind=BondKind.BIRTH_PARENT)
    put_bond(by=aoki, first=father, second=child, kind=BondKind.OTHER_PARENT)
    with pytest.raises(ValidationError, match="輪になります"):
        put_bond(by=aoki, first=child, second=grandfather, kind=BondKind.OTHER_PARENT)
    with pytest.raises(ValidationError, match="同じ人"):
        put_bond(by=aoki, first=child, second=child, kind=BondKind.COUPLE)


@pytest.mark.django_db
def test_nobody_has_three_birth_parents_but_any_number_of_others(aoki: User, kitagawa: Case) -> None:
    child, *parents = (one(kitagawa, aoki, name) for name in ("子", "父", "母", "伯父"))
    for parent in parents[:2]:
        put_bond(by=aoki, first=parent, second=child, kind=BondKind.BIRTH_PARENT)
    with pytest.raises(ValidationError, match="二人の生みの親"):
        put_bond(by=aoki, first=parents[2], second=child, kind=BondKind.BIRTH_PARENT)
    put_bond(by=aoki, first=parents[2], second=child, kind=BondKind.OTHER_PARENT)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("mother", "child", "possible"),
    [
        ("昭和19年3月8日", "昭和47年5月3日", True),
        ("昭和47年5月3日", "昭和19年3月8日", False),
        ("平成元年1月8日", "昭和64年1月7日", False),
        ("40代", "80歳くらい", False),
        ("80歳くらい", "", True),
    ],
)
def test_a_child_is_not_older_than_its_mother(
    mother: str, child: str, possible: bool, aoki: User, kitagawa: Case
) -> None:
    pair = {"first": one(kitagawa, aoki, "母", mother), "second": one(kitagawa, aoki, "子", child)}
    if possible:
        assert put_bond(by=aoki, kind=BondKind.BIRTH_PARENT, **pair).pk
    else:
        with pytest.raises(ValidationError, match="年上"):
            put_bond(by=aoki, kind=BondKind.BIRTH_PARENT, **pair)


@pytest.mark.django_db
def test_dates_before_birth_stand_beside_their_field(aoki: User, kitagawa: Case, sign_in: SignIn) -> None:
    mother = one(kitagawa, aoki, "母", "昭和19年3月8日")
    father = one(kitagawa, aoki, "父", "昭和15年3月8日")
    with pytest.raises(ValidationError, match="生まれる前"):
        put_bond(by=aoki, first=mother, second=father, kind=BondKind.COUPLE, since=date(1942, 1, 1))
    address = reverse("person_edit", args=[kitagawa.public_id, mother.public_id])
    sent = {"family_name": "北川", "birth": "昭和19年3月8日", "died_on": "昭和18年1月1日"}
    assert "生まれた日より前です" in sign_in(aoki).post(address, sent).content.decode()


@pytest.mark.django_db
def test_somebody_lives_in_one_household_only(aoki: User, kitagawa: Case) -> None:
    mother = one(kitagawa, aoki, "母")
    other = opened(aoki, "別の家")
    with pytest.raises(ValidationError) as refused:
        put_person(by=aoki, case=other, person=mother, lives_here=True)
    assert "lives_here" in refused.value.message_dict
    put_person(by=aoki, case=other, person=mother)  # known, and living at home


@pytest.mark.django_db
def test_the_picture_has_generations_couples_and_the_home(aoki: User, kitagawa: Case) -> None:
    mother = one(kitagawa, aoki, "母", "昭和19年3月8日")
    father = one(kitagawa, aoki, "父", "昭和15年1月1日", lives_here=False)
    son = one(kitagawa, aoki, "誠", "昭和47年5月3日")
    couple = put_bond(by=aoki, first=father, second=mother, kind=BondKind.COUPLE)
    change_bond(by=aoki, bond=couple, state=BondState.DIVORCED)
    for parent in (father, mother):
        put_bond(by=aoki, first=parent, second=son, kind=BondKind.BIRTH_PARENT)
    picture = family_of(now(kitagawa))
    at = {sign.person.pk: (sign.x, sign.y) for sign in picture.signs}
    assert at[mother.pk][1] == at[father.pk][1] < at[son.pk][1]
    assert at[son.pk][0] == (at[mother.pk][0] + at[father.pk][0]) / 2
    assert any(line.slashes.count("l8 -24") == 2 for line in picture.lines)
    for person, ringed in ((mother, True), (son, True), (father, False)):
        x, y = at[person.pk]
        assert (f"{x:.0f} {y + LOWER:.0f}" in picture.home) is ringed


@pytest.mark.django_db
def test_what_happens_to_the_mother_is_proposed_for_the_son(
    aoki: User, kitagawa: Case, sign_in: SignIn
) -> None:
    mother, son = one(kitagawa, aoki, "母", "82歳"), one(kitagawa, aoki, "誠", "54歳")
    happened = note_life_event(by=aoki, case=kitagawa, person=mother, kind=LifeKind.HOSPITAL)
    (proposal,) = happened.proposals.all()
    assert (proposal.person, proposal.case) == (son, kitagawa)
    client = sign_in(aoki)
    assert proposal.words in client.get("/home/").content.decode()
    step = NextStep(words="誠さんに会う", on=in_days(1), person=aoki)
    take_proposal(by=aoki, proposal=proposal, next_step=step)
    assert proposal.words not in client.get("/home/").content.decode()
    kitagawa.refresh_from_db()
    assert kitagawa.next_step == "誠さんに会う"


@pytest.mark.django_db
def test_a_death_is_written_once_and_ends_no_other_life(aoki: User, kitagawa: Case) -> None:
    mother, _ = one(kitagawa, aoki, "母", "82歳"), one(kitagawa, aoki, "誠", "54歳")
    note_life_event(by=aoki, case=kitagawa, person=mother, kind=LifeKind.DEATH)
    mother.refresh_from_db()
    assert mother.died_on == TODAY
    assert [sign.gone for sign in family_of(now(kitagawa)).signs if sign.person == mother] == [True]


@pytest.mark.django_db
def test_a_restricted_case_proposes_nothing_outside_itself(aoki: User, hoshi: User, kitagawa: Case) -> None:
    mother, son = one(kitagawa, aoki, "母", "82歳"), one(kitagawa, aoki, "誠", "54歳")
    other = opened(aoki, "誠さん")
    Case.objects.filter(pk=other.pk).update(household=now(kitagawa).household)
    put_person(by=aoki, case=now(other), person=son)
    assert note_life_event(by=aoki, case=kitagawa, person=mother, kind=LifeKind.CARE).proposals.count() == 2
    restrict(by=aoki, case=kitagawa, users=[hoshi])
    kitagawa.refresh_from_db()
    happened = note_life_event(by=aoki, case=kitagawa, person=mother, kind=LifeKind.HOSPITAL)
    assert {one.case_id for one in happened.proposals.all()} == {kitagawa.pk}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("ages", "hint"),
    [
        (["82歳", "54歳"], "8050"),
        (["80歳", "45歳", "9歳"], "ダブルケア"),
        (["82歳", "14歳"], "ヤングケアラー"),
        (["30歳", "4歳"], ""),
    ],
)
def test_the_house_warns_and_decides_nothing(ages: list[str], hint: str, aoki: User, kitagawa: Case) -> None:
    for number, age in enumerate(ages):
        one(kitagawa, aoki, f"人{number}", age)
    found = " ".join(one.name for one in hints(household_of(now(kitagawa))))
    assert hint in found
    assert bool(found) is bool(hint)


@pytest.mark.django_db
def test_the_ecomap_goes_back_in_time_and_says_what_grew_and_thinned(
    aoki: User, kitagawa: Case, sign_in: SignIn
) -> None:
    ago = TODAY - timedelta(days=60)
    kept, grown, ended = (
        add_tie(by=aoki, case=kitagawa, kind=TieKind.PERSON, label=label, strength=Strength.WEAK, since=ago)
        for label in ("原さん", "そらまめ食堂", "叔母")
    )
    change_tie(by=aoki, tie=grown, strength=Strength.STRONG, flow=grown.flow)
    end_tie(by=aoki, tie=ended)
    add_tie(by=aoki, case=kitagawa, kind=TieKind.ACTIVITY, label="学習室")
    before, after = ties_on(kitagawa, ago), ties_on(kitagawa, TODAY)
    assert {tie.label for tie in before} == {"原さん", "そらまめ食堂", "叔母"}
    changes = {change.label: change.how for change in compare(before, after)}
    assert changes == {"そらまめ食堂": "grew", "叔母": "gone", "学習室": "new"}
    assert kept.label not in changes
    page = sign_in(aoki).get(reverse("ecomap_time", args=[kitagawa.public_id])).content.decode()
    for words in ("つよくなった", "なくなった", "ふえた"):
        assert words in page
    for nonsense in ("?was=abc", "?was=-9&now=99999999999999999999"):
        address = reverse("ecomap_time", args=[kitagawa.public_id]) + nonsense
        assert sign_in(aoki).get(address).status_code == 200
    assert Tie.objects.filter(case=kitagawa).count() == 5


class AnyFamily(TestCase):
    """Whatever lines somebody tries to draw: no circle, at most two birth parents, and it can be drawn."""

    @settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
    @given(
        st.lists(
            st.tuples(st.integers(0, 5), st.integers(0, 5), st.sampled_from(sorted(BondKind))), max_size=14
        )
    )
    def test_every_family_that_is_let_in_can_be_drawn(self, lines: list[tuple[int, int, str]]) -> None:
        by = factories.aoki(factories.team("織月"))
        case = opened(by, "北川家")
        people = [one(case, by, f"人{number}") for number in range(6)]
        for first, second, kind in lines:
            try:
                put_bond(by=by, first=people[first], second=people[second], kind=BondKind(kind))
            except ValidationError:
                continue
        assert all(person.pk not in ancestors_of(person.pk) for person in people)
        picture = family_of(now(case))
        assert len(picture.signs) == 6
        assert len({(sign.x, sign.y) for sign in picture.signs}) == 6
        assert all(0 <= sign.x <= picture.width and 0 <= sign.y <= picture.height for sign in picture.signs)


@pytest.mark.django_db
def test_the_helped_become_helpers_and_only_link_work_knows(
    aoki: User, partner_sato: User, kitagawa: Case, sign_in: SignIn
) -> None:
    son = one(kitagawa, aoki, "誠", "54歳")
    for days, step in ((60, Participation.FIRST_VISIT), (20, Participation.HELPER)):
        note_participation(by=aoki, case=kitagawa, person=son, step=step, on=TODAY - timedelta(days=days))
    address = reverse("participation_new", args=[kitagawa.public_id])
    tomorrow = {"person": son.pk, "step": 3, "on": (TODAY + timedelta(days=1)).isoformat()}
    assert "これからの日です" in sign_in(aoki).post(address, tomorrow).content.decode()
    page = sign_in(aoki).get(reverse("household_page", args=[kitagawa.public_id])).content.decode()
    assert page.index("はじめて来た") < page.index("手伝う")
    for open_page in ("/", "/activities/", reverse("partner_home")):
        assert "誠" not in sign_in(partner_sato).get(open_page).content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("sign", "drawn", "legend"), [("cross", False, "×＝亡く"), ("fill", True, "黒＝亡く")]
)
def test_the_dead_are_crossed_or_filled_as_the_town_draws_them(
    sign: str,
    drawn: bool,
    legend: str,
    aoki: User,
    kitagawa: Case,
    sign_in: SignIn,
    settings: Settings,
) -> None:
    one(kitagawa, aoki, "母", "昭和19年3月8日", died_on=TODAY)
    settings.DECEASED_SIGN = sign
    address = reverse("household_page", args=[kitagawa.public_id])
    page = sign_in(aoki).get(address).content.decode()
    assert legend in page
    assert ('data-sign="filled"' in page, 'data-sign="cross"' in page) == (drawn, not drawn)
    now_page = sign_in(aoki).get(reverse("case_page", args=[kitagawa.public_id])).content.decode()
    assert ("M-12 -12L12 12" in now_page) == (not drawn), "the picture of ties draws them alike"
