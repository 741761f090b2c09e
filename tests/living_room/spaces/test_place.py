"""The place as data: loaded once, read in one query, changed by staff with a trace."""

from datetime import time

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from sengetsu.accounts.models import User
from sengetsu.audit.models import Entry
from sengetsu.base.language_fields import words
from sengetsu.living_room.demo import load_demo
from sengetsu.living_room.spaces import queries
from sengetsu.living_room.spaces.actions import change_venue
from sengetsu.living_room.spaces.models import Venue, VenueText
from tests.people import SignIn

pytestmark = pytest.mark.django_db


def test_loading_the_demo_twice_changes_nothing_that_was_edited() -> None:
    load_demo()
    Venue.objects.update(phone="048-000-0009")
    load_demo()
    assert Venue.objects.get().phone == "048-000-0009"
    assert VenueText.objects.filter(topic="uses").count() == 1


def test_the_place_and_its_hours_are_one_query(django_assert_num_queries: object) -> None:
    load_demo()
    with django_assert_num_queries(1):  # type: ignore[operator]
        here = queries.place()
        assert here is not None
        assert here.hours_line == "平日 8:30–17:15"


def test_one_name_has_several_spellings() -> None:
    assert set(load_demo().spellings) == {"織月", "せんげつ", "Sengetsu", "繊月"}


@pytest.mark.parametrize(
    ("language", "name"), [("ja", "織月"), ("ja-easy", "{織月|せんげつ}"), ("en", "Sengetsu")]
)
def test_the_place_is_called_as_the_visitor_can_read(language: str, name: str) -> None:
    venue = load_demo()
    with translation.override(language):
        assert venue.called == name


def form_of(client: object, **changed: str) -> dict[str, str]:
    page = client.get("/place/edit/")  # type: ignore[attr-defined]
    form = page.context["form"]
    sent = {field.html_name: field.value() for field in form if field.value() not in (None, False)}
    return {name: "on" if value is True else str(value) for name, value in sent.items()} | changed


def test_a_link_worker_changes_the_facts_and_leaves_a_trace(aoki: User, sign_in: SignIn) -> None:
    load_demo()
    client = sign_in(aoki)
    sent = form_of(client, phone="048-000-0002", hours_5="10:00-12:00、13：00～15：00")
    assert client.post("/place/edit/", sent).status_code == 302
    here = queries.place()
    assert here is not None
    assert here.venue.phone == "048-000-0002"
    saturday = [(row.opens, row.closes) for row in here.hours if row.weekday == 5]
    assert saturday == [(time(10), time(12)), (time(13), time(15))]
    assert len(here.hours) == 7
    entry = Entry.objects.latest("sequence")
    assert (entry.action, entry.thing, entry.actor_id) == ("changed", "venue", str(aoki.pk))


def test_a_town_enters_its_place_for_the_first_time(ogawa: User, sign_in: SignIn) -> None:
    client = sign_in(ogawa)
    sent = form_of(
        client, name="月見", reading="つきみ", kind="居間", address="一丁目1", hours_0="9:00–12:00"
    )
    assert client.post("/place/edit/", sent).status_code == 302
    assert Venue.objects.get().name == "月見"
    assert "月見" in client.get("/").content.decode()


@pytest.mark.parametrize("hours", ["8:30", "25:00–26:00", "17:00–9:00", "9:00–12:00、11:00–13:00", "朝から"])
def test_hours_that_cannot_be_are_refused_beside_their_field(aoki: User, sign_in: SignIn, hours: str) -> None:
    load_demo()
    client = sign_in(aoki)
    answer = client.post("/place/edit/", form_of(client, hours_2=hours))
    assert answer.status_code == 200
    assert answer.context["form"].errors.keys() == {"hours_2"}


def test_a_topic_without_words_disappears_from_the_front_page(aoki: User, sign_in: SignIn) -> None:
    load_demo()
    client = sign_in(aoki)
    assert "使いたい人募集中" in client.get("/").content.decode()
    client.post("/place/words/uses/", {"ja": "", "easy": "", "en": ""})
    assert "使いたい人募集中" not in client.get("/").content.decode()


def test_words_of_staff_cannot_bring_in_markup(aoki: User, sign_in: SignIn) -> None:
    load_demo()
    client = sign_in(aoki)
    client.post("/place/words/uses/", {"ja": "<script>alert(1)</script>{<b>|x}"})
    page = client.get("/").content.decode()
    assert "<script>alert" not in page
    assert "<b>" not in page


def test_the_second_of_two_at_the_place_sees_the_first(aoki: User, ogawa: User, sign_in: SignIn) -> None:
    load_demo()
    first, second = sign_in(aoki), sign_in(ogawa)
    sent = form_of(second, phone="048-000-0002")
    first.post("/place/edit/", form_of(first, hours_0="9:00–12:00"))
    refused = second.post("/place/edit/", sent)
    assert "いまの「月曜日に開いている時間」：09:00–12:00" in refused.content.decode()
    assert refused.context["form"]["phone"].value() == "048-000-0002"
    assert Venue.objects.get().phone != "048-000-0002"
    again = {**sent, "hours_0": "9:00–12:00", "seen": refused.context["form"]["seen"].value()}
    assert second.post("/place/edit/", again).status_code == 302
    assert Venue.objects.get().phone == "048-000-0002"


def test_the_second_of_two_at_a_text_sees_the_first(aoki: User, ogawa: User, sign_in: SignIn) -> None:
    load_demo()
    first, second = sign_in(aoki), sign_in(ogawa)
    saw = second.get("/place/words/uses/").context["form"]["seen"].value()
    first.post("/place/words/uses/", {"ja": "部屋をお使いください"})
    refused = second.post("/place/words/uses/", {"ja": "台所をお使いください", "seen": saw})
    assert "いまの「日本語」：部屋をお使いください" in refused.content.decode()
    assert "台所をお使いください" in refused.content.decode()


def test_a_place_is_entered_once_by_two(aoki: User, ogawa: User, sign_in: SignIn) -> None:
    columns = {"name": "ひかり", "kind": words("広場")}
    change_venue(by=aoki, venue=None, columns=columns, hours={})
    with pytest.raises(ValidationError, match="先に"):
        change_venue(by=ogawa, venue=None, columns={**columns, "name": "あかり"}, hours={})
    assert [venue.name for venue in Venue.objects.all()] == ["ひかり"]
