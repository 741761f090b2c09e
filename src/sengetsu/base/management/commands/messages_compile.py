from typing import Any

from django.core.management.base import BaseCommand

from sengetsu.base.messages import catalogs


class Command(BaseCommand):
    help = "訳のファイル（.po）から、サーバーが読むファイル（.mo）をつくる"
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"訳のファイル: {catalogs.compile_all()}")
