"""The switch, the readings, and that a translation cannot bring in markup."""

import pytest
from django.template import Context, Template
from django.test import Client
from django.utils import translation

from sengetsu.base import language


def test_a_reading_becomes_ruby_with_brackets_for_old_browsers() -> None:
    assert language.with_readings("{相談|そうだん}できます") == (
        "<ruby>相談<rp>（</rp><rt>そうだん</rt><rp>）</rp></ruby>できます"
    )


def test_markup_in_a_translation_is_escaped_inside_and_outside_of_readings() -> None:
    made = language.with_readings("<b>{<i>|x>}<u>")
    assert "<b>" not in made
    assert "<i>" not in made
    assert made.endswith("</ruby>&lt;u&gt;")
    assert made.startswith("&lt;b&gt;<ruby>&lt;i&gt;")


def test_an_attribute_gets_the_word_without_its_reading() -> None:
    assert language.without_readings("{漢字|かんじ}と{言葉|ことば}") == "漢字と言葉"


def test_values_are_escaped_and_their_braces_stay_as_they_are() -> None:
    made = Template('{% say "%(name)sさん" name=name %}').render(Context({"name": "<x>{a|b}"}))
    assert made == "&lt;x&gt;{a|b}さん"


def test_a_sentence_with_a_percent_sign_and_no_values_is_left_alone() -> None:
    assert Template('{% say "100%です" %}').render(Context()) == "100%です"


def test_plain_is_escaped_like_any_variable() -> None:
    assert Template('<i title="{% plain text %}">').render(Context({"text": '"><b>'})) == (
        '<i title="&quot;&gt;&lt;b&gt;">'
    )


def test_easy_japanese_is_japanese_to_a_screen_reader() -> None:
    with translation.override("ja-easy"):
        assert language.html_lang() == "ja"


def test_the_switch_is_remembered_for_a_year_and_leads_back(client: Client) -> None:
    answer = client.get("/language/", {"language": "ja-easy", "next": "/about/?x=1"})
    assert answer.status_code == 302
    assert answer["Location"] == "/about/?x=1"
    cookie = answer.cookies["django_language"]
    assert cookie.value == "ja-easy"
    assert cookie["max-age"] == 365 * 24 * 3600


def test_the_switch_works_by_post_without_a_token() -> None:
    client = Client(enforce_csrf_checks=True)
    answer = client.post("/language/", {"language": "en", "next": "/"})
    assert answer.cookies["django_language"].value == "en"


def test_an_unknown_language_changes_nothing(client: Client) -> None:
    assert not client.get("/language/", {"language": "xx"}).cookies


@pytest.mark.parametrize(
    "wanted",
    [
        "https://evil.example/",
        "//evil.example/",
        "///evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "http:evil.example",
        "javascript:alert(1)",
        "/a\r\nSet-Cookie: x=y",
        "evil",
        "",
        "\x00/",
    ],
)
def test_the_switch_never_leads_away_from_this_site(client: Client, wanted: str) -> None:
    location = client.get("/language/", {"language": "en", "next": wanted})["Location"]
    assert location == "/" or (location.startswith("/a") and "\n" not in location)
