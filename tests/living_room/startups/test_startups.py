"""A start-up is accompanied, has a day, and goes its path with words where it is not straight."""

from itertools import product
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from sengetsu.accounts.access import Refused
from sengetsu.accounts.models import User
from sengetsu.base.seen import Stale, seen_now
from sengetsu.living_room.groups.models import Group, Membership
from sengetsu.living_room.spaces.models import Venue
from sengetsu.living_room.startups.actions import answer_wish, withdraw_wish
from sengetsu.living_room.startups.choices import (
    START_MOVES,
    CheckState,
    StartState,
    StartStep,
    WishState,
    needs_words,
)
from sengetsu.living_room.startups.models import Startup, StartupNote, Wish
from sengetsu.living_room.startups.path import path_of
from sengetsu.living_room.startups.queries import by_step, reminders_of, running, startup_for
from sengetsu.living_room.startups.startup_actions import (
    PLACE,
    Next,
    begin_startup,
    check_hint,
    correct_note,
    move_startup,
    note_startup,
    plan_startup,
    set_hints,
    settle_startup,
)
from tests.people import SignIn

from .conftest import LATER, SOON, TODAY

pytestmark = pytest.mark.django_db


def moved(startup: Startup, by: User, step: StartStep, **said: Any) -> Startup:
    move_startup(by=by, startup=startup, step=step, **{"on": TODAY, "following": Next(by, LATER), **said})
    startup.refresh_from_db()
    return startup


def from_wish(wish: Wish, by: User, **facts: Any) -> Startup:
    facts = {"title": "夕ごはんの会", **facts}
    following = Next(by, SOON, "顔合わせ")
    return begin_startup(
        by=by, venue=wish.venue, facts=facts, following=following, wish=wish, answer="いっしょに進めましょう"
    )


@pytest.mark.parametrize("broken", [{"companion": None}, {"next_on": None}, {"step": "party"}, {"title": ""}])
def test_the_database_itself_refuses_a_start_up_that_is_left_alone(
    startup: Startup, broken: dict[str, Any]
) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Startup.objects.filter(pk=startup.pk).update(**broken)


def test_a_resting_start_up_needs_no_day(startup: Startup, aoki: User) -> None:
    settle_startup(by=aoki, startup=startup, state=StartState.RESTING, words="春まで待つ")
    startup.refresh_from_db()
    assert (startup.state, startup.next_on) == (StartState.RESTING, None)
    assert startup.notes.get().text == "お休み：春まで待つ"


def test_only_one_step_on_goes_without_words(startup: Startup, aoki: User) -> None:
    for after in set(StartStep) - {StartStep.PLACE}:
        Startup.objects.filter(pk=startup.pk).update(step=StartStep.PLACE)
        assert needs_words(StartStep.PLACE, after) == (after != StartStep.PERMITS)
        if needs_words(StartStep.PLACE, after):
            with pytest.raises(ValidationError) as refused:
                moved(startup, aoki, after)
            assert refused.value.message_dict.keys() == {"words"}
        assert moved(startup, aoki, after, words="事情が変わった").step == after
    Startup.objects.filter(pk=startup.pk).update(step=StartStep.PLACE)
    assert moved(startup, aoki, StartStep.PERMITS).step == StartStep.PERMITS


def test_the_same_step_is_no_move(startup: Startup, aoki: User) -> None:
    with pytest.raises(Refused):
        moved(startup, aoki, StartStep.IDEA, words="もう一度")


def test_a_day_to_come_is_not_yet_reached_and_a_past_one_is_no_next_day(startup: Startup, aoki: User) -> None:
    with pytest.raises(ValidationError, match="これからの日"):
        moved(startup, aoki, StartStep.PEOPLE, on=SOON)
    with pytest.raises(ValidationError, match="過ぎた日"):
        moved(startup, aoki, StartStep.PEOPLE, following=Next(aoki, TODAY.replace(day=24)))


def test_going_back_stays_in_the_path(startup: Startup, aoki: User) -> None:
    moved(startup, aoki, StartStep.PEOPLE)
    moved(startup, aoki, StartStep.IDEA, words="仲間がひとり抜けた")
    found = startup_for(aoki, startup.public_id)
    assert found is not None
    path = path_of(found)
    assert [move.step for move in path.moves] == ["idea", "people", "idea"]
    assert [stop.mark for stop in path.stops][:3] == ["here", "been", "ahead"]
    assert path.said == "6つの段階のうち、いまは「思いつき」。すんだ段階は1つ。"


def test_of_two_who_move_it_at_once_the_second_one_sees_the_first(
    startup: Startup, aoki: User, mori: User
) -> None:
    seen = seen_now(startup, PLACE)
    moved(startup, aoki, StartStep.PEOPLE, seen=seen)
    with pytest.raises(Stale):
        moved(startup, mori, StartStep.PEOPLE, seen=seen)
    with pytest.raises(Stale):
        plan_startup(by=mori, startup=startup, following=Next(mori, SOON), seen=seen)
    assert startup.moves.count() == 2


def test_a_start_up_changes_its_state_only_as_the_table_says(startup: Startup, aoki: User) -> None:
    for before, after in product(StartState, StartState):
        Startup.objects.update(state=before, step=StartStep.REGULAR, companion=aoki, next_on=SOON)
        following = Next(aoki, LATER) if after == StartState.RUNNING else None
        if after in START_MOVES[before]:
            settle_startup(by=aoki, startup=startup, state=after, words="わけ", following=following)
            assert Startup.objects.get().state == after
        else:
            with pytest.raises(Refused):
                settle_startup(by=aoki, startup=startup, state=after, words="わけ", following=following)


def test_it_stands_on_its_own_only_when_it_is_regular(startup: Startup, aoki: User) -> None:
    with pytest.raises(Refused, match="いつもの活動"):
        settle_startup(by=aoki, startup=startup, state=StartState.REACHED, words="終わり")


# --- The wish behind it -----------------------------------------------------------------------------------
def test_a_wish_goes_along_with_its_start_up(wish: Wish, aoki: User, mori: User) -> None:
    startup = from_wish(wish, aoki)
    wish.refresh_from_db()
    assert (wish.state, wish.person, wish.next_on) == (WishState.STARTING, aoki, SOON)
    moved(startup, aoki, StartStep.REGULAR, words="もう続いている", following=Next(mori, LATER))
    wish.refresh_from_db()
    assert (wish.person, wish.next_on) == (mori, LATER)
    with pytest.raises(ValidationError):
        settle_startup(by=aoki, startup=startup, state=StartState.REACHED, words="毎月ひらく")
    settle_startup(
        by=aoki, startup=startup, state=StartState.REACHED, words="毎月ひらく", answer="おめでとうございます"
    )
    wish.refresh_from_db()
    assert (wish.state, wish.next_on) == (WishState.CAME_TRUE, None)
    assert [word.text for word in wish.words.all()] == ["いっしょに進めましょう", "おめでとうございます"]


def test_of_two_who_begin_the_same_wish_one_does(wish: Wish, aoki: User, mori: User) -> None:
    from_wish(wish, aoki)
    with pytest.raises(ValidationError, match="もうはじまっています"):
        from_wish(wish, mori)
    assert Startup.objects.count() == 1


def test_a_wish_with_a_running_start_up_is_not_put_aside_behind_its_back(wish: Wish, aoki: User) -> None:
    from_wish(wish, aoki)
    with pytest.raises(ValidationError, match="立ち上げのページで"):
        answer_wish(by=aoki, wish=wish, text="やめます", state=WishState.AT_REST)
    answer_wish(by=aoki, wish=wish, text="日程を送ります", state=WishState.STARTING)
    wish.refresh_from_db()
    assert (wish.state, wish.next_on) == (WishState.STARTING, SOON)


def test_a_withdrawn_wish_leaves_its_start_up_in_sight(wish: Wish, aoki: User) -> None:
    startup = from_wish(wish, aoki)
    withdraw_wish(by=None, wish=wish)
    assert list(running(aoki)) == [startup]
    startup.refresh_from_db()
    settle_startup(by=aoki, startup=startup, state=StartState.ENDED, words="取り下げられた")
    assert Wish.objects.get().state == WishState.WITHDRAWN


# --- Notes and checks -------------------------------------------------------------------------------------
def test_a_correction_keeps_the_old_text_and_of_two_the_first_one_counts(
    startup: Startup, aoki: User, mori: User
) -> None:
    note = note_startup(by=aoki, startup=startup, on=TODAY, text="保健所に電話した")
    correct_note(by=aoki, note=note, text="市役所に電話した", reason="書きまちがい")
    with pytest.raises(ValidationError, match="もう直されています"):
        correct_note(by=mori, note=note, text="だれにも電話していない", reason="?")
    found = startup_for(aoki, startup.public_id)
    assert found is not None
    assert [one.text for one in found.current_notes] == ["市役所に電話した"]  # type: ignore[attr-defined]
    assert StartupNote.objects.get(corrected_by__isnull=False).text == "保健所に電話した"


def test_the_towns_hints_are_ticked_and_keep_their_words(startup: Startup, venue: Venue, aoki: User) -> None:
    set_hints(by=aoki, venue=venue, texts=["食品の届出", " 保険 ", "", "保険"])
    check_hint(by=aoki, startup=startup, text="保険", state=CheckState.DONE, note="1日傷害")
    set_hints(by=aoki, venue=venue, texts=["火の使用"])
    found = startup_for(aoki, startup.public_id)
    assert found is not None
    rows = [(one.text, one.check.state if one.check else None) for one in reminders_of(found)]
    assert rows == [("火の使用", None), ("保険", CheckState.DONE)]


# --- Pages ------------------------------------------------------------------------------------------------
def test_a_group_sees_the_path_of_its_own_start_up_and_no_note(
    startup: Startup, aoki: User, organizer_soda: User, sign_in: SignIn
) -> None:
    note_startup(by=aoki, startup=startup, on=TODAY, text="お金の心配があるそう")
    moved(startup, aoki, StartStep.PLACE, words="仲間はもういるそう", following=Next(aoki, LATER, "鍵の話"))
    client = sign_in(organizer_soda)
    assert client.get(f"/startups/{startup.public_id}/").status_code == 404
    group = Group.objects.create(name="体操の会")
    Membership.objects.create(group=group, user=organizer_soda)
    Startup.objects.update(group=group)
    assert client.get("/startups/")["Location"] == f"/startups/{startup.public_id}/"
    page = client.get(f"/startups/{startup.public_id}/").content.decode()
    assert "鍵の話" in page
    assert "心配" not in page
    assert "仲間はもういるそう" not in page
    assert client.get(f"/place/startups/{startup.public_id}/").status_code == 404


def test_a_double_click_begins_once(aoki: User, venue: Venue, sign_in: SignIn) -> None:
    client = sign_in(aoki)
    sent = {"title": "朝市", "next_on": "令和8年12月2日", "companion": str(aoki.pk), "once_key": "k"}
    for _ in range(2):
        assert client.post("/place/startups/new/", sent).status_code == 302
    assert Startup.objects.count() == 1


def test_everything_typed_stays_when_a_step_is_refused(startup: Startup, aoki: User, sign_in: SignIn) -> None:
    client = sign_in(aoki)
    sent = {"step": "trial", "on": "２０２６／１１／２５", "next_on": "2026-02-30", "next_step": "試食会"}
    answer = client.post(f"/place/startups/{startup.public_id}/move/", {**sent, "companion": aoki.pk})
    assert answer.context["form"].errors.keys() == {"next_on"}
    assert "試食会" in answer.content.decode()


def test_the_board_has_a_column_for_each_step(startup: Startup, aoki: User) -> None:
    columns = by_step(running(aoki))
    assert [column.step for column in columns] == list(StartStep)
    assert columns[0].rows == [startup]


@pytest.mark.parametrize("count", [1, 30])
def test_the_lists_ask_the_same_number_of_queries(
    venue: Venue, aoki: User, sign_in: SignIn, count: int, django_assert_max_num_queries: Any
) -> None:
    for number in range(count):
        facts = {"title": f"会{number}"}
        begin_startup(by=aoki, venue=venue, facts=facts, following=Next(aoki, SOON))
    client = sign_in(aoki)
    with django_assert_max_num_queries(12):
        assert client.get("/place/startups/").status_code == 200
