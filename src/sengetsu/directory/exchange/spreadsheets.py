"""Reading a spreadsheet of services, whoever made it: CSV in any usual encoding, or xlsx."""

import csv
import io
import zipfile
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from sengetsu.base.spreadsheet import STARTS_A_FORMULA

from .drafts import ImportRefused, Problem, ServiceDraft, ages_of, category_of, is_free, reach_of

COLUMNS = (
    "id",
    "name",
    "name_kana",
    "category",
    "provider",
    "description",
    "target",
    "cost",
    "times",
    "place",
    "contact",
)
NEEDED = ("id", "name")
LONGEST = {
    "id": 200,
    "name": 120,
    "name_kana": 200,
    "category": 120,
    "provider": 120,
    "description": 2000,
    "target": 300,
    "cost": 300,
    "times": 300,
    "place": 160,
    "contact": 300,
}
MOST_ROWS = 20_000
MOST_BYTES = 30_000_000
MOST_UNPACKED = 200_000_000
MOST_RATIO = 200
MOST_PROBLEMS = 50
HIDDEN, NOT_PUBLIC = "非公開", "所在地は非公開"
ENCODINGS = ("utf-8-sig", "cp932", "utf-16")
Table = list[tuple[int, list[str]]]


def read_spreadsheet(file: Path) -> tuple[list[ServiceDraft], list[str]]:
    """The services of a file and notes on how it was read. Raises `ImportRefused` with all problems."""
    data = _bytes(file)
    if data[:2] == b"PK":
        return _drafts(_xlsx(data)), []
    table, notes = _csv(data)
    return _drafts(table), notes


def _bytes(file: Path) -> bytes:
    try:
        if file.stat().st_size > MOST_BYTES:
            raise ImportRefused([Problem(0, "", f"大きすぎます。{MOST_BYTES // 1_000_000} MB までです。")])
        return file.read_bytes()
    except OSError as trouble:
        raise ImportRefused([Problem(0, "", "開けません。名前と場所を確かめてください。")]) from trouble


def _csv(data: bytes) -> tuple[Table, list[str]]:
    for encoding in ENCODINGS:
        try:
            text = data.decode(encoding)
        except UnicodeError:
            continue
        if "\x00" in text:
            break
        notes = [] if encoding == "utf-8-sig" else [f"文字コードを {encoding} として読みました。"]
        try:
            rows = csv.reader(io.StringIO(text, newline=""), strict=True)
            return _numbered(rows), notes
        except csv.Error as trouble:
            reason = 'CSV の形がこわれています。引用符（"）が閉じているか確かめてください。'
            raise ImportRefused([Problem(0, "", reason)]) from trouble
    raise ImportRefused([Problem(0, "", "文字コードが分かりません。UTF-8 で保存しなおしてください。")])


def _numbered(rows: Any) -> Table:
    """Rows with the line on which each ends; a quoted cell may hold line breaks."""
    table: Table = []
    for row in rows:
        line = rows.line_num if hasattr(rows, "line_num") else len(table) + 1
        table.append((line, [str(cell) for cell in row]))
        if len(table) > MOST_ROWS + 1:
            reason = f"行が多すぎます。一度に {MOST_ROWS:,} 行までです。分けて読みこんでください。"
            raise ImportRefused([Problem(0, "", reason)])
    return table


def _xlsx(data: bytes) -> Table:
    _refuse_bomb(data)
    from openpyxl import load_workbook

    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=False)
        sheet = book.worksheets[0]
        rows = ([_cell(cell) for cell in row] for row in sheet.iter_rows(values_only=True))
        return _numbered(rows)
    except ImportRefused:
        raise
    except Exception as trouble:  # a broken workbook fails in many ways, none of them ours
        raise ImportRefused([Problem(0, "", "Excel のファイルとして読めません。")]) from trouble


def _refuse_bomb(data: bytes) -> None:
    """A small file that unpacks into a huge one is refused before anything of it is unpacked."""
    try:
        parts = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except zipfile.BadZipFile as trouble:
        raise ImportRefused([Problem(0, "", "Excel のファイルとして読めません。")]) from trouble
    unpacked = sum(part.file_size for part in parts)
    if unpacked > MOST_UNPACKED or any(
        part.file_size > MOST_RATIO * max(part.compress_size, 1) and part.file_size > MOST_BYTES
        for part in parts
    ):
        raise ImportRefused([Problem(0, "", "開くと大きくなりすぎるファイルです。読みこみませんでした。")])


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _drafts(table: Table) -> list[ServiceDraft]:
    filled = [(line, cells) for line, cells in table if any(cell.strip() for cell in cells)]
    if not filled:
        raise ImportRefused([Problem(0, "", "何も書かれていません。")])
    header = [cell.strip().lstrip("\ufeff").lower() for cell in filled[0][1]]
    missing = [name for name in NEEDED if name not in header]
    if missing:
        reason = f"1行目に列の名前 {'・'.join(missing)} がありません。列は {','.join(COLUMNS)} です。"
        raise ImportRefused([Problem(filled[0][0], "", reason)])
    problems: list[Problem] = []
    seen: dict[str, int] = {}
    drafts = []
    for line, cells in filled[1:]:
        row = _row(line, header, cells, problems)
        if row["id"] in seen and row["id"]:
            problems.append(Problem(line, "id", f"{seen[row['id']]}行目と同じです。"))
        seen.setdefault(row["id"], line)
        drafts.append(_draft(line, row))
        if len(problems) >= MOST_PROBLEMS:
            problems.append(Problem(0, "", "ほかにもあるかもしれません。ここで読むのをやめました。"))
            break
    if problems:
        raise ImportRefused(problems)
    return drafts


def _row(line: int, header: list[str], cells: list[str], problems: list[Problem]) -> dict[str, str]:
    if len(cells) > len(header) and any(cell.strip() for cell in cells[len(header) :]):
        problems.append(Problem(line, "", f"列が {len(header)} より多くあります。区切りを確かめてください。"))
    told = dict(zip(header, cells, strict=False))
    row = {name: _as_written(told.get(name, "")) for name in COLUMNS}
    problems += [Problem(line, name, "空です。") for name in NEEDED if not row[name]]
    problems += [
        Problem(line, name, f"{len(row[name]):,}文字あります。{most:,}文字までです。")
        for name, most in LONGEST.items()
        if len(row[name]) > most
    ]
    return row


def _as_written(cell: str) -> str:
    """Without the apostrophe that our own export puts before a formula."""
    plain = cell.replace("\x00", "").strip()
    return plain[1:] if plain[:1] == "'" and plain[1:].startswith(STARTS_A_FORMULA) else plain


def _draft(line: int, row: dict[str, str]) -> ServiceDraft:
    first, last = ages_of(row["target"])
    category = category_of(row["category"])
    reach = reach_of(row["contact"])
    if reach["email"]:
        try:
            validate_email(reach["email"])
        except ValidationError:
            reach["email"] = ""
    facts = {
        "name": row["name"],
        "name_kana": row["name_kana"],
        "own_category": "" if category else row["category"],
        "category": category,
        "description": row["description"],
        "target": row["target"],
        "minimum_age": first,
        "maximum_age": last,
        "cost": row["cost"],
        "is_free": is_free(row["cost"]),
        "times": row["times"],
        "contact": row["contact"],
        **reach,
    }
    return ServiceDraft(
        row["id"], facts, {"name": row["provider"] or row["name"]}, _place(row["place"]), line
    )


def _place(cell: str) -> dict[str, Any] | None:
    """Where a cell says that the place is not public, nothing else of the cell is kept: it may say where."""
    if HIDDEN in cell:
        return {"name": NOT_PUBLIC, "confidential": True}
    return {"name": cell[:120]} if cell else None
