"""A wish never ends in silence, is public only with consent, and its link opens that one wish."""

from itertools import product
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client

from sengetsu.accounts.access import Refused
from sengetsu.accounts.models import User
from sengetsu.audit.models import Entry
from sengetsu.base.seen import Stale, seen_in
from sengetsu.living_room.notices.models import Notice
from sengetsu.living_room.spaces.models import Venue
from sengetsu.living_room.startups.actions import (
    answer_wish,
    change_wish,
    make_wish,
    publish_wish,
    take_down_wish,
    withdraw_wish,
    write_back,
)
from sengetsu.living_room.startups.choices import WISH_MOVES, WishDoor, WishState
from sengetsu.living_room.startups.models import Wish
from sengetsu.living_room.startups.queries import InSight, facts_of_answer, open_wishes

from .conftest import LATER, SOON, TODAY, wish_of

pytestmark = pytest.mark.django_db
ENDS = (WishState.ANSWERED, WishState.CAME_TRUE, WishState.AT_REST)


def answered(wish: Wish, by: User, **said: Any) -> Wish:
    said = {"text": "一度来てみませんか", "state": WishState.ANSWERED, "next_on": LATER, **said}
    answer_wish(by=by, wish=wish, **said)
    wish.refresh_from_db()
    return wish


def test_a_new_wish_is_to_be_answered_within_a_week_and_all_link_workers_hear_of_it(
    venue: Venue, aoki: User, mori: User
) -> None:
    wish = wish_of(venue)
    assert (wish.state, wish.next_on) == (WishState.NEW, SOON)
    assert set(Notice.objects.values_list("user__username", flat=True)) == {"aoki", "mori"}
    entry = Entry.objects.latest("sequence")
    assert (entry.action, entry.thing, entry.thing_id) == ("created", "wish", str(wish.pk))


def test_no_notice_says_what_is_wished_or_by_whom(wish: Wish, aoki: User) -> None:
    write_back(by=None, wish=answered(wish, aoki), text="ぜひ行きます")
    notices = Notice.objects.all()
    assert notices.count() == 2  # aoki came into town after the wish: the answer, and what was written back
    for notice in notices:
        assert not any(word in notice.subject + notice.text for word in ("西野", "コラボ", "行きます"))


@pytest.mark.parametrize(
    ("state", "kept"), [(WishState.ANSWERED, True), (WishState.CAME_TRUE, False), (WishState.AT_REST, False)]
)
def test_an_answer_leaves_a_day_as_long_as_the_wish_is_open(
    wish: Wish, aoki: User, state: WishState, *, kept: bool
) -> None:
    wish = answered(wish, aoki, state=state)
    assert (wish.state, wish.person, wish.next_on) == (state, aoki, LATER if kept else None)
    assert [word.text for word in wish.words.all()] == ["一度来てみませんか"]


@pytest.mark.parametrize(
    ("said", "field"),
    [({"text": "  "}, "text"), ({"next_on": TODAY.replace(day=24)}, "next_on")],
)
def test_an_answer_without_words_or_with_a_day_that_has_passed_is_refused(
    wish: Wish, aoki: User, said: dict[str, Any], field: str
) -> None:
    with pytest.raises(ValidationError) as refused:
        answered(wish, aoki, **said)
    assert refused.value.message_dict.keys() == {field}
    assert not wish.words.exists()


@pytest.mark.parametrize(
    "broken",
    [
        {"next_on": None},
        {"state": WishState.ANSWERED},
        {"state": WishState.AT_REST},
        {"published_at": "2026-11-25T10:00Z", "public_wording": "会をしたい", "may_publish": False},
        {"published_at": "2026-11-25T10:00Z", "public_wording": "", "may_publish": True},
        {"state": "forgotten"},
    ],
)
def test_the_database_itself_refuses_a_wish_that_would_be_forgotten_or_shown(
    wish: Wish, broken: dict[str, Any]
) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Wish.objects.filter(pk=wish.pk).update(**broken)


def test_of_two_who_answer_at_once_the_second_one_sees_the_first(wish: Wish, aoki: User, mori: User) -> None:
    seen = seen_in(facts_of_answer(wish))
    answered(wish, aoki, seen=seen)
    with pytest.raises(Stale):
        answered(wish, mori, text="こちらから電話します", seen=seen)
    assert wish.words.count() == 1


def test_a_wish_moves_only_as_the_table_says(wish: Wish, aoki: User) -> None:
    wish = answered(wish, aoki)
    for before, after in product(WishState, ENDS):
        Wish.objects.filter(pk=wish.pk).update(state=before, next_on=SOON)
        if after in WISH_MOVES[before]:
            assert answered(wish, aoki, state=after).state == after, before
        else:
            with pytest.raises(Refused):
                answered(wish, aoki, state=after)


def test_late_wishes_stay_on_top_and_who_wrote_back_is_first(venue: Venue, aoki: User) -> None:
    late, new, back = wish_of(venue, "遅い"), wish_of(venue, "新しい"), wish_of(venue, "返事")
    Wish.objects.filter(pk=late.pk).update(next_on=TODAY.replace(day=20))
    write_back(by=None, wish=answered(back, aoki, next_on=SOON), text="どうでしょう")
    sight = InSight.of(open_wishes(aoki), TODAY)
    assert sight.late == [late]
    assert [row.pk for row in sight.week] == [back.pk, new.pk]  # type: ignore[attr-defined]


def test_writing_back_opens_a_resting_wish_again_within_a_week(wish: Wish, aoki: User) -> None:
    answered(wish, aoki, state=WishState.AT_REST)
    write_back(by=None, wish=wish, text="春になったので、また")
    wish.refresh_from_db()
    assert (wish.state, wish.next_on, wish.person) == (WishState.ANSWERED, SOON, aoki)
    assert wish.wrote_back_at
    assert Notice.objects.get(key__startswith="wish-word:").user == aoki


def test_a_wish_is_shown_only_with_consent_and_in_the_wording_of_the_staff(
    wish: Wish, venue: Venue, aoki: User
) -> None:
    publish_wish(by=aoki, wish=wish, wording="子ども食堂の仲間とコラボしたい")
    assert [one.public_wording for one in Wish.objects.published()] == ["子ども食堂の仲間とコラボしたい"]
    with pytest.raises(ValidationError):
        publish_wish(by=aoki, wish=wish_of(venue, may_publish=False), wording="だれかの願い")


def test_consent_taken_back_clears_the_board(wish: Wish, aoki: User) -> None:
    publish_wish(by=aoki, wish=wish, wording="コラボしたい")
    change_wish(by=aoki, wish=wish, facts={"may_publish": False})
    assert not Wish.objects.published().exists()
    change_wish(by=aoki, wish=wish, facts={"may_publish": True})
    publish_wish(by=aoki, wish=wish, wording="コラボしたい")
    take_down_wish(by=None, wish=wish, forbid=True)
    wish.refresh_from_db()
    assert (wish.published_at, wish.may_publish) == (None, False)


def test_withdrawing_never_fails_and_forgets_who_it_was(venue: Venue, aoki: User) -> None:
    for state in WishState:
        wish = answered(wish_of(venue, name="西野", phone="048-000-0005", may_publish=True), aoki)
        Wish.objects.filter(pk=wish.pk).update(state=state)
        withdraw_wish(by=None, wish=wish)
        withdraw_wish(by=None, wish=wish)
        wish.refresh_from_db()
        assert wish.state == WishState.WITHDRAWN
        if state != WishState.WITHDRAWN:
            assert (wish.name, wish.phone, wish.may_publish) == ("", "", False)
    assert Entry.objects.filter(action="withdrawn", thing="wish").count() == len(WishState) - 1


def test_only_staff_enter_a_wish_for_others(venue: Venue, aoki: User, organizer_soda: User) -> None:
    door = WishDoor.PHONE
    for by in (None, organizer_soda):
        with pytest.raises(Refused):
            make_wish(by=by, venue=venue, facts={"text": "使いたい"}, door=door)
    assert make_wish(by=aoki, venue=venue, facts={"text": "使いたい"}, door=door).entered_by == aoki


def test_an_organizer_leads_nothing(wish: Wish, organizer_soda: User) -> None:
    acts: list[Any] = [
        lambda: answered(wish, organizer_soda),
        lambda: change_wish(by=organizer_soda, wish=wish, facts={"text": "ほかの願い"}),
        lambda: publish_wish(by=organizer_soda, wish=wish, wording="出す"),
    ]
    for act in acts:
        with pytest.raises(Refused):
            act()


def test_staff_write_down_a_call_with_nothing_but_the_words(aoki: User, sign_in: Any, venue: Venue) -> None:
    client: Client = sign_in(aoki)
    sent = {"text": "利用者の居場所にしたい", "door": "phone"}
    answer = client.post("/place/wishes/new/", sent)
    wish = Wish.objects.get()
    assert answer["Location"] == f"/place/wishes/{wish.public_id}/"
    assert (wish.door, wish.kind, wish.wisher, wish.entered_by) == ("phone", "other", "名前なし", aoki)
