"""`sengetsu audit verify`: is the trail as it was written?"""

import json
from datetime import date, datetime, time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from sengetsu.audit import chain, queries
from sengetsu.audit.models import Entry


class Command(BaseCommand):
    help = "閲覧記録の鎖に、改ざん・欠け・入れ替えがないか確かめます。こわれていれば終了コードは1です。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--since", default="", help="この日（2026-04-01）か番号（1200）から確かめる")
        parser.add_argument(
            "--known", default="", help="前回ひかえた head（件数:ハッシュ）とも照らし合わせる"
        )

    def handle(self, *args: Any, since: str, known: str, **options: Any) -> None:
        try:
            report = queries.verify(start=_start(since), known=known)
        except (chain.TrailKeyMissing, ValueError) as unable:
            raise CommandError(f"確かめられません: {unable}") from unable
        facts = {
            "ok": report.fault is None,
            "start": report.start,
            "checked": report.checked,
            "head": report.head,
            "fault": report.fault,
            "sequence": report.sequence or None,
        }
        self.stdout.write(f"閲覧記録: {report.sentence}。")
        self.stdout.write(json.dumps(facts))
        if report.fault:
            raise SystemExit(1)


def _start(since: str) -> int:
    """The first row to check, from a row number or a day in local time."""
    if not since:
        return 1
    if since.isdecimal():
        return int(since)
    midnight = timezone.make_aware(datetime.combine(date.fromisoformat(since), time.min))
    first = (
        Entry.objects.filter(at__gte=midnight).order_by("sequence").values_list("sequence", flat=True).first()
    )
    newest = Entry.objects.order_by("-sequence").values_list("sequence", flat=True).first() or 0
    return first or newest + 1
