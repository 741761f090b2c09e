"""Households that the tests of the confidential wing speak of."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.utils import timezone

from sengetsu.accounts.models import User
from sengetsu.audit.models import Entry
from sengetsu.link_work.cases.actions import NextStep, open_case, restrict
from sengetsu.link_work.cases.choices import Rhythm
from sengetsu.link_work.cases.models import Case
from sengetsu.link_work.cases.people import add_new_person
from sengetsu.link_work.people.choices import Relationship


def in_days(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


def opened(owner: User, title: str, *, days: int = 3, words: str = "縁側から声をかける") -> Case:
    """An open case of `owner` whose next step is `days` from today."""
    assert owner.team
    step = NextStep(words=words, on=in_days(days), person=owner)
    return open_case(
        by=owner, title=title, team=owner.team, owner=owner, next_step=step, rhythm=Rhythm.BIWEEKLY
    )


@pytest.fixture
def kitagawa(aoki: User) -> Case:
    """aoki's case, team 織月."""
    return opened(aoki, "北川家")


@pytest.fixture
def higashi(kitano: User) -> Case:
    """A case of another team."""
    return opened(kitano, "東山さん", words="灯油を届ける")


@pytest.fixture
def saeki(aoki: User, hoshi: User) -> Case:
    """Restricted to aoki (owner) and hoshi (deputy); mori, of the same team, must get nothing."""
    case = opened(aoki, "佐伯さん", days=0, words="転居先の鍵を渡す")
    add_new_person(
        by=aoki, case=case, place={"relationship": Relationship.SELF},
        family_name="佐伯", given_name="みどり", family_kana="さえき", given_kana="みどり",
        phone="048-000-0099", address="灯台通り1-2", address_protected=True,
    )  # fmt: skip
    return restrict(by=aoki, case=case, users=[hoshi])


@pytest.fixture
def entries(db: None) -> Callable[[], list[str]]:
    """What the trail has recorded so far: `action:thing`, oldest first."""
    return lambda: [f"{one.action}:{one.thing}" for one in Entry.objects.order_by("sequence")]
