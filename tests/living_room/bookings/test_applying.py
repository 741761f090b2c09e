"""From the wish to a date: apply, approve, decline, call off, change, undo. Everything or nothing."""

from datetime import date, timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError

from sengetsu.accounts.access import Refused
from sengetsu.accounts.models import User
from sengetsu.living_room.bookings.actions import (
    DatePlan,
    apply,
    approve,
    cancel,
    change,
    decline,
    lapse,
    mark_used,
    take_up,
    undo,
)
from sengetsu.living_room.bookings.choices import Decision, Door, State, Verdict
from sengetsu.living_room.bookings.models import Application, Booking, Slot
from sengetsu.living_room.bookings.slots import Taken
from sengetsu.living_room.groups.choices import GroupState
from sengetsu.living_room.groups.models import Group
from sengetsu.living_room.notices.models import Notice
from sengetsu.living_room.spaces.models import Space, Venue

from .conftest import WEDNESDAY, booked, facts, span

NEXT_WEEK = WEDNESDAY + timedelta(7)
NEW_YEAR = date(2027, 1, 3)


def only(application: Application) -> Booking:
    return application.bookings.get()


def slots_of(booking: Booking) -> int:
    return Slot.objects.filter(booking=booking).count()


def test_an_application_holds_its_slots_until_somebody_decides(
    venue: Venue, room: Space, kitchen: Space, organizer_soda: User, soramame: Group
) -> None:
    parts = (span(kitchen, 10, 12), span(room, 12, 15), span(kitchen, 15, 16))
    date_ = only(booked(venue, organizer_soda, (WEDNESDAY, parts), of=soramame))
    assert (date_.state, date_.starts.hour, date_.ends.hour) == (State.WAITING, 10, 16)
    assert slots_of(date_) == 8 + 12 + 4


def test_the_second_one_is_told_where_and_when_it_is_taken(
    venue: Venue, room: Space, aoki: User, organizer_soda: User, soramame: Group
) -> None:
    booked(venue, aoki, (WEDNESDAY, (span(room, 10, 12),)))
    with pytest.raises(Taken) as refusal:
        booked(venue, organizer_soda, (WEDNESDAY, (span(room, 11, 13),)), of=soramame)
    [said] = refusal.value.messages
    assert said.startswith("12月2日（水） 11:00 からのシェアスペースには、ほかの予定が先に入りました。")
    assert Application.objects.count() == 1


def test_a_series_with_one_taken_date_is_not_half_written(
    venue: Venue, room: Space, aoki: User, organizer_soda: User, soramame: Group
) -> None:
    booked(venue, aoki, (NEXT_WEEK, (span(room, 10, 12),)))
    weeks = [(WEDNESDAY + timedelta(7 * week), (span(room, 10, 12),)) for week in range(4)]
    with pytest.raises(Taken):
        booked(venue, organizer_soda, *weeks, of=soramame)
    assert Booking.objects.count() == 1
    assert Slot.objects.count() == 8


def test_a_skipped_date_is_kept_with_its_reason(venue: Venue, room: Space, aoki: User) -> None:
    plans = [
        DatePlan(WEDNESDAY, (span(room, 10, 12),), rule_day=WEDNESDAY),
        DatePlan(NEW_YEAR, (span(room, 10, 12),), Decision.SKIP, rule_day=NEW_YEAR),
    ]
    made = apply(by=aoki, venue=venue, facts=facts(), dates=plans, door=Door.PHONE)
    skipped = made.bookings.get(day=NEW_YEAR)
    assert (skipped.state, skipped.verdict, skipped.reason) == (State.REFUSED, Verdict.CLOSED, "年末年始")
    assert slots_of(skipped) == 0


def test_a_closed_day_is_taken_only_by_who_says_so(venue: Venue, room: Space, aoki: User) -> None:
    with pytest.raises(Refused, match="年末年始"):
        booked(venue, aoki, (NEW_YEAR, (span(room, 12, 15),)))
    held = only(booked(venue, aoki, (NEW_YEAR, (span(room, 12, 15),)), decision=Decision.HOLD))
    assert (held.state, held.verdict, held.needs_key) == (State.WAITING, Verdict.CLOSED, True)


def test_nobody_applies_for_somebody_elses_group(
    venue: Venue, room: Space, organizer_soda: User, kaze: Group
) -> None:
    with pytest.raises(Refused):
        booked(venue, organizer_soda, (WEDNESDAY, (span(room, 10, 12),)), of=kaze)


def test_an_ended_group_is_told_to_register_first(
    venue: Venue, room: Space, organizer_soda: User, soramame: Group
) -> None:
    soramame.state = GroupState.ENDED
    soramame.save()
    with pytest.raises(Refused, match="先に登録を"):
        booked(venue, organizer_soda, (WEDNESDAY, (span(room, 10, 12),)), of=soramame)


def test_dates_after_the_registration_ends_are_refused_to_the_group_and_not_to_staff(
    venue: Venue, room: Space, organizer_soda: User, soramame: Group, aoki: User
) -> None:
    soramame.valid_until = WEDNESDAY - timedelta(1)
    soramame.save()
    with pytest.raises(Refused, match="登録の期限"):
        booked(venue, organizer_soda, (WEDNESDAY, (span(room, 10, 12),)), of=soramame)
    assert booked(venue, aoki, (WEDNESDAY, (span(room, 10, 12),)), of=soramame)


def test_approval_tells_the_group_and_nobody_else(
    venue: Venue, room: Space, organizer_soda: User, soramame: Group, aoki: User
) -> None:
    made = booked(venue, organizer_soda, (WEDNESDAY, (span(room, 10, 12),)), of=soramame)
    approve(by=aoki, bookings=made.bookings.all())
    assert only(made).state == State.APPROVED
    notice = Notice.objects.get()
    assert (notice.user, notice.subject) == (organizer_soda, "「おしゃべりの会」の利用が許可されました")
    assert "12月2日（水） 10:00–12:00" in notice.text


def test_the_second_of_two_managers_is_told_who_approved(
    venue: Venue, room: Space, organizer_soda: User, soramame: Group, aoki: User, ogawa: User
) -> None:
    made = booked(venue, organizer_soda, (WEDNESDAY, (span(room, 10, 12),)), of=soramame)
    seen_by_both = list(made.bookings.all())
    approve(by=aoki, bookings=seen_by_both)
    with pytest.raises(Refused, match="もう「許可」になっています（青木 しおりさん）"):
        approve(by=ogawa, bookings=seen_by_both)
    with pytest.raises(Refused, match="もう「許可」"):
        decline(by=ogawa, bookings=seen_by_both, reason="ほかの団体が先です")


def test_organizers_decide_nothing(venue: Venue, room: Space, organizer_soda: User, soramame: Group) -> None:
    made = booked(venue, organizer_soda, (WEDNESDAY, (span(room, 10, 12),)), of=soramame)
    with pytest.raises(Refused):
        approve(by=organizer_soda, bookings=made.bookings.all())


def test_declining_needs_a_reason_and_frees_the_slots(
    venue: Venue, room: Space, organizer_soda: User, soramame: Group, aoki: User
) -> None:
    made = booked(venue, organizer_soda, (WEDNESDAY, (span(room, 10, 12),)), of=soramame)
    with pytest.raises(ValidationError, match="わけを書いてください"):
        decline(by=aoki, bookings=made.bookings.all(), reason=" ")
    decline(by=aoki, bookings=made.bookings.all(), reason="工事の人が入ります")
    assert (only(made).state, only(made).reason) == (State.DECLINED, "工事の人が入ります")
    assert booked(venue, aoki, (WEDNESDAY, (span(room, 10, 12),)))


def test_a_mistaken_decline_is_undone_before_anybody_is_told(
    venue: Venue, room: Space, organizer_soda: User, soramame: Group, aoki: User
) -> None:
    made = booked(venue, organizer_soda, (WEDNESDAY, (span(room, 10, 12),)), of=soramame)
    decline(by=aoki, bookings=made.bookings.all(), reason="まちがい")
    undo(by=aoki, booking=only(made))
    assert (only(made).state, only(made).reason) == (State.WAITING, "")
    assert slots_of(only(made)) == 8
    assert [notice.withdrawn_at is None for notice in Notice.objects.all()] == [False]


def test_undo_ends_after_fifteen_minutes(
    venue: Venue, room: Space, organizer_soda: User, soramame: Group
) -> None:
    made = booked(venue, organizer_soda, (WEDNESDAY, (span(room, 10, 12),)), of=soramame)
    cancel(by=organizer_soda, bookings=made.bookings.all())
    with time_machine.travel("2026-11-25 10:15:01+09:00"), pytest.raises(Refused, match="15分が過ぎた"):
        undo(by=organizer_soda, booking=only(made))


def test_undo_says_so_when_the_slots_have_gone(
    venue: Venue, room: Space, organizer_soda: User, soramame: Group, aoki: User
) -> None:
    made = booked(venue, organizer_soda, (WEDNESDAY, (span(room, 10, 12),)), of=soramame)
    cancel(by=organizer_soda, bookings=made.bookings.all())
    booked(venue, aoki, (WEDNESDAY, (span(room, 11, 12),)))
    with pytest.raises(Taken):
        undo(by=organizer_soda, booking=only(made))
    assert only(made).state == State.CANCELLED


def test_an_organizer_does_not_undo_what_staff_decided(
    venue: Venue, room: Space, organizer_soda: User, soramame: Group, aoki: User
) -> None:
    made = booked(venue, organizer_soda, (WEDNESDAY, (span(room, 10, 12),)), of=soramame)
    decline(by=aoki, bookings=made.bookings.all(), reason="満員")
    with pytest.raises(Refused):
        undo(by=organizer_soda, booking=only(made))


def test_one_date_is_changed_and_the_others_stay(
    venue: Venue, room: Space, kitchen: Space, organizer_soda: User, soramame: Group, aoki: User
) -> None:
    weeks = [(WEDNESDAY + timedelta(7 * week), (span(room, 10, 12),)) for week in range(3)]
    made = booked(venue, organizer_soda, *weeks, of=soramame)
    approve(by=aoki, bookings=made.bookings.all())
    first = made.bookings.first()
    assert first
    moved = change(
        by=organizer_soda, booking=first, day=WEDNESDAY + timedelta(1), parts=(span(kitchen, 18, 20),)
    )
    assert (moved.day, moved.state, moved.verdict) == (
        WEDNESDAY + timedelta(1), State.WAITING, Verdict.OUT_OF_HOURS,
    )  # fmt: skip
    assert [one.day for one in made.bookings.exclude(pk=first.pk)] == [day for day, _ in weeks[1:]]
    assert booked(venue, aoki, (WEDNESDAY, (span(room, 10, 12),)))  # its old slots are free


def test_a_date_is_moved_by_half_an_hour_over_its_own_slots(venue: Venue, room: Space, aoki: User) -> None:
    made = booked(venue, aoki, (WEDNESDAY, (span(room, 10, 12),)), approve=True)
    moved = change(by=aoki, booking=only(made), day=WEDNESDAY, parts=(span(room, 11, 13),))
    assert (moved.state, slots_of(moved)) == (State.APPROVED, 8)


def test_a_change_onto_somebody_else_leaves_everything_as_it_was(
    venue: Venue, room: Space, aoki: User
) -> None:
    booked(venue, aoki, (NEXT_WEEK, (span(room, 10, 12),)))
    made = booked(venue, aoki, (WEDNESDAY, (span(room, 10, 12),)))
    with pytest.raises(Taken):
        change(by=aoki, booking=only(made), day=NEXT_WEEK, parts=(span(room, 11, 13),))
    assert (only(made).day, slots_of(only(made))) == (WEDNESDAY, 8)


def test_a_refused_date_is_offered_again_when_its_clash_disappears(
    venue: Venue, room: Space, organizer_soda: User, soramame: Group, aoki: User
) -> None:
    other = booked(venue, aoki, (NEXT_WEEK, (span(room, 10, 12),)))
    plans = [
        DatePlan(WEDNESDAY, (span(room, 10, 12),)),
        DatePlan(NEXT_WEEK, (span(room, 10, 12),), Decision.SKIP),
    ]
    made = apply(
        by=organizer_soda, venue=venue, facts=facts(), dates=plans, door=Door.ACCOUNT, group=soramame
    )
    assert not Notice.objects.exists()
    cancel(by=aoki, bookings=other.bookings.all())
    assert Notice.objects.get().subject == "「おしゃべりの会」が使えなかった日に、空きが出ました"
    again = take_up(by=organizer_soda, booking=made.bookings.get(day=NEXT_WEEK))
    assert (again.state, slots_of(again)) == (State.WAITING, 8)


def test_a_hold_without_an_account_lapses(venue: Venue, room: Space) -> None:
    plans = [DatePlan(date(2026, 12, 16), (span(room, 10, 12),))]
    made = apply(by=None, venue=venue, facts=facts(), dates=plans, door=Door.OPEN, token_hash="h")
    now = made.created_at + timedelta(days=venue.hold_days)
    assert lapse(by=None, now=now - timedelta(seconds=1)) == 0
    assert lapse(by=None, now=now) == 1
    assert (only(made).state, slots_of(only(made))) == (State.LAPSED, 0)


def test_whoever_has_the_link_calls_off_and_nobody_else(venue: Venue, room: Space) -> None:
    plans = [DatePlan(WEDNESDAY, (span(room, 10, 12),))]
    made = apply(by=None, venue=venue, facts=facts(), dates=plans, door=Door.OPEN, token_hash="h")
    for wrong in ("", "x"):
        with pytest.raises(Refused):
            cancel(by=None, bookings=made.bookings.all(), token_hash=wrong)
    cancel(by=None, bookings=made.bookings.all(), token_hash="h")
    assert only(made).state == State.CANCELLED


def test_what_is_over_was_used_and_cannot_be_called_off(venue: Venue, room: Space, aoki: User) -> None:
    made = booked(venue, aoki, (WEDNESDAY, (span(room, 10, 12),)), approve=True)
    with time_machine.travel("2026-12-02 12:00+09:00", tick=False):
        with pytest.raises(Refused, match="もう過ぎています"):
            cancel(by=aoki, bookings=made.bookings.all())
        assert mark_used(by=None) == 1
    assert only(made).state == State.USED


def test_a_date_is_not_moved_or_taken_up_beyond_the_registration_either(
    venue: Venue, room: Space, organizer_soda: User, soramame: Group, aoki: User
) -> None:
    plans = [
        DatePlan(WEDNESDAY, (span(room, 10, 12),)),
        DatePlan(NEXT_WEEK, (span(room, 10, 12),), Decision.SKIP),
    ]
    made = apply(
        by=organizer_soda, venue=venue, facts=facts(), dates=plans, door=Door.ACCOUNT, group=soramame
    )
    soramame.valid_until = WEDNESDAY
    soramame.save()
    first, skipped = made.bookings.order_by("day")
    with pytest.raises(Refused, match="登録の期限"):
        change(by=organizer_soda, booking=first, day=NEXT_WEEK, parts=(span(room, 10, 12),))
    with pytest.raises(Refused, match="登録の期限"):
        take_up(by=organizer_soda, booking=skipped)
    assert change(by=aoki, booking=first, day=NEXT_WEEK, parts=(span(room, 13, 14),)).day == NEXT_WEEK
