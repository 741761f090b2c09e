"""Two records that are one: merged, taken back, and never a way around a restriction."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from sengetsu.accounts.models import User
from sengetsu.link_work.cases.actions import NextStep, change_state, restrict
from sengetsu.link_work.cases.choices import State
from sengetsu.link_work.cases.merge_actions import merge_cases, merge_people, split_household, undo_merge
from sengetsu.link_work.cases.models import Case
from sengetsu.link_work.cases.moving_rows import _relations
from sengetsu.link_work.cases.people import add_new_person
from sengetsu.link_work.desk.search import search
from sengetsu.link_work.people.actions import put_bond
from sengetsu.link_work.people.choices import BondKind
from sengetsu.link_work.people.models import HouseholdMember, Person
from tests.link_work.asking import consent, mother, need, service, son
from tests.link_work.conftest import in_days, opened
from tests.people import SignIn


def now(case: Case) -> Case:
    return Case.objects.get(pk=case.pk)


def counts(case: Case) -> dict[str, int]:
    """How many rows of each kind hang on a case."""
    return {
        f"{model._meta.label_lower}.{field}": model._base_manager.filter(**{field: case}).count()
        for model, field in _relations(Case, but=("link_work.merge", "link_work.caseevent"))
    }


@pytest.mark.django_db
def test_everything_moves_and_moves_back(aoki: User, kitagawa: Case) -> None:
    other = opened(aoki, "同じ家")
    person = mother(other, aoki)
    need(other, aoki, person=person, words="灯油がない")
    consent(other, aoki, person, service())
    before = (counts(kitagawa), counts(other))
    merge = merge_cases(by=aoki, kept=kitagawa, gone=other, words="同じ家だった")
    assert kitagawa.needs.count() == 1
    assert kitagawa.consents.count() == 1
    assert now(other).state == State.CLOSED
    assert [case.pk for case in search(aoki, "灯油").cases] == [kitagawa.pk]
    assert now(kitagawa).household == now(other).household
    undo_merge(by=aoki, merge=merge)
    assert (counts(kitagawa), counts(other)) == before
    assert now(other).state == State.RECEIVED
    assert [case.pk for case in search(aoki, "灯油").cases] == [other.pk]
    with pytest.raises(ValidationError, match="もう元に"):
        undo_merge(by=aoki, merge=merge)


@pytest.mark.django_db
def test_every_table_that_points_at_a_case_is_thought_of() -> None:
    """A new room is moved by itself; who may see a case and who looked stays with each case."""
    tables = {model._meta.label_lower for model, _ in _relations(Case, but=())}
    assert {"link_work.contact", "link_work.plan", "link_work.attachment", "link_work.agendaitem"} <= tables
    assert {"link_work.caseaccess", "link_work.look"} <= tables


@pytest.mark.django_db
def test_a_person_of_both_cases_is_in_the_merged_one_once(aoki: User, kitagawa: Case) -> None:
    person = mother(kitagawa, aoki)
    other = opened(aoki, "同じ家")
    other.members.create(person=person)
    merge_cases(by=aoki, kept=kitagawa, gone=other, words="同じ家")
    assert kitagawa.members.filter(person=person).count() == 1


@pytest.mark.django_db
def test_no_restriction_is_walked_around(
    aoki: User, hoshi: User, mori: User, kitano: User, kitagawa: Case, saeki: Case, higashi: Case
) -> None:
    with pytest.raises(ValidationError, match="見られる人がちがいます"):
        merge_cases(by=aoki, kept=kitagawa, gone=saeki, words="同じ")
    with pytest.raises(ValidationError, match="理由なしに"):
        merge_cases(by=aoki, kept=kitagawa, gone=higashi, words="同じ")
    restrict(by=aoki, case=kitagawa, users=[mori])
    with pytest.raises(ValidationError, match="見られる人がちがいます"):
        merge_cases(by=aoki, kept=now(kitagawa), gone=saeki, words="同じ")
    restrict(by=aoki, case=kitagawa, users=[hoshi])
    merge_cases(by=aoki, kept=now(kitagawa), gone=saeki, words="同じ")


@pytest.mark.django_db
def test_the_page_says_the_same_of_a_strange_number_and_of_none(
    aoki: User, kitagawa: Case, higashi: Case, sign_in: SignIn
) -> None:
    client, address = sign_in(aoki), reverse("case_merge", args=[kitagawa.public_id])
    said = [
        client.post(address, {"other": number, "words": "同じ"}).content.decode()
        for number in (higashi.number, "2026-9999")
    ]
    assert all("この番号で、あなたが開けるケースはありません" in page for page in said)


@pytest.mark.django_db
def test_merged_and_undone_on_the_page(aoki: User, kitagawa: Case, sign_in: SignIn) -> None:
    other = opened(aoki, "同じ家")
    client, address = sign_in(aoki), reverse("case_merge", args=[kitagawa.public_id])
    client.post(address, {"other": other.number, "words": "同じ家"})
    here = reverse("case_page", args=[kitagawa.public_id])
    assert other.number in client.get(here).content.decode()
    became = client.get(reverse("case_page", args=[other.public_id])).content.decode()
    assert f"{kitagawa.number}</a> にまとめました" in became
    undo = reverse("merge_undo", args=[kitagawa.public_id, kitagawa.merges.get().pk])  # type: ignore[attr-defined]
    assert client.post(undo).status_code == 302
    assert "元にもどす" not in client.get(here).content.decode()


@pytest.mark.django_db
def test_one_person_written_twice_keeps_what_either_knew(aoki: User, kitagawa: Case) -> None:
    kept = mother(kitagawa, aoki, phone="", given_name="ふみ")
    child = son(kitagawa, aoki)
    gone = add_new_person(
        by=aoki, case=kitagawa, place={}, family_name="高橋", given_name="フミ", phone="048-000-0077",
        address="灯台通り1-2", address_protected=True,
    ).person  # fmt: skip
    put_bond(by=aoki, first=gone, second=child, kind=BondKind.BIRTH_PARENT)
    merge = merge_people(by=aoki, case=kitagawa, kept=kept, gone=gone, words="よみが同じ")
    kept.refresh_from_db()
    assert kept.phone == "048-000-0077"
    assert kept.address_protected  # a protection is never lost by merging
    assert "高橋 フミ" in kept.other_names
    assert kept.bonds_from.get().second == child
    assert list(kitagawa.members.values_list("person_id", flat=True)) == [kept.pk, child.pk]
    undo_merge(by=aoki, merge=merge)
    kept.refresh_from_db()
    gone = Person.objects.get(pk=gone.pk)
    assert (kept.phone, kept.other_names, gone.merged_into) == ("", "", None)
    assert gone.bonds_from.count() == 1
    assert kitagawa.members.filter(person=gone).exists()
    assert HouseholdMember.objects.filter(person=gone).exists()


@pytest.mark.django_db
def test_a_person_of_a_case_one_may_not_open_is_not_merged(
    aoki: User, mori: User, hoshi: User, kitagawa: Case, saeki: Case
) -> None:
    person = saeki.members.get().person
    kitagawa.members.create(person=person)
    twin = mother(kitagawa, mori)
    with pytest.raises(ValidationError, match="開けないケース"):
        merge_people(by=mori, case=kitagawa, kept=twin, gone=person)


@pytest.mark.django_db
def test_a_household_is_split_into_two_cases(aoki: User, kitagawa: Case) -> None:
    old, young = mother(kitagawa, aoki), son(kitagawa, aoki)
    step = NextStep(words="新しい部屋を訪ねる", on=in_days(3), person=aoki)
    with pytest.raises(ValidationError, match="ぜんいん"):
        split_household(by=aoki, case=kitagawa, people=[old, young], title="誠さん", next_step=step)
    new = split_household(by=aoki, case=kitagawa, people=[young], title="誠さん", next_step=step)
    assert [member.person for member in new.members.all()] == [young]
    assert [member.person for member in kitagawa.members.all()] == [old]
    assert new.household != now(kitagawa).household
    assert HouseholdMember.objects.get(person=young).household == new.household
    assert new.next_step == "新しい部屋を訪ねる"


@pytest.mark.django_db
def test_a_merged_case_is_not_opened_again_by_hand(aoki: User, kitagawa: Case, sign_in: SignIn) -> None:
    """Its records are elsewhere; taking the merge back is the way."""
    other = opened(aoki, "同じ家")
    merge = merge_cases(by=aoki, kept=kitagawa, gone=other, words="同じ家だった")
    again = NextStep("電話をする", in_days(3), aoki)
    with pytest.raises(ValidationError, match=f"{kitagawa.number}にまとめました"):
        change_state(by=aoki, case=now(other), to=State.RECEIVED, next_step=again)
    page = sign_in(aoki).get(reverse("case_page", args=[other.public_id])).content.decode()
    assert "ふたたび開く" not in page
    assert reverse("case_page", args=[kitagawa.public_id]) in page
    undo_merge(by=aoki, merge=merge)
    assert now(other).is_open
