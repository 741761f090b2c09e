"""`sengetsu directory import FILE`: services from a spreadsheet or from HSDS JSON."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from sengetsu.directory.exchange.actions import import_services
from sengetsu.directory.exchange.drafts import ImportRefused, Report
from sengetsu.directory.exchange.hsds_reading import read_hsds
from sengetsu.directory.exchange.spreadsheets import COLUMNS, read_spreadsheet
from sengetsu.directory.matching.shelves import shelf

MOST_SHOWN = 20


class Command(BaseCommand):
    help = f"資源の台帳に読みこむ（HSDS の JSON、CSV、xlsx）。表の列: {','.join(COLUMNS)}"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="何が変わるかを見せ、何も書かない")

    def handle(self, *_: Any, **options: Any) -> None:
        file: Path = options["file"]
        try:
            drafts, notes = read_hsds(file) if file.suffix.lower() == ".json" else read_spreadsheet(file)
            report = import_services(by=None, drafts=drafts, dry_run=options["dry_run"])
        except ImportRefused as refused:
            lines = [str(one) for one in refused.problems]
            raise CommandError("\n".join(["読みこみませんでした。", *lines])) from refused
        if not options["dry_run"]:
            shelf()  # read now, so that the first story does not wait
        for note in notes:
            self.stdout.write(note)
        self._tell(report, dry_run=options["dry_run"])

    def _tell(self, report: Report, *, dry_run: bool) -> None:
        would = "（まだ書いていません）" if dry_run else ""
        for name in report.added[:MOST_SHOWN]:
            self.stdout.write(f"+ {name}")
        for name, fields in list(report.changed.items())[:MOST_SHOWN]:
            self.stdout.write(f"~ {name}: {', '.join(fields)}")
        hidden = max(len(report.added) - MOST_SHOWN, 0) + max(len(report.changed) - MOST_SHOWN, 0)
        if hidden:
            self.stdout.write(f"… ほか {hidden} 件")
        self.stdout.write(
            f"新しい {len(report.added)} 件、変わる {len(report.changed)} 件、同じ {report.same} 件{would}"
        )
