"""The synthetic town: the same seed makes the same town, true to all rules of the real one."""

from collections.abc import Callable
from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from sengetsu.audit.models import Entry
from sengetsu.audit.verification import verify
from sengetsu.base.births import parse_birth
from sengetsu.link_work.cases import writing as case_writing
from sengetsu.link_work.index.models import Owner, Token
from sengetsu.link_work.intake.collecting import warn_and_index
from sengetsu.link_work.models import Case, Contact, Intake, Need, Person, Referral, Tie
from sengetsu.link_work.needs import actions as need_actions
from sengetsu.link_work.people.actions import index_person
from sengetsu.link_work.referrals import actions as referral_actions
from sengetsu.link_work.referrals.choices import MOVES, ReferralState
from sengetsu.link_work.synthetic.town import Scale, generate
from sengetsu.link_work.ties import actions as tie_actions
from sengetsu.link_work.visits import actions as visit_actions

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 20)
SMALL = Scale(years=3, cases=30, contacts=300, seed=7)


@pytest.fixture
def town() -> None:
    generate(SMALL, today=TODAY)


def told_by(scale: Scale) -> list[tuple[str, ...]]:
    """What a run writes, without the numbers that the database gives; undone afterwards."""
    with transaction.atomic():
        generate(scale, today=TODAY)
        contacts = Contact.objects.select_related("case").order_by("public_id")
        people = Person.objects.order_by("public_id")
        told: list[tuple[str, ...]] = [
            (one.case.number, str(one.public_id), one.happened) for one in contacts
        ]
        told += [(str(one.public_id), one.name, one.kana, one.birth, one.phone) for one in people]
        transaction.set_rollback(True)
    return told


def test_the_same_seed_makes_the_same_town_and_another_seed_another() -> None:
    first = told_by(SMALL)
    assert told_by(SMALL) == first
    assert told_by(Scale(years=3, cases=30, contacts=300, seed=8)) != first


@pytest.mark.usefixtures("town")
def test_it_makes_as_many_as_asked_and_a_fifth_of_them_open() -> None:
    assert Case.objects.count() == 30
    assert Contact.objects.filter(corrects=None).count() == 300
    assert Case.objects.open().count() == 6


@pytest.mark.usefixtures("town")
def test_there_are_8050_households_guessed_births_and_people_without_a_name() -> None:
    generate(Scale(years=1, cases=60, contacts=60, seed=3), today=TODAY, add=True)
    assert [one for one in Case.objects.all() if "8050" in one.title]
    births = [one.birth for one in Person.objects.all() if one.birth]
    assert [birth for birth in births if "くらい" in birth]
    assert [birth for birth in births if birth.startswith("昭和")]
    assert all(parse_birth(birth, today=date(2023, 11, 20)) for birth in births if "くらい" in birth)
    assert [one for one in Person.objects.all() if not one.family_name and one.description]


@pytest.mark.usefixtures("town")
def test_every_referral_went_a_way_that_is_allowed() -> None:
    for referral in Referral.objects.prefetch_related("events"):
        way = [ReferralState(event.to_state) for event in referral.events.all()]
        assert way[0] is ReferralState.DRAFTED
        assert way[-1] == referral.state
        assert all(later in MOVES[earlier] for earlier, later in pairwise(way))


def tokens(kind: Owner, pk: int) -> set[tuple[int, int | None]]:
    return set(Token.objects.filter(owner_kind=kind, owner_id=pk).values_list("token", "case_id"))


@pytest.mark.usefixtures("town")
@pytest.mark.parametrize(
    ("model", "kind", "index_again"),
    [
        (Case, Owner.CASE, case_writing.index),
        (Person, Owner.PERSON, index_person),
        (Intake, Owner.INTAKE, warn_and_index),
        (Contact, Owner.CONTACT, visit_actions._index),
        (Need, Owner.NEED, need_actions._index),
        (Referral, Owner.REFERRAL, referral_actions.index),
        (Tie, Owner.TIE, None),
    ],
)
def test_a_row_is_found_by_the_same_words_as_one_that_an_action_wrote(
    model: Any, kind: Owner, index_again: Callable[[Any], object] | None
) -> None:
    rows = list(model.objects.order_by("pk")[:40])
    assert rows
    for row in rows:
        before = tokens(kind, row.pk)
        if index_again:
            index_again(row)
        else:
            with transaction.atomic():
                tie_actions.end_tie(by=row.by, tie=row)
        assert tokens(kind, row.pk) == before


@pytest.mark.usefixtures("town")
def test_it_leaves_one_entry_and_a_whole_trail() -> None:
    (entry,) = Entry.objects.filter(thing="synthetic_town")
    assert entry.detail == {"seed": 7, "cases": 30, "contacts": 300}
    assert verify().fault is None


@pytest.mark.usefixtures("town")
def test_it_refuses_to_mix_with_cases_that_are_there() -> None:
    with pytest.raises(CommandError, match="--add"):
        call_command("generate", cases=1, contacts=1)
    assert Case.objects.count() == 30


@pytest.mark.usefixtures("town")
def test_with_add_it_goes_on_with_the_running_numbers() -> None:
    generate(Scale(years=3, cases=5, contacts=10, seed=9), today=TODAY, add=True)
    assert Case.objects.count() == 35


def test_a_town_of_no_cases_is_refused() -> None:
    with pytest.raises(CommandError, match="1以上"):
        call_command("generate", cases=0)
