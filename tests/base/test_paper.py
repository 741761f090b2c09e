"""Papers: letters of our own, what people typed is never source, same data makes the same file."""

from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from sengetsu.base.paper import letters, pdf_answer, typeset
from sengetsu.base.qr_code import code_of

SPECIMEN = "base/paper/specimen.typ"
MOMENT = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)


def sample(**other: Any) -> dict[str, Any]:
    code = code_of("https://sengetsu.example.jp/activities/")
    return {
        "title": "見本",
        "place": "織月",
        "facts": [["団体", "そらまめ食堂"], ["連絡する人", "髙橋 﨑子"]],
        "words": "{地域食堂|ちいきしょくどう}へ どうぞ",
        "lines": [["①", "キッチン", "12"]],
        "notice": "鍵が必要です",
        "code": {"size": code.size, "path": code.path},
        **other,
    }


def read(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)


def fonts_of(pdf: bytes) -> dict[str, bool]:
    """The fonts of a PDF, and whether each lies inside it."""
    found = {}
    for page in PdfReader(BytesIO(pdf)).pages:
        for font in page["/Resources"]["/Font"].values():
            drawn = font.get_object()["/DescendantFonts"][0].get_object()
            held = drawn["/FontDescriptor"].get_object()
            found[str(held["/FontName"])] = any(key.startswith("/FontFile") for key in held)
    return found


@pytest.mark.parametrize(
    "word", ["髙橋 﨑子", "①", "そらまめ食堂", "𠮷野", "鷗外", "Nguyễn", "Łukasz", "김", "们"]
)
def test_a_paper_holds_the_letters_of_everybodys_name(word: str) -> None:
    assert word in read(typeset(SPECIMEN, sample(notice=f"{word} さま")))


def test_the_letters_lie_inside_the_paper_and_come_from_our_own_packages() -> None:
    fonts = fonts_of(typeset(SPECIMEN, sample()))
    assert fonts
    assert all(fonts.values())
    assert all("NotoSansCJKjp" in name for name in fonts)
    assert any("Bold" in name for name in fonts)
    assert {font.weight for font in letters().fonts() if font.family == "Noto Sans CJK JP"} == {400, 700}


def test_no_letter_of_the_machine_is_used() -> None:
    inside_typst = {"DejaVu Sans Mono", "Libertinus Serif", "New Computer Modern", "New Computer Modern Math"}
    assert set(letters().families()) == inside_typst | {"Noto Sans CJK JP"}


TYPED = ["#panic()", "$x$ *a* _b_", '#read("/config/settings.py")', "\\ ` @b <c> // d /* e", '"}', "= #"]


@pytest.mark.parametrize("typed", TYPED)
def test_what_people_typed_is_text_and_never_source(typed: str) -> None:
    told = read(typeset(SPECIMEN, sample(title=typed, notice=typed, lines=[[typed, typed, typed]])))
    assert told.replace("\n", "").count(typed.replace("  ", " ")) >= 2


def test_emoji_leave_no_empty_box() -> None:
    pdf = typeset(SPECIMEN, sample(notice="カレー🍛の日👨‍👩‍👧🇯🇵❤️"))
    assert "カレーの日❤" in read(pdf)


def test_a_word_carries_its_reading() -> None:
    told = read(typeset(SPECIMEN, sample()))
    assert "ちいきしょくどう" in told
    assert "{" not in told


def test_the_same_data_makes_the_same_file() -> None:
    assert typeset(SPECIMEN, sample(), at=MOMENT) == typeset(SPECIMEN, sample(), at=MOMENT)
    made = PdfReader(BytesIO(typeset(SPECIMEN, sample(), at=MOMENT))).metadata
    assert made is not None
    assert made.creation_date == MOMENT
    assert made.title == "見本"
    undated = PdfReader(BytesIO(typeset(SPECIMEN, sample()))).metadata
    assert undated is not None
    assert undated.creation_date is None


def test_a_long_paper_counts_its_pages_and_repeats_the_head_of_its_table() -> None:
    pdf = typeset(SPECIMEN, sample(lines=[[str(n), "キッチン", "1"] for n in range(100)]))
    pages = PdfReader(BytesIO(pdf)).pages
    assert len(pages) > 2
    assert f"2 / {len(pages)}" in pages[1].extract_text()
    assert "場所" in pages[1].extract_text()


def test_the_answer_is_shown_in_place_and_kept_nowhere() -> None:
    answer = pdf_answer(b"%PDF", "利用許可書.pdf")
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == (
        "inline; filename*=utf-8''%E5%88%A9%E7%94%A8%E8%A8%B1%E5%8F%AF%E6%9B%B8.pdf"
    )
    assert answer["Cache-Control"] == "no-store, private"
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_a_file_name_cannot_break_out_of_its_header() -> None:
    answer = pdf_answer(b"%PDF", 'a"; filename=evil.exe.pdf')
    assert answer["Content-Disposition"].startswith('inline; filename="a\\"')
