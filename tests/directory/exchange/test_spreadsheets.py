"""Importing spreadsheets: all or nothing, twice is once, and every bad row named."""

import csv
import io
import zipfile
from io import StringIO
from pathlib import Path

import openpyxl
import pytest
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st

from sengetsu.audit.models import Entry
from sengetsu.directory.exchange.drafts import ImportRefused, ages_of
from sengetsu.directory.exchange.spreadsheets import COLUMNS, MOST_ROWS, read_spreadsheet
from sengetsu.directory.models import Organization, Place, Schedule, Service

pytestmark = pytest.mark.django_db
HEAD = ",".join(COLUMNS)
ROW = (
    "k-1,えんがわ,えんがわ,くらし,社協,話を聞きます,65歳以上,無料,毎週水曜 17:00-19:00,公民館,"
    "048-000-0012 a@example.jp"
)


def write(folder: Path, text: str | bytes, name: str = "rows.csv") -> Path:
    file = folder / name
    file.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8-sig"))
    return file


def run(file: Path, *options: str) -> str:
    out = StringIO()
    call_command("directory_import", str(file), *options, stdout=out)
    return out.getvalue()


def test_a_row_becomes_an_entry_with_its_provider_place_hours_and_reach(tmp_path: Path) -> None:
    run(write(tmp_path, f"{HEAD}\n{ROW}\n"))
    entry = Service.objects.get()
    assert (entry.external_id, entry.organization.name, entry.place and entry.place.name) == (
        "k-1",
        "社協",
        "公民館",
    )
    assert (entry.minimum_age, entry.maximum_age, entry.is_free) == (65, None, True)
    assert (entry.phone, entry.email, entry.reachable_without_phone) == ("048-000-0012", "a@example.jp", True)
    assert [(rule.byday, f"{rule.opens_at:%H:%M}") for rule in Schedule.objects.all()] == [("WE", "17:00")]
    assert entry.own_category == "くらし"
    assert entry.category
    assert entry.inferred["kinds"]
    assert Entry.objects.filter(thing="directory").exists()


def test_of_a_place_that_is_not_public_nothing_is_kept_but_that(tmp_path: Path) -> None:
    file = write(tmp_path, "id,name,place\nk-1,避難の宿,非公開（月影町9-8-7）\n")
    run(file)
    place = Service.objects.get().place
    assert place
    assert place.confidential
    assert "月影町" not in str(Service.objects.values().get()) + str(Place.objects.values().get())
    assert "変わる 0 件、同じ 1 件" in run(file)


def test_a_second_time_changes_nothing(tmp_path: Path) -> None:
    file = write(tmp_path, f"{HEAD}\n{ROW}\n")
    run(file)
    before = Service.objects.values_list("changed_at").get()
    assert "新しい 0 件、変わる 0 件、同じ 1 件" in run(file)
    assert Service.objects.values_list("changed_at").get() == before
    assert Organization.objects.count() == 1


def test_a_dry_run_shows_what_would_change_and_writes_nothing(tmp_path: Path) -> None:
    assert "+ k-1 えんがわ" in run(write(tmp_path, f"{HEAD}\n{ROW}\n"), "--dry-run")
    assert not Service.objects.exists()
    assert not Organization.objects.exists()
    run(write(tmp_path, f"{HEAD}\n{ROW}\n"))
    told = run(write(tmp_path, f"{HEAD}\n{ROW.replace('無料', '300円')}\n"), "--dry-run")
    assert "~ k-1 えんがわ: cost, is_free" in told
    assert Service.objects.get().cost == "無料"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "何も書かれていません"),
        ("name,place\nあ,い", "id"),
        (f"{HEAD}\n,名なし", "2行目「id」: 空です"),
        (f"{HEAD}\nk-1,", "2行目「name」: 空です"),
        (f"{HEAD}\n{ROW}\n{ROW}", "3行目「id」: 2行目と同じ"),
        (f"{HEAD}\nk-1,{'あ' * 121}", "121文字"),
        (f'{HEAD}\nk-1,"閉じない', "引用符"),
        (f"{HEAD}\n{ROW},よけい,な,列", "列が 11 より多く"),
    ],
)
def test_a_bad_file_is_refused_as_a_whole_with_line_and_reason(
    tmp_path: Path, text: str, reason: str
) -> None:
    good = f"{HEAD}\nz-9,よい行\n"
    run(write(tmp_path, good))
    with pytest.raises(CommandError, match="読みこみませんでした") as refused:
        run(write(tmp_path, text, "bad.csv"))
    assert reason in str(refused.value)
    assert Service.objects.count() == 1


def test_a_bad_row_among_good_ones_keeps_them_all_out(tmp_path: Path) -> None:
    rows = [f"k-{number},名前{number}" for number in range(30)]
    rows[17] = "k-17,"
    with pytest.raises(CommandError, match="19行目"):
        run(write(tmp_path, "\n".join(["id,name", *rows])))
    assert not Service.objects.exists()


def test_shift_jis_is_read_and_said(tmp_path: Path) -> None:
    told = run(write(tmp_path, "id,name\r\nk-1,居場所 髙橋\r\n".encode("cp932")))
    assert "cp932" in told
    assert Service.objects.get().name == "居場所 髙橋"


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ImportRefused, match=r"文字コード|何も|列の名前|CSV"):
        read_spreadsheet(write(tmp_path, bytes(range(256)) * 20))


def test_too_many_rows_are_refused_at_once(tmp_path: Path) -> None:
    lines = "\n".join(f"k-{number},名前" for number in range(100_000))
    with pytest.raises(ImportRefused, match=f"{MOST_ROWS:,}"):
        read_spreadsheet(write(tmp_path, f"id,name\n{lines}"))


def test_an_excel_file_reads_as_the_table_it_is(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for cells in (["id", "name", "cost"], [12, "えんがわ", 300], [None, None, None], ["b", "=1+1", "無料"]):
        sheet.append(cells)
    book.save(tmp_path / "rows.xlsx")
    run(tmp_path / "rows.xlsx")
    assert dict(Service.objects.values_list("external_id", "name")) == {"12": "えんがわ", "b": "=1+1"}


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "bomb.xlsx", "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("xl/worksheets/sheet1.xml", b"0" * 250_000_000)
    with pytest.raises(ImportRefused, match="大きくなりすぎる"):
        read_spreadsheet(tmp_path / "bomb.xlsx")


@pytest.mark.parametrize("data", [b"PK\x03\x04 broken", b"PK", b"PK\x05\x06" + b"\x00" * 18])
def test_a_broken_excel_file_is_refused(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(ImportRefused):
        read_spreadsheet(write(tmp_path, data, "broken.xlsx"))


def test_a_formula_is_text_on_the_way_out_and_itself_on_the_way_back(tmp_path: Path) -> None:
    run(write(tmp_path, "id,name,description\nk-1,=cmd|x,+81 で始まる\n"))
    call_command("directory_export", str(tmp_path / "out.csv"), stdout=StringIO())
    rows = list(csv.reader(io.StringIO((tmp_path / "out.csv").read_text(encoding="utf-8-sig"))))
    assert rows[1][1] == "'=cmd|x"
    call_command("directory_export", str(tmp_path / "out.xlsx"), stdout=StringIO())
    cell = openpyxl.load_workbook(tmp_path / "out.xlsx").worksheets[0]["B2"]
    assert (cell.value, cell.data_type) == ("=cmd|x", "s")
    for name in ("out.csv", "out.xlsx"):
        assert "変わる 0 件、同じ 1 件" in run(tmp_path / name)


@given(st.binary(max_size=400))
def test_no_bytes_break_the_reader(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    file = write(tmp_path_factory.mktemp("fuzz"), data)
    try:
        read_spreadsheet(file)
    except ImportRefused as refused:
        problems = refused.problems
    else:
        problems = []
    assert all(problem.reason for problem in problems)


@given(st.text(max_size=60))
def test_ages_are_human_and_in_order_whatever_is_written(text: str) -> None:
    low, high = ages_of(text)
    assert low is None or 0 <= low <= 130
    assert high is None or (low or 0) <= high <= 130


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("65歳以上", (65, None)),
        ("１８歳まで", (None, 18)),
        ("0〜6歳の子", (0, 6)),
        ("18歳未満", (None, 17)),
        ("だれでも", (None, None)),
    ],
)
def test_ages_of_a_target_group(text: str, years: tuple[int | None, int | None]) -> None:
    assert ages_of(text) == years
