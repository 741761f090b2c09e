"""Facts set into the columns of the recommended data sets. The mapping is data with an edition."""

import csv
import io
import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from sengetsu.base.spreadsheet import safe_cell
from sengetsu.directory.towns.models import Town

FILE = Path(__file__).parent / "columns.json"
Facts = dict[str, Any]


@lru_cache(maxsize=1)
def mapping() -> dict[str, Any]:
    return dict(json.loads(FILE.read_text(encoding="utf-8")))


def rows(data_set: str, facts: list[Facts], town: Town) -> list[dict[str, str]]:
    """Column name -> text, with the town and a running number in front."""
    told = []
    for number, one in enumerate(facts, 1):
        whole = {
            "code": town.code,
            "number": f"{number:010d}",
            "prefecture": town.prefecture,
            "town": town.name,
            **one,
        }
        told.append({column: str(whole.get(key, "") or "") for column, key in mapping()[data_set]})
    return told


def as_csv(data_set: str, facts: list[Facts], town: Town) -> bytes:
    """UTF-8 with BOM, as the guideline asks; no cell is a formula."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([column for column, _ in mapping()[data_set]])
    writer.writerows([safe_cell(cell) for cell in row.values()] for row in rows(data_set, facts, town))
    return out.getvalue().encode("utf-8-sig")


def as_json(data_set: str, facts: list[Facts], town: Town) -> Facts:
    return {
        "edition": mapping()["edition"],
        "licence": town.licence,
        "licence_url": town.licence_url,
        "credit": town.credit or town.name,
        "rows": rows(data_set, facts, town),
    }
