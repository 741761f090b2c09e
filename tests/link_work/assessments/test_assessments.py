"""Sheets as versioned data, filled in piece by piece; measures that are drawn and never diagnose."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from sengetsu.accounts.models import User
from sengetsu.link_work.assessments.actions import measure, save_sheet, write_piece
from sengetsu.link_work.assessments.choices import DECLINED, SheetKind
from sengetsu.link_work.assessments.models import Answer, Sheet
from sengetsu.link_work.assessments.queries import changes_of, pieces_of, sheet_of, sheets, trends_of
from sengetsu.link_work.assessments.reading import as_text, read_items
from sengetsu.link_work.assessments.trend import drawn
from sengetsu.link_work.cases.models import Case
from sengetsu.link_work.desk.search import search
from tests.link_work.asking import mother
from tests.people import SignIn

TODAY = timezone.localdate()


def known(code: str) -> Sheet:
    sheet = sheet_of(code)
    assert sheet
    return sheet


@pytest.mark.django_db
def test_a_new_town_begins_with_the_sheets_of_the_field() -> None:
    assert {sheet.code for sheet in sheets()} == {"domains", "intake", "ucla3", "direct", "well_being"}
    assert [item["code"] for item in known("domains").items][:3] == ["story", "wishes", "strengths"]


@pytest.mark.django_db
def test_a_domain_is_written_again_and_the_older_words_stay(
    aoki: User, kitagawa: Case, sign_in: SignIn
) -> None:
    client = sign_in(aoki)
    address = reverse("piece_write", args=[kitagawa.public_id, "domains", "wishes"])
    assert client.post(address, {"said": "そっとしてほしい", "how": "phone"}).status_code == 302
    assert client.post(address, {"said": "海を見たい", "seen": "目が明るい", "how": "met"}).status_code == 302
    page = client.get(reverse("assessment_list", args=[kitagawa.public_id])).content.decode()
    assert page.index("海を見たい") < page.index("そっとしてほしい")
    assert page.index("海を見たい") < page.index("目が明るい")  # the person's own words first
    assert [case.pk for case in search(aoki, "海を見たい").cases] == [kitagawa.pk]


@pytest.mark.django_db
def test_nothing_is_needed_but_some_word(aoki: User, kitagawa: Case, sign_in: SignIn) -> None:
    address = reverse("piece_write", args=[kitagawa.public_id, "domains", "money"])
    refused = sign_in(aoki).post(address, {"how": "met"}).content.decode()
    assert "本人の言葉か、見えたこと" in refused


@pytest.mark.django_db
def test_three_answers_make_a_sum_and_would_rather_not_say_is_an_answer(aoki: User, kitagawa: Case) -> None:
    person, sheet = mother(kitagawa, aoki), known("ucla3")
    first = TODAY - timedelta(days=90)
    measure(
        by=aoki,
        case=kitagawa,
        sheet=sheet,
        person=person,
        on=first,
        answers={"u1": "4", "u2": "3", "u3": "2"},
    )
    measure(
        by=aoki, case=kitagawa, sheet=sheet, person=person, on=TODAY - timedelta(days=40),
        answers={"u1": "2", "u2": DECLINED, "u3": "2"},
    )  # fmt: skip
    measure(by=aoki, case=kitagawa, sheet=sheet, person=person, answers={"u1": "2", "u2": "2", "u3": "1"})
    (trend,) = trends_of(kitagawa)
    assert [point.value for point in trend.points] == [9, None, 5]
    assert (trend.lowest, trend.highest) == (3, 12)
    picture = drawn(trend)
    assert (len(picture.dots), len(picture.declined)) == (2, 1)
    assert picture.dots[0].y < picture.dots[1].y  # nine stands above five
    assert "9（" in changes_of(kitagawa, [person])
    assert "5（" in changes_of(kitagawa, [person])


@pytest.mark.django_db
@pytest.mark.parametrize("answers", [{}, {"u1": ""}, {"u1": "9"}, {"other": "1"}, {"u1": "一"}])
def test_an_answer_that_is_none_is_refused(answers: dict[str, str], aoki: User, kitagawa: Case) -> None:
    person = mother(kitagawa, aoki)
    with pytest.raises(ValidationError):
        measure(by=aoki, case=kitagawa, sheet=known("ucla3"), person=person, answers=answers)
    assert not Answer.objects.exists()


@pytest.mark.django_db
def test_the_page_shows_the_definition_and_no_verdict(aoki: User, kitagawa: Case, sign_in: SignIn) -> None:
    measure(
        by=aoki, case=kitagawa, sheet=known("well_being"), person=mother(kitagawa, aoki),
        answers={"happy": "7", "satisfied": DECLINED},
    )  # fmt: skip
    page = sign_in(aoki).get(reverse("assessment_list", args=[kitagawa.public_id])).content.decode()
    assert "診断ではありません" in page
    assert "答えたくない" in page
    for verdict in ("うつ", "重度", "正常", "異常", "基準値"):
        assert verdict not in page


@pytest.mark.django_db
def test_a_town_changes_a_sheet_and_what_was_written_keeps_its_version(
    aoki: User, kitagawa: Case, sign_in: SignIn
) -> None:
    write_piece(by=aoki, case=kitagawa, sheet=known("domains"), code="money", said="年金だけ")
    client, address = sign_in(aoki), reverse("sheet_edit", args=["domains"])
    text = as_text(known("domains").items) + "\nペット｜いっしょに暮らす生きもの"
    sent = {"title": "アセスメント", "kind": "domains", "scoring": "sum", "items": text}
    assert client.post(address, sent).status_code == 302
    new = known("domains")
    assert (new.version, new.items[-1]["label"], new.by) == (2, "ペット", aoki)
    ((_, pieces), *_) = pieces_of(kitagawa)
    (money,) = [piece for piece in pieces if piece.item["code"] == "money"]
    assert money.newest
    assert money.newest.filling.sheet.version == 1
    assert money.newest.said == "年金だけ"


@pytest.mark.django_db
def test_a_town_loads_a_measure_of_its_own(aoki: User, kitagawa: Case, sign_in: SignIn) -> None:
    sent = {
        "title": "まちのものさし", "kind": "measure", "scoring": "each", "definition": "大きいほど、よい。",
        "items": "きょうの調子\n- 1 わるい\n- 2 ふつう\n- 3 よい",
    }  # fmt: skip
    client = sign_in(aoki)
    assert client.post(reverse("sheet_new"), sent).status_code == 302
    person = mother(kitagawa, aoki)
    address = reverse("measure_new", args=[kitagawa.public_id, "own1"])
    assert "まちのものさし" in client.get(address).content.decode()
    assert client.post(address, {"person": person.pk, "how": "self", "item1": "3"}).status_code == 302
    assert [point.value for point in trends_of(kitagawa)[0].points] == [3]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("items", "words"),
    [
        ("- 1 よい", "見出し"),
        ("調子\n- 1 よい", "二つ以上"),
        ("調子\n- 1 よい\n- 1 わるい", "同じ数"),
        ("調子\n- 1 a\n- 2 b\n調子\n- 1 a\n- 2 b", "同じ見出し"),
        ("", "書いて"),
    ],
)
def test_a_sheet_that_cannot_be_read_says_which_line(
    items: str, words: str, aoki: User, sign_in: SignIn
) -> None:
    sent = {"title": "もの", "kind": "measure", "scoring": "sum", "items": items}
    page = sign_in(aoki).post(reverse("sheet_new"), sent).content.decode()
    assert words in page
    assert Sheet.objects.filter(code="own1").count() == 0


LABELS = st.text("あいうえおかきくけこ", min_size=1, max_size=6)


@given(st.lists(LABELS, min_size=1, max_size=8, unique=True))
def test_what_was_written_as_text_is_read_again(labels: list[str]) -> None:
    items = [
        {"code": f"item{number}", "label": label, "help": "", "choices": [[1, "はい"], [2, "いいえ"]]}
        for number, label in enumerate(labels, start=1)
    ]
    assert read_items(as_text(items), kind=SheetKind.MEASURE, before=items) == items


@pytest.mark.django_db
def test_a_retired_sheet_is_not_offered(aoki: User, kitagawa: Case, sign_in: SignIn) -> None:
    old = known("direct")
    save_sheet(by=aoki, code="direct", kind=SheetKind.MEASURE, title=old.title, items=old.items, retired=True)
    client = sign_in(aoki)
    assert client.get(reverse("measure_new", args=[kitagawa.public_id, "direct"])).status_code == 404
    assert client.get(reverse("sheet_list")).content.decode().count("使わない") == 1
