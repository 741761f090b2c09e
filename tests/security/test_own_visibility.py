"""One of a household shows only in the cases that support them: on no page, in no search, paper or file of
the family's case does anything of that person stand, whatever room of the case points at them.

The father's case is kitano's. His daughter is in it, supported by nobody; aoki supports her in another case.
"""

from urllib.parse import urlencode

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from sengetsu.accounts.models import User
from sengetsu.directory.models import Organization
from sengetsu.link_work.cases import life_actions, merge_actions, people
from sengetsu.link_work.cases.actions import give_reason
from sengetsu.link_work.cases.choices import LifeKind, Participation
from sengetsu.link_work.cases.life_models import Proposal
from sengetsu.link_work.cases.models import Case
from sengetsu.link_work.consents.choices import Document
from sengetsu.link_work.people import veil
from sengetsu.link_work.people.actions import change_person, put_bond
from sengetsu.link_work.people.choices import BondKind, Relationship
from sengetsu.link_work.people.models import Person
from tests import factories
from tests.access.test_fields import text_of
from tests.link_work.asking import consent, need
from tests.link_work.conftest import opened
from tests.people import SignIn
from tests.whole_cases import WholeCase, whole_case

from .canaries import OTHER, Bird
from .looking import Looking

pytestmark = pytest.mark.django_db
NEW = {
    "family_name": "鷦鷯姓", "given_name": "鷦鷯名", "family_kana": "みそさざい", "given_kana": "せつめい",
    "other_names": "鷦鷯旧姓", "description": "鷦鷯のひと", "birth": "平成15年7月9日",
    "phone": "048-000-0143", "email": "misosazai@example.jp", "address": "鷦鷯通り三番", "note": "鷦鷯の覚え",
}  # fmt: skip
NOT_ON_A_PAGE = {"other_names", "description", "email", "note"}  # in the form that corrects, and there alone


NO_PAGE = {"attachment_file"}  # a file as somebody brought it
LIVES_THERE = {"relationship": Relationship.DAUGHTER, "is_client": False}


@pytest.fixture
def family(kitano: User, hoshi: User) -> WholeCase:
    """kitano's case with something in every room."""
    assert kitano.team
    here = Organization.objects.create(name="西地区の相談室")
    return whole_case(owner=kitano, team=kitano.team, receiver=hoshi, organization=here, word=OTHER)


@pytest.fixture
def own(aoki: User) -> Case:
    return opened(aoki, "青い屋根の家")


@pytest.fixture
def daughter(family: WholeCase, own: Case, kitano: User, aoki: User) -> Person:
    """Known to the family's case from before, and in each of its rooms; aoki has learnt more since."""
    case = family.case
    values = {"family_name": "辻", "given_name": "るい"}
    person = people.add_new_person(by=kitano, case=case, place=LIVES_THERE, **values).person
    put_bond(
        by=kitano, first=family.person, second=person, kind=BondKind.BIRTH_PARENT, case_number=case.number
    )
    need(case, kitano, person=person)
    given = {"facts": ["name"], "documents": [Document.PLAN]}
    here = family.consent.organization
    consent(case, kitano, person, here.services.create(name="相談", category="care"), **given)
    family.plan.plan.people.add(person)
    life_actions.note_life_event(by=kitano, case=case, person=person, kind=LifeKind.JOB)
    life_actions.note_participation(by=kitano, case=case, person=person, step=Participation.REGULAR)
    people.put_person(by=aoki, case=own, person=person, lives_here=False)
    return change_person(by=aoki, person=person, case_number=own.number, **NEW)


def hide(person: Person, aoki: User) -> Person:
    return change_person(
        by=aoki,
        person=person,
        only_own_cases=True,
        family_name=person.family_name,
        given_name="",
        description="",
    )


def shown_to(who: User, family: WholeCase, daughter: Person) -> set[str]:
    """Which of the new words stand anywhere in what `who` gets to see of the family's case."""
    client = Client()
    factories.open_session(client, who)
    looking = Looking({}, {OTHER: Bird(OTHER, family)})
    addresses = [one for one in looking.addresses if one.name not in NO_PAGE]
    here = {"public_id": family.case.public_id, "person_id": daughter.public_id}
    paths = [reverse(name, kwargs=here) for name in ("person_edit", "person_merge", "person_known")]
    paths += [path for one in addresses for path in looking.paths(one, forged=False)]
    for asked in ("ミソサザイ", "０４８００００１４３"):  # spelt so that the page's own echo is not counted
        paths.append(f"{reverse('home_search')}?{urlencode({'q': asked})}")
        paths += [f"{reverse('people_likely')}?{urlencode({name: asked})}" for name in ("name", "phone")]
    texts = [text_of(client, path) for path in sorted(set(paths))]
    return {field for field, word in NEW.items() if any(word in text for text in texts)}


def test_without_an_own_visibility_the_family_shows_all_of_them(
    daughter: Person, family: WholeCase, kitano: User
) -> None:
    """What the next test would miss if the walk led nowhere."""
    assert shown_to(kitano, family, daughter) == set(NEW) - {"email"}  # kept, and on no page yet


def test_who_opens_no_case_that_supports_them_learns_nothing_new_anywhere(
    daughter: Person, family: WholeCase, kitano: User, aoki: User, sign_in: SignIn
) -> None:
    hide(daughter, aoki)
    assert shown_to(kitano, family, daughter) == set()
    household = sign_in(kitano).get(reverse("household_page", args=[family.case.public_id]))
    assert veil.VEILED in household.content.decode()


def test_who_opens_both_cases_sees_them_in_the_family_as_well(
    daughter: Person, family: WholeCase, aoki: User, kitano: User, sign_in: SignIn
) -> None:
    hide(daughter, aoki)
    household = reverse("household_page", args=[family.case.public_id])
    give_reason(by=aoki, case=family.case, reason="きょうだいのことで")
    assert NEW["family_name"] in sign_in(aoki).get(household).content.decode()
    own = daughter.cases.get(is_client=True).case
    give_reason(by=kitano, case=own, reason="きょうだいのことで")
    assert NEW["family_name"] in sign_in(kitano).get(household).content.decode()


def test_a_search_for_them_finds_only_the_cases_that_may_show_them(
    daughter: Person, family: WholeCase, own: Case, aoki: User, kitano: User, sign_in: SignIn
) -> None:
    def found(who: User) -> list[bool]:
        page = sign_in(who).get(reverse("home_search"), {"q": NEW["family_name"]}).content.decode()
        return [f"/cases/{case.public_id}/" in page for case in (family.case, own)]

    assert found(kitano) == [True, True]
    hide(daughter, aoki)
    assert found(kitano) == [False, False]
    assert found(aoki) == [True, True]


def test_what_one_does_not_see_one_does_not_overwrite(
    daughter: Person, family: WholeCase, aoki: User, kitano: User, sign_in: SignIn
) -> None:
    hide(daughter, aoki)
    client, here = sign_in(kitano), [family.case.public_id, daughter.public_id]
    assert client.post(reverse("person_edit", args=here), {"family_name": "別姓"}).status_code == 404
    assert client.post(reverse("person_remove", args=here)).status_code == 404
    with (
        veil.looking(lambda: frozenset({daughter.pk})),
        pytest.raises(ValidationError, match="支えるケースを開ける人だけ"),
    ):
        change_person(by=kitano, person=daughter, family_name="別姓")
    daughter.refresh_from_db()
    assert daughter.family_name == NEW["family_name"]


def test_their_life_is_proposed_only_where_they_are_supported(
    daughter: Person, family: WholeCase, own: Case, aoki: User
) -> None:
    family.case.refresh_from_db()
    Case.objects.filter(pk=own.pk).update(household=family.case.household)
    life_actions.note_life_event(by=aoki, case=own, person=daughter, kind=LifeKind.HOSPITAL)
    assert Proposal.objects.filter(case=family.case, event__case=own).exists()
    Proposal.objects.all().delete()
    hide(daughter, aoki)
    daughter.refresh_from_db()
    life_actions.note_life_event(by=aoki, case=own, person=daughter, kind=LifeKind.HOSPITAL)
    assert not Proposal.objects.filter(case=family.case).exists()


def test_no_form_of_the_familys_case_offers_them_not_even_to_who_sees_them(
    daughter: Person, family: WholeCase, aoki: User, sign_in: SignIn
) -> None:
    give_reason(by=aoki, case=family.case, reason="きょうだいのことで")
    form = reverse("life_event_new", args=[family.case.public_id])
    choice = f'value="{daughter.pk}"'
    assert choice in sign_in(aoki).get(form).content.decode()
    hide(daughter, aoki)
    assert choice not in sign_in(aoki).get(form).content.decode()


def test_somebody_must_be_left_who_sees_them(daughter: Person, own: Case, aoki: User) -> None:
    hide(daughter, aoki)
    for undo in (
        lambda: people.take_out(by=aoki, case=own, person=daughter),
        lambda: people.put_person(by=aoki, case=own, person=daughter, is_client=False, lives_here=False),
    ):
        with pytest.raises(ValidationError, match="だれにも見えなくなります"):
            undo()
    assert own.members.get(person=daughter).is_client


def test_a_merge_of_cases_does_not_open_them_to_the_readers_of_the_other(
    daughter: Person, own: Case, aoki: User
) -> None:
    hide(daughter, aoki)
    other = opened(aoki, "となりの家")
    with pytest.raises(ValidationError, match="片方のケースだけ"):
        merge_actions.merge_cases(by=aoki, kept=other, gone=own, words="同じ家")


def test_it_is_chosen_on_the_page_of_the_person_and_says_so(
    daughter: Person, own: Case, aoki: User, sign_in: SignIn
) -> None:
    client, page = sign_in(aoki), reverse("person_edit", args=[own.public_id, daughter.public_id])
    form = client.get(page).context["form"]
    sent = {name: form[name].value() for name in form.fields if form[name].value() not in (None, False)}
    answer = client.post(page, {**sent, "only_own_cases": "on"}, follow=True)
    assert "支えるケースの中だけ" in answer.content.decode()
    daughter.refresh_from_db()
    assert daughter.only_own_cases


def test_a_merge_of_two_records_does_not_hide_somebody_from_everybody(own: Case, aoki: User) -> None:
    """The kept record stands for the family only; with the mark it would be supported nowhere."""
    supported = people.add_new_person(by=aoki, case=own, place={}, family_name="辻").person
    kept = people.add_new_person(by=aoki, case=own, place=LIVES_THERE, family_name="辻").person
    hide(supported, aoki)
    with pytest.raises(ValidationError, match="だれにも見えなくなります"):
        merge_actions.merge_people(by=aoki, case=own, kept=kept, gone=supported)
