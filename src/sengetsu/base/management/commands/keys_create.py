"""`sengetsu keys create`: make the keys that are missing."""

from typing import Any

from django.core.management.base import BaseCommand

from sengetsu.base import keys


class Command(BaseCommand):
    help = "足りない鍵をつくります。いまある鍵には触れません。"
    requires_system_checks = ()  # the checks ask for the keys that this makes

    def handle(self, *args: Any, **options: Any) -> None:
        made = keys.create_missing()
        for name in made:
            self.stdout.write(f"{name} をつくりました（0600）")
        if not made:
            self.stdout.write("鍵はそろっています。何もつくりませんでした。")
        for name in keys.missing():
            self.stderr.write(
                f"{name} がありません。支援の棟でつくったものを {keys.directory()} に置いてください。"
            )
