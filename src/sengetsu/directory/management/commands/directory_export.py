"""`sengetsu directory export FILE`: the directory as HSDS JSON, CSV or xlsx."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from sengetsu.directory.exchange.writing import as_csv, as_hsds, as_xlsx

WRITERS = {".json": as_hsds, ".csv": as_csv, ".xlsx": as_xlsx}


class Command(BaseCommand):
    help = "資源の台帳を書き出す（拡張子 .json は HSDS、.csv と .xlsx は表。- なら HSDS を標準出力へ）"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", nargs="?", default="-")

    def handle(self, *_: Any, **options: Any) -> None:
        if options["file"] == "-":
            sys.stdout.buffer.write(as_hsds() + b"\n")
            return
        file = Path(options["file"])
        if file.suffix.lower() not in WRITERS:
            raise CommandError(f"拡張子は {' '.join(WRITERS)} のどれかです。")
        try:
            file.write_bytes(WRITERS[file.suffix.lower()]())
        except OSError as trouble:
            raise CommandError("書けません。名前と場所を確かめてください。") from trouble
        self.stdout.write(f"書き出しました: {file}")
