"""`sengetsu match`, as checks from outside call it."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from tests.directory import town

pytestmark = pytest.mark.django_db


def told(*arguments: str) -> list[dict[str, Any]]:
    out = StringIO()
    call_command("match", *arguments, "--json", stdout=out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_a_line_in_is_a_line_out_with_the_ids_as_they_were_imported(tmp_path: Path) -> None:
    rows = [f"食-{number:02d},みんなの台所{number},夕ごはんを食べる会" for number in range(12)]
    table = tmp_path / "rows.csv"
    table.write_text(
        "\n".join(["id,name,description", *rows, "A 7,債務整理の相談,借金の返済を弁護士と考えます"])
    )
    call_command("directory_import", str(table), stdout=StringIO())
    stories = tmp_path / "stories.jsonl"
    stories.write_text(
        '{"id": 7, "text": "借金が返せません"}\n\n{"id": "x", "text": "夕飯を食べる仲間がほしい"}\n'
    )
    first, second = told("--file", str(stories))
    assert (first["id"], second["id"]) == (7, "x")
    assert first["services"][0]["id"] == "A 7"
    assert second["services"][0]["id"].startswith("食-")
    assert len(first["services"]) >= 10
    scores = [one["score"] for one in first["services"]]
    assert scores == sorted(scores, reverse=True)
    assert first["urgent"] is False
    assert first["needs"][0]["code"] == "debts"


def test_an_entry_without_an_id_of_its_own_is_called_by_ours() -> None:
    entry = town.service("ひとやすみ食堂", description="だれでも食べられます")
    assert told("--text", "ごはんを食べたい")[0]["services"][0]["id"] == str(entry.pk)


def test_an_empty_directory_answers_with_no_service() -> None:
    assert told("--text", "ごはんを食べたい")[0]["services"] == []


@pytest.mark.parametrize("line", ["{", '{"id": 1}', "[1]", "3"])
def test_a_line_that_is_no_story_is_named_by_its_number(tmp_path: Path, line: str) -> None:
    stories = tmp_path / "stories.jsonl"
    stories.write_text(f'{{"id": 1, "text": "あ"}}\n{line}\n')
    with pytest.raises(CommandError, match="2行目"):
        told("--file", str(stories))


def test_text_or_file_but_not_both() -> None:
    with pytest.raises(CommandError):
        told("--text", "あ", "--file", "x")
