"""`sengetsu lessons`: how the weights would change by what was taken and declined; `--apply` writes them."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from sengetsu.directory.taxonomies.actions import apply_lessons
from sengetsu.directory.taxonomies.lessons import proposals
from sengetsu.directory.taxonomies.queries import taxonomy


class Command(BaseCommand):
    help = "選ばれた・見送られた資源から、重みがどう変わるかを見せる（--apply で新しい版にする）"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--apply", action="store_true", help="新しい版として書く")

    def handle(self, *_: Any, **options: Any) -> None:
        knowing = taxonomy()
        found = proposals(knowing)
        for one in found:
            need, kind = knowing.needs[one.need].label, knowing.kinds[one.kind].label
            taps = f"選んだ {one.accepted}、見送った {one.declined}"
            self.stdout.write(f"{need} → {kind}: {one.before:.2f} → {one.after:.2f}（{taps}）")
        if not found:
            self.stdout.write("変わる重みはありません。")
        elif options["apply"]:
            changes: dict[str, dict[str, float]] = {}
            for one in found:
                changes.setdefault(one.need, {})[one.kind] = one.after
            made = apply_lessons(by=None, changes=changes)
            self.stdout.write(f"第{made.number}版にしました。")
        else:
            self.stdout.write(f"{len(found)} か所が変わります。--apply で書きます。")
