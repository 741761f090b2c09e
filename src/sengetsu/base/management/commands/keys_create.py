"""`sengetsu keys create`: make the keys that are missing."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from sengetsu.base import canary, keys


class Command(BaseCommand):
    help = "足りない鍵をつくります。いまある鍵には触れません。"
    requires_system_checks = ()  # the checks ask for the keys that this makes

    def handle(self, *args: Any, **options: Any) -> None:
        lost = {"seal.keys", "blind.key"} & set(keys.missing())
        if lost and canary.is_planted():
            raise CommandError(
                f"この家の記録は、なくなった鍵（{'、'.join(sorted(lost))}）で書かれています。"
                f"新しい鍵ではひらけません。控えを {keys.directory()} に戻してください。"
            )
        made = keys.create_missing()
        for name in made:
            self.stdout.write(f"{name} をつくりました（0600）")
        if not made:
            self.stdout.write("鍵はそろっています。何もつくりませんでした。")
        for name in keys.missing():
            self.stderr.write(
                f"{name} がありません。支援の棟でつくったものを {keys.directory()} に置いてください。"
            )
