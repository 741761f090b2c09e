"""Forms: how they are drawn, what they say, what they give back."""

import re
from datetime import date
from typing import Any

import pytest
from django import forms
from django.http import QueryDict
from django.utils import translation

from sengetsu.base.forms import Form
from tests.base.kit_sample import SampleForm

GOOD = {
    "name": "青い屋根の家の人",
    "met_on": "令和8年11月24日",
    "phone": "",
    "way": "visit",
    "urgency": "high",
    "people": "",
    "story": "",
    "once_key": "0b7cfb1e-7e84-4f4c-9c2e-1c51f9b4a111",
}


def sent(**changed: Any) -> SampleForm:
    query = QueryDict(mutable=True)
    for name, value in {**GOOD, **changed}.items():
        query.setlist(name, value if isinstance(value, list) else [value])
    return SampleForm(query)


def tag(page: str, name: str) -> str:
    found = re.search(rf"<(?:input|textarea|select)[^>]*name=\"{name}\"[^>]*>", page)
    assert found, name
    return found.group()


def test_a_label_stands_above_and_says_whether_the_field_is_needed() -> None:
    page = str(SampleForm())
    label = page.index('for="id_name"')
    assert "※必須" in page[label : label + 200]
    assert label < page.index("本名でなくてかまいません") < page.index('name="name"')


def test_there_is_no_placeholder() -> None:
    assert "placeholder" not in str(SampleForm())


def test_the_browser_never_cuts_a_pasted_story_off() -> None:
    assert "maxlength" not in str(SampleForm())


def test_an_error_stands_under_its_field_and_is_announced() -> None:
    page = str(sent(name=""))
    assert 'aria-invalid="true"' in tag(page, "name")
    assert 'aria-describedby="id_name_helptext id_name_error"' in tag(page, "name")
    assert page.index('name="name"') < page.index('id="id_name_error"')


def test_the_summary_links_to_the_field() -> None:
    page = str(sent(name="", way=""))
    assert '<a href="#id_name">呼び名：書いてください。</a>' in page
    assert '<a href="#id_way_group">会い方：選んでください。</a>' in page
    assert 'id="id_way_group"' in page


def test_chips_are_a_group_with_a_legend_that_knows_its_error() -> None:
    page = str(sent(way=""))
    group = page[page.index('id="id_way_group"') : page.index("</fieldset>")]
    assert 'role="radiogroup"' in group
    assert 'aria-invalid="true"' in group
    assert 'aria-describedby="id_way_error"' in group
    assert "返事がなくても一歩です" in group
    assert "aria-invalid" not in tag(page, "way"), "a single radio button has no such property"


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("name", "あ" * 41, "40文字までです。いまは41文字です。"),
        ("name", "a\x00b", "読めない文字が入っています。書きなおしてください。"),
        ("met_on", "令和8年2月30日", "令和8年2月30日"),
        ("met_on", "らいしゅう", "日付"),
        ("way", "teleport", "この中から選びなおしてください。"),
        ("needs", ["home", "castle"], "この中から選びなおしてください。"),
        ("people", "たくさん", "数字で書いてください。例：12"),
        ("people", "501", "500以下にしてください。"),
        ("people", "-1", "0以上にしてください。"),
        ("phone", "そのうち", "電話番号"),
        ("story", "あ" * 4001, "4000文字までです。いまは4001文字です。"),
    ],
)
def test_what_is_wrong_is_said_in_plain_japanese(field: str, value: Any, sentence: str) -> None:
    form = sent(**{field: value})
    said = " ".join(form.errors[field])
    assert sentence in said
    assert not re.search(r"[A-Za-z]{4}", said), said


@pytest.mark.parametrize(
    "written",
    ["令和8年11月24日", "R8.11.24", "2026-11-24", "2026/11/24", "２０２６／１１／２４", "2026年11月24日"],
)
def test_a_day_may_be_written_in_either_era(written: str) -> None:
    form = sent(met_on=written)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["met_on"] == date(2026, 11, 24)


def test_a_stored_day_is_shown_as_people_write_it() -> None:
    page = str(SampleForm(initial={"met_on": date(2026, 11, 24)}))
    assert 'value="令和8年11月24日"' in tag(page, "met_on")


def test_full_width_digits_are_numbers() -> None:
    form = sent(people="１２", phone="０９０－００００－０００１")
    assert form.is_valid(), form.errors
    assert form.cleaned_data["people"] == 12
    assert form.cleaned_data["phone"] == "090-0000-0001"


def test_emoji_and_rare_characters_stay() -> None:
    form = sent(name="髙橋🌙𠮷田")
    assert form.is_valid(), form.errors
    assert form.cleaned_data["name"] == "髙橋🌙𠮷田"


def test_a_line_break_counts_as_one_character() -> None:
    form = sent(story="あ\r\n" * 2000)
    assert form.is_valid(), form.errors
    assert "\r" not in form.cleaned_data["story"]


def test_spaces_around_a_text_go_away_full_width_ones_too() -> None:
    form = sent(name="　北川 ")
    assert form.is_valid()
    assert form.cleaned_data["name"] == "北川"


def test_the_same_words_sent_again_are_the_same_act() -> None:
    first, again = sent(), sent()
    assert first.is_valid()
    assert again.is_valid()
    assert first.cleaned_data["once_key"] == again.cleaned_data["once_key"]
    assert len(first.cleaned_data["once_key"]) <= 64


def test_other_words_from_the_same_page_are_another_act() -> None:
    first, changed = sent(), sent(name="となりの人")
    assert first.is_valid()
    assert changed.is_valid()
    assert first.cleaned_data["once_key"] != changed.cleaned_data["once_key"]


def test_each_page_has_a_key_of_its_own_and_a_refused_form_keeps_it() -> None:
    assert tag(str(SampleForm()), "once_key") != tag(str(SampleForm()), "once_key")
    assert GOOD["once_key"] in tag(str(sent(name="")), "once_key")


def test_a_form_of_optional_fields_stays_calm() -> None:
    class Calm(Form):
        what = forms.CharField(label="どうしましたか")
        who = forms.CharField(label="お名前", required=False)
        where = forms.CharField(label="お住まい", required=False)
        how = forms.CharField(label="連絡先", required=False)
        when = forms.CharField(label="いつ", required=False)

    page = str(Calm())
    assert page.count("※必須</span>") == 1
    assert "※任意" not in page
    assert "※必須のほかは、書かなくてもかまいません。" in page


def test_an_authors_own_sentence_stays() -> None:
    class Own(Form):
        name = forms.CharField(label="呼び名", error_messages={"required": "呼び名だけおしえてください。"})

    assert Own({}).errors["name"] == ["呼び名だけおしえてください。"]


def test_words_that_somebody_typed_are_never_markup() -> None:
    page = str(sent(name="<script>alert(1)</script>", met_on="<b>"))
    assert "<script>" not in page
    assert "<b>" not in page


@pytest.mark.parametrize("field", ["met_on", "phone"])
def test_a_visitor_hears_of_an_error_in_the_language_of_the_page(field: str) -> None:
    with translation.override("en"):
        said = " ".join(sent(**{field: "そのうち"}).errors[field])
    assert "cannot be read" in said
