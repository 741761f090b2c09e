"""`sengetsu keys check`: are all keys there, are they the right ones, and does every value open?"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from sengetsu.base import canary, checks, keys, rotation
from sengetsu.base.sealed import SealBroken


class Command(BaseCommand):
    help = "鍵がそろい、この家の記録をすべてひらけるか確かめます。何も変えません。"
    requires_system_checks = ()  # it reports what they would, and goes on

    def handle(self, *args: Any, **options: Any) -> None:
        problems = [message.msg for message in checks.key_files()] + canary.problems()
        for name in keys.needed():
            self.stdout.write(f"{'なし' if name in keys.missing() else 'あり'}  {name}")
        problems += self._broken_values()
        for problem in problems:
            self.stderr.write(problem)
        if problems:
            raise CommandError("鍵に問題があります。")
        self.stdout.write("鍵はそろい、すべての記録をひらけます。")

    def _broken_values(self) -> list[str]:
        try:
            counted = rotation.census()
        except SealBroken as broken:
            return [f"seal.keys: {broken}"]
        for number, values in sorted(counted.by_key.items()):
            self.stdout.write(f"{'いまの鍵' if number == 0 else f'{number}つ前の鍵'}: {values}件")
        return [f"{place}: {count}件をひらけません" for place, count in counted.broken.items()]
