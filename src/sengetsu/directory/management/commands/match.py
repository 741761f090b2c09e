"""`sengetsu match`: needs and services for a story, from the command line. Nothing of a story is kept."""

import json
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from sengetsu.directory.matching.answers import Answer, answer
from sengetsu.directory.matching.ranking import MARKS

MOST = 20


class Command(BaseCommand):
    help = "話から、ニーズと資源と緊急のしるしを見つける（--text か --file、--json）"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--text", help="話。- なら標準入力から読む")
        parser.add_argument("--file", type=Path, help='1行に {"id","text"} がひとつの JSONL')
        parser.add_argument("--json", action="store_true", help="JSON で1行ずつ答える")
        parser.add_argument("--limit", type=int, default=MOST, help=f"資源の数（初めは {MOST}）")

    def handle(self, *_: Any, **options: Any) -> None:
        if (options["text"] is None) == (options["file"] is None):
            raise CommandError("--text か --file の、どちらか一つを付けてください。")
        limit = max(options["limit"], 1)
        for story_id, text in self._stories(options):
            found = answer(text)
            if options["json"]:
                line = json.dumps(as_json(found, story_id, limit), ensure_ascii=False)
                self.stdout.write(line)
            else:
                self._tell(found, limit)

    def _stories(self, options: dict[str, Any]) -> Iterator[tuple[object, str]]:
        if options["text"] is not None:
            yield None, sys.stdin.read() if options["text"] == "-" else options["text"]
            return
        try:
            lines = options["file"].read_text(encoding="utf-8-sig").splitlines()
        except (OSError, UnicodeError) as trouble:
            raise CommandError("ファイルを UTF-8 として開けません。") from trouble
        for number, line in enumerate(lines, 1):
            if line.strip():
                yield self._story(number, line)

    def _story(self, number: int, line: str) -> tuple[object, str]:
        try:
            told = json.loads(line)
            return told.get("id"), str(told["text"])
        except (ValueError, KeyError, AttributeError) as trouble:
            raise CommandError(f'{number}行目: {{"id", "text"}} の形ではありません。') from trouble

    def _tell(self, found: Answer, limit: int) -> None:
        if found.heard.urgent:
            self.stdout.write("【緊急かもしれません】人が、今日見てください。")
        for named in found.heard.needs:
            self.stdout.write(f"・{named.need.label}（{'、'.join(named.words)}）")
        for place, one in enumerate(found.services[:limit], 1):
            marks = "".join(f" ※{MARKS[mark]}" for mark in one.marks)
            self.stdout.write(f"{place:>2}. {one.entry.name}{marks}\n    {one.reason}")


def as_json(found: Answer, story_id: object, limit: int) -> dict[str, Any]:
    return {
        "id": story_id,
        "urgent": found.heard.urgent,
        "needs": [{"code": one.need.code, "words": list(one.words)} for one in found.heard.needs],
        "services": [
            {"id": one.entry.id, "score": round(one.score, 4), "reason": one.reason}
            for one in found.services[:limit]
        ],
    }
