"""A need has words and a state; what the town does not have is written down as evidence."""

from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError

from sengetsu.accounts.models import User
from sengetsu.link_work.cases.models import Case
from sengetsu.link_work.needs.actions import move_need, note_need
from sengetsu.link_work.needs.choices import MOVES, Category, NeedState
from sengetsu.link_work.needs.models import Need
from tests.link_work.asking import mother, need

STEPS = [(start, to) for start in NeedState for to in NeedState if start != to]


@pytest.mark.django_db
@pytest.mark.parametrize(("start", "to"), STEPS)
def test_only_the_moves_of_the_dict_are_possible(
    aoki: User, kitagawa: Case, start: NeedState, to: NeedState
) -> None:
    one = need(kitagawa, aoki)
    Need.objects.filter(pk=one.pk).update(state=start)
    if to in MOVES[start]:
        assert move_need(by=aoki, need=one, to=to, unmet_reason="夜の送迎").state == to
    else:
        with pytest.raises(ValidationError):
            move_need(by=aoki, need=one, to=to, unmet_reason="夜の送迎")


@pytest.mark.django_db
def test_an_unmet_need_asks_what_would_have_helped(aoki: User, kitagawa: Case) -> None:
    one = need(kitagawa, aoki)
    with pytest.raises(ValidationError) as refused:
        move_need(by=aoki, need=one, to=NeedState.UNMET, unmet_reason=" ")
    assert "unmet_reason" in refused.value.message_dict
    one.refresh_from_db()
    assert one.state == NeedState.OPEN


@pytest.mark.django_db
def test_a_need_is_of_somebody_in_the_case_and_has_words(aoki: User, kitagawa: Case, saeki: Case) -> None:
    stranger = mother(saeki, aoki)
    with pytest.raises(ValidationError):
        note_need(by=aoki, case=kitagawa, category=Category.FOOD, words="米がない", person=stranger)
    with pytest.raises(ValidationError):
        note_need(by=aoki, case=kitagawa, category=Category.FOOD, words=" ")


@pytest.mark.django_db
def test_each_move_leaves_its_trace(aoki: User, kitagawa: Case, entries: Callable[[], list[str]]) -> None:
    move_need(by=aoki, need=need(kitagawa, aoki), to=NeedState.DROPPED)
    assert entries()[-2:] == ["created:need", "state_changed:need"]
