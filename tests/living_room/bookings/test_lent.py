"""What the house says of a space itself: lent or not, alone or with another, in use or retired."""

from datetime import date, time

import pytest
from django.test import Client

from sengetsu.accounts.models import User
from sengetsu.living_room.bookings.choices import Verdict
from sengetsu.living_room.bookings.queries import lendable
from sengetsu.living_room.bookings.series import Part
from sengetsu.living_room.bookings.verdicts import Judgement, free_spans, ground, judge
from sengetsu.living_room.spaces.choices import Company
from sengetsu.living_room.spaces.models import Space, SpecialDay, Venue
from tests.people import SignIn

from .conftest import WEDNESDAY, span

HOLIDAY = date(2027, 1, 11)


def said(venue: Venue, *parts: Part, day: date = WEDNESDAY) -> Judgement:
    return judge(ground(Venue.objects.get(pk=venue.pk), day, day), day, parts)


def test_a_holiday_on_which_the_house_opens_as_usual_is_an_ordinary_day(venue: Venue, room: Space) -> None:
    assert said(venue, span(room, 10, 12), day=HOLIDAY).verdict == Verdict.HOLIDAY
    SpecialDay.objects.create(venue=venue, day=HOLIDAY, as_usual=True)
    assert said(venue, span(room, 10, 12), day=HOLIDAY).verdict == Verdict.OK
    assert said(venue, span(room, 18, 20), day=HOLIDAY).verdict == Verdict.OUT_OF_HOURS
    opened = Venue.objects.get(pk=venue.pk)
    assert free_spans(ground(opened, HOLIDAY, HOLIDAY), room.pk, HOLIDAY) == [(time(9), time(21))]


def test_the_turn_of_the_year_can_be_opened_as_usual(venue: Venue, room: Space) -> None:
    day = date(2026, 12, 29)
    SpecialDay.objects.create(venue=venue, day=day, as_usual=True)
    assert said(venue, span(room, 10, 12), day=day).verdict == Verdict.OK


@pytest.mark.parametrize("changed", [{"is_bookable": False}, {"retired_on": date(2026, 11, 1)}])
def test_a_space_that_is_not_lent_is_offered_to_nobody(
    venue: Venue, room: Space, kitchen: Space, changed: dict[str, object]
) -> None:
    Space.objects.filter(pk=kitchen.pk).update(**changed)
    judgement = said(venue, span(room, 10, 12), span(kitchen, 10, 12))
    assert (judgement.verdict, judgement.reason) == (Verdict.UNAVAILABLE, f"{kitchen}は貸していません")
    assert free_spans(ground(venue, WEDNESDAY, WEDNESDAY), kitchen.pk, WEDNESDAY) == []
    assert list(lendable(venue)) == [room]
    assert said(venue, span(room, 10, 12)).is_plain


def test_a_kitchen_that_is_lent_with_the_room_only_is_refused_alone(
    venue: Venue, room: Space, kitchen: Space
) -> None:
    Space.objects.filter(pk=kitchen.pk).update(company=Company.TOGETHER)
    assert "ほかの場所と一緒に" in said(venue, span(kitchen, 10, 12)).reason
    assert said(venue, span(kitchen, 10, 12), span(kitchen, 13, 14)).verdict == Verdict.UNAVAILABLE
    assert said(venue, span(room, 10, 12), span(kitchen, 9, 13)).is_plain
    assert said(venue, span(room, 10, 12)).is_plain


def test_a_room_that_is_lent_alone_is_refused_with_another(venue: Venue, room: Space, kitchen: Space) -> None:
    Space.objects.filter(pk=room.pk).update(company=Company.ALONE)
    assert "ひとつだけで" in said(venue, span(room, 10, 12), span(kitchen, 9, 13)).reason
    assert said(venue, span(room, 10, 12), span(room, 13, 14)).is_plain


def test_a_venue_that_is_not_shown_yet_takes_no_open_application(
    venue: Venue, client: Client, aoki: User, sign_in: SignIn
) -> None:
    hidden = Venue.objects.create(name="月見", reading="つきみ", address="東町1-1", is_listed=False)
    assert client.get("/spaces/apply/", {"venue": hidden.pk}).context["venue"] == venue
    assert sign_in(aoki).get("/bookings/new/", {"venue": hidden.pk}).context["venue"] == hidden
    Venue.objects.filter(pk=hidden.pk).update(is_listed=True)
    assert client.get("/spaces/apply/", {"venue": hidden.pk}).context["venue"] == hidden
