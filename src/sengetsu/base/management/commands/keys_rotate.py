"""`sengetsu keys rotate`: a new key for sealed fields, and everything sealed anew under it."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from sengetsu.base import rotation
from sengetsu.base.sealed import SealBroken


class Command(BaseCommand):
    help = (
        "新しい封印の鍵をつくり、すべての記録に封をしなおします。"
        "途中で止まったら、もう一度動かすと続きから始めます。"
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--drop-old",
            action="store_true",
            help="古い鍵を消します。どの記録にも要らなくなったときだけです。サーバーを止めて動かしてください。"
            "控え（バックアップ）を戻すときは、そのときの鍵が要ります。",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        drop = options["drop_old"]
        try:
            self._begin(may_continue=drop)
            for place, changed in rotation.reseal_everything().items():
                if changed:
                    self.stdout.write(f"{place}: {changed}件に封をしなおしました")
            if drop:
                self.stdout.write(f"古い鍵を{rotation.drop_old_keys()}本消しました")
        except SealBroken as broken:
            raise CommandError(f"止まりました。何も失われていません: {broken}") from broken
        self.stdout.write(f"終わりました。鍵は{rotation.number_of_keys()}本です。鍵の控えをとってください。")

    def _begin(self, *, may_continue: bool) -> None:
        """A rotation that did not reach its end is finished with its own key, not begun again. Neither is
        one added when only old keys are to be dropped."""
        unfinished = rotation.census().old_keys_needed
        if unfinished or (may_continue and rotation.number_of_keys() > 1):
            self.stdout.write("前の鍵の更新を続けます（新しい鍵はつくりません）")
            return
        rotation.add_key()
        self.stdout.write("新しい鍵をつくりました")
