"""The trail as CSV (UTF-8 with BOM, so that a spreadsheet reads it), row by row in constant memory."""

import csv
from collections.abc import Iterator

from django.http import StreamingHttpResponse
from django.utils import timezone

from sengetsu.base.spreadsheet import safe_cell

from .models import Entry, EntryQuerySet

CHUNK = 2000
HEADINGS = (
    "番号",
    "日時",
    "人",
    "人の番号",
    "したこと",
    "もの",
    "ものの番号",
    "ケース番号",
    "一覧に出たケース",
    "理由",
    "詳細",
    "参照番号",
    "ハッシュ",
)


class _Line:
    """What csv.writer writes to: `write` gives the line back instead of keeping it."""

    def write(self, line: str) -> str:
        return line


def _cells(entry: Entry) -> list[str]:
    return [
        str(entry.sequence),
        timezone.localtime(entry.at).isoformat(sep=" ", timespec="seconds"),
        entry.actor,
        entry.actor_id,
        entry.action_label,
        entry.thing_label,
        entry.thing_id,
        entry.case_id,
        " ".join(entry.listed),
        entry.reason_to_read,
        " ".join(f"{name}={value}" for name, value in entry.detail.items()),
        entry.reference,
        entry.hash,
    ]


def _lines(entries: EntryQuerySet) -> Iterator[str]:
    writer = csv.writer(_Line())
    yield "\ufeff" + writer.writerow(HEADINGS)
    for entry in entries.iterator(chunk_size=CHUNK):
        yield writer.writerow([safe_cell(cell) for cell in _cells(entry)])


def trail_as_csv(entries: EntryQuerySet) -> StreamingHttpResponse:
    response = StreamingHttpResponse(_lines(entries), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="trail-{timezone.localdate()}.csv"'
    return response
