from typing import Any

from django.core.management.base import BaseCommand

from sengetsu.base.messages import catalogs, checks


class Command(BaseCommand):
    help = "ひらかれた棟の文を集めて、訳のファイル（.po）をそろえる"
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        missing = catalogs.collect(checks.all_messages())
        self.stdout.write(f"訳を待っている文: {missing}")
