"""`sengetsu messages`: what is collected, and that every kind of gap is found (each by planting one)."""

from pathlib import Path

import polib
import pytest

from sengetsu.base.messages import catalogs, checks, sources
from sengetsu.base.messages.templates import Templates

PAGE = '{% extends "base/open_page.html" %}{% say "相談する" %}<a title="{% plain "地図" %}">x</a>'


@pytest.fixture
def town(tmp_path: Path) -> Path:
    """A small source tree whose open wing is complete."""
    write(tmp_path, "base/templates/base/open_page.html", '{% extends "base/page.html" %}')
    write(tmp_path, "base/templates/base/page.html", '<a>{% say "本文へ" %}</a>')
    write(tmp_path, "postbox/templates/postbox/page.html", PAGE)
    write(tmp_path, "link_work/templates/link_work/case.html", '{% extends "base/page.html" %}担当')
    catalogs.collect(checks.all_messages(tmp_path), tmp_path)
    translate(tmp_path, "base", "本文へ", en="To the text", ja_Easy="{本文|ほんぶん}へ")
    translate(tmp_path, "postbox", "相談する", en="Talk", ja_Easy="{相談|そうだん}する")
    translate(tmp_path, "postbox", "地図", en="Map", ja_Easy="{地図|ちず}")
    return tmp_path


def write(town: Path, name: str, text: str) -> None:
    file = town / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def translate(town: Path, app: str, msgid: str, **said: str) -> None:
    for folder, text in said.items():
        file = catalogs.Catalog(app, folder, town).file
        catalog = polib.pofile(str(file), wrapwidth=0)
        entry = catalog.find(msgid)
        assert entry is not None
        entry.msgstr = text
        catalog.save()


def findings(town: Path) -> str:
    return "\n".join(map(str, checks.check(town)))


def test_a_complete_open_wing_has_no_findings(town: Path) -> None:
    assert findings(town) == ""


def test_parents_of_open_pages_are_open_and_pages_of_staff_are_not(town: Path) -> None:
    assert Templates(town).open_wing() == ["base/open_page.html", "base/page.html", "postbox/page.html"]


def test_a_block_that_every_open_page_replaces_is_not_open(town: Path) -> None:
    write(
        town,
        "base/templates/base/page.html",
        '{% say "本文へ" %}{% block bar %}担当{% block in_it %}{% endblock %}担当{% endblock %}',
    )
    write(
        town,
        "base/templates/base/open_page.html",
        '{% extends "base/page.html" %}{% block bar %}{% endblock %}',
    )
    assert findings(town) == ""
    write(town, "base/templates/base/open_page.html", '{% extends "base/page.html" %}')
    assert "「担当」" in findings(town)


def test_a_part_for_signed_in_people_stays_japanese(town: Path) -> None:
    write(town, "postbox/templates/postbox/page.html", PAGE + '{% include "postbox/_me.html" %}')
    write(town, "postbox/templates/postbox/_me.html", "{# Japanese only: me. #}サインアウト")
    assert findings(town) == ""


def test_included_parts_are_open_too(town: Path) -> None:
    write(town, "postbox/templates/postbox/page.html", PAGE + '{% include "postbox/_part.html" %}')
    write(town, "postbox/templates/postbox/_part.html", "電話")
    assert "「電話」" in findings(town)


def test_text_outside_of_say_is_found(town: Path) -> None:
    write(town, "postbox/templates/postbox/page.html", PAGE + "<p>電話でも</p>")
    assert "postbox/templates/postbox/page.html:1: 「電話でも」" in findings(town)


def test_a_default_in_a_filter_is_found(town: Path) -> None:
    write(town, "postbox/templates/postbox/page.html", PAGE + '{{ name|default:"お名前なし" }}')
    assert "お名前なし" in findings(town)


def test_comments_may_be_japanese(town: Path) -> None:
    write(town, "postbox/templates/postbox/page.html", PAGE + "<!-- メモ -->{# メモ #}")
    assert findings(town) == ""


def test_a_new_text_without_an_entry_is_found(town: Path) -> None:
    write(town, "postbox/templates/postbox/page.html", PAGE + '{% say "予約する" %}')
    assert findings(town).count("「予約する」がありません") == 2


def test_an_empty_translation_is_found(town: Path) -> None:
    translate(town, "postbox", "地図", en="")
    assert "en/LC_MESSAGES/django.po: 「地図」の訳がありません" in findings(town)


def test_a_fuzzy_translation_is_found(town: Path) -> None:
    file = catalogs.Catalog("postbox", "en", town).file
    file.write_text(file.read_text().replace('msgid "地図"', '#, fuzzy\nmsgid "地図"'))
    assert "fuzzy" in findings(town)


def test_an_entry_that_no_source_says_is_found(town: Path) -> None:
    write(town, "postbox/templates/postbox/page.html", '{% extends "base/open_page.html" %}')
    assert "「地図」はもう使われていません" in findings(town)


def test_a_kanji_word_without_a_reading_is_found(town: Path) -> None:
    translate(town, "postbox", "相談する", ja_Easy="{相談|そうだん}して下さい")
    assert "「下」に読みがありません" in findings(town)


def test_a_reading_that_is_no_reading_is_found(town: Path) -> None:
    translate(town, "postbox", "相談する", ja_Easy="{相談|soudan}する")
    assert "「soudan」は読みではありません" in findings(town)


def test_a_lost_placeholder_is_found(town: Path) -> None:
    write(town, "postbox/templates/postbox/page.html", PAGE + '{% say "あと%(n)s人" n=n %}')
    catalogs.collect(checks.all_messages(town), town)
    translate(town, "postbox", "あと%(n)s人", en="%(m)s left", ja_Easy="あと%(n)s{人|にん}")
    assert findings(town).count("差し込み") == 1


def test_english_that_is_still_japanese_is_found(town: Path) -> None:
    translate(town, "postbox", "地図", en="地図")
    assert "「地図」が訳されていません" in findings(town)


def test_choices_without_gettext_are_found_and_those_for_staff_are_not(town: Path) -> None:
    write(town, "postbox/choices.py", 'WHO = "本人"')
    write(town, "directory/forms.py", '"""Japanese only: staff."""\nLABEL = "名前"')
    assert findings(town) == "postbox/choices.py:1: 「本人」は gettext を通っていません"


def test_texts_in_python_are_collected_under_the_name_they_were_imported_by(tmp_path: Path) -> None:
    write(
        tmp_path,
        "postbox/forms.py",
        "from django.utils.translation import gettext_lazy as _\n"
        "from django.utils import translation\n"
        'def other(x): return x\nA = _("名前")\nB = translation.gettext("電話")\nC = other("地図")\n',
    )
    assert {message.text for message in sources.messages(tmp_path)} == {"名前", "電話"}


def test_collecting_again_keeps_translations_and_drops_what_is_gone(town: Path) -> None:
    write(town, "postbox/templates/postbox/page.html", '{% extends "base/open_page.html" %}{% say "地図" %}')
    before = catalogs.Catalog("base", "en", town).file.read_text()
    assert catalogs.collect(checks.all_messages(town), town) == 0
    entries = [entry.msgid for entry in catalogs.Catalog("postbox", "en", town).read()]
    assert entries == ["地図"]
    assert catalogs.Catalog("base", "en", town).file.read_text() == before


def test_a_text_that_another_app_translated_is_taken_over(town: Path) -> None:
    write(town, "directory/templates/directory/page.html", PAGE)
    assert catalogs.collect(checks.all_messages(town), town) == 0
    entry = catalogs.Catalog("directory", "en", town).read().find("地図")
    assert entry is not None
    assert entry.msgstr == "Map"


def test_compiled_catalogs_stand_beside_their_sources(town: Path) -> None:
    assert catalogs.compile_all(town) == 4
    assert catalogs.Catalog("postbox", "en", town).file.with_suffix(".mo").exists()
    assert not list(town.rglob("*.new"))


def test_the_open_wing_of_this_repository_is_complete() -> None:
    assert "\n".join(map(str, checks.check())) == ""
