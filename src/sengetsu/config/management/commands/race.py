"""`sengetsu race`: many groups want the same hours at the same moment, through a running server's pages."""

import time
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from sengetsu.config import environment
from sengetsu.living_room.race.browser import Elsewhere
from sengetsu.living_room.race.entrants import MOST, booked_by_others
from sengetsu.living_room.race.laps import NoRoom
from sengetsu.living_room.race.meeting import hold
from sengetsu.living_room.race.referee import Result
from sengetsu.living_room.spaces.models import Venue

LEAST = 2  # runners


class Command(BaseCommand):
    help = "同じ時間をとりあう競走をして、二重の予約ができないことを確かめる"

    def add_arguments(self, parser: CommandParser) -> None:
        port = environment.text("PORT", "8000")
        parser.add_argument("--url", default=f"http://127.0.0.1:{port}", help="この機械の上のサーバーだけ")
        parser.add_argument("--clients", type=int, default=10, help="一度にとりあう団体の数")
        parser.add_argument("--slots", type=int, default=40, help="何回とりあうか")
        parser.add_argument("--series", action="store_true", help="1日ではなく、毎週の6日をとりあう")

    def handle(self, *args: Any, **options: Any) -> None:
        clients, slots = options["clients"], options["slots"]
        if not LEAST <= clients <= MOST or slots < 1:
            raise CommandError(f"--clients は{LEAST}から{MOST}まで、--slots は1以上にしてください。")
        if not settings.DEMO and booked_by_others():
            raise CommandError(
                "このまちには、ほんとうの申し込みがあります。競走は、SENGETSU_DEMO=1 のデモか、"
                "まだ申し込みのない場所でだけできます。"
            )
        venue = Venue.objects.first()
        if venue is None:
            raise CommandError("まだ場所がありません。")
        begin = time.monotonic()
        try:
            result = hold(options["url"], venue, clients=clients, slots=slots, series=options["series"])
        except ValueError as other:
            raise CommandError("競走は、この機械（http://127.0.0.1:ポート）でだけできます。") from other
        except (NoRoom, Elsewhere, ConnectionError) as problem:
            raise CommandError(_why(problem)) from problem
        self.stdout.write(table(result, seconds=time.monotonic() - begin))
        if not result.is_clean:
            raise CommandError("競走は、きれいに終わりませんでした。")


def _why(problem: Exception) -> str:
    if isinstance(problem, NoRoom):
        return str(problem)
    if isinstance(problem, Elsewhere):
        return "サーバーが、この競走の人を知りません。同じ SENGETSU_DATA・DATABASE_URL で動いていますか。"
    return "サーバーが答えません。先に `sengetsu serve` を動かしてください。"


def table(result: Result, *, seconds: float) -> str:
    losers = result.laps * result.runners - result.laps
    rows = [
        ("とりあった回数 × 団体", f"{result.laps} × {result.runners}（{seconds:.1f}秒）"),
        ("勝ったのが、ちょうど1団体だった回", f"{result.one_winner} / {result.laps}"),
        ("二重の予約（15分のます）", str(result.double)),
        ("一部の日だけ入った申し込み", str(result.half)),
        ("わけが分かる文で断られた団体", f"{losers - len(result.unclear) - len(result.faults)} / {losers}"),
        ("そのうち、保存するときにデータベースが断った", str(result.at_the_key)),
        ("サーバーの失敗", str(len(result.faults))),
    ]
    lines = [f"{name}\t{value}" for name, value in rows]
    said = [f"断られた団体が読んだ文の例：{result.sentence}"] if result.sentence else []
    unclear = [f"分からない文：{one.status} {one.sentence}" for one in (*result.unclear, *result.faults)][:3]
    return "\n".join([*lines, *said, *unclear])
