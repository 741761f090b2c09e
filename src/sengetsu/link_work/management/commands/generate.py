"""`sengetsu generate`: a synthetic town, for measuring (`make bench`) and for trying things out."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from sengetsu.link_work.synthetic.town import NotEmpty, Scale, generate
from sengetsu.living_room.demo import load_demo
from sengetsu.living_room.synthetic.years import generate as generate_years


class Command(BaseCommand):
    help = "人工のまちをつくる（計測や練習のため。本番では使わない）"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--years", type=float, default=10, help="何年分か")
        parser.add_argument("--seed", type=int, default=1, help="同じ数なら同じまちになる")
        parser.add_argument("--cases", type=int, default=1_500, help="ケースの数")
        parser.add_argument("--contacts", type=int, default=60_000, help="かかわりの記録の数")
        parser.add_argument("--bookings", type=int, default=18_000, help="部屋の利用の数（およそ）")
        parser.add_argument("--add", action="store_true", help="すでにケースがあっても足す")

    def handle(self, *args: Any, **options: Any) -> None:
        scale = Scale(**{name: options[name] for name in ("years", "seed", "cases", "contacts")})
        today = timezone.localdate()
        if min(scale.years, scale.cases) <= 0 or scale.contacts < 0:
            raise CommandError("年・ケースは1以上、記録は0以上の数にしてください。")
        try:
            rows = generate(scale, today=today, add=options["add"], tell=self._tell)
        except NotEmpty as refused:
            raise CommandError(
                "すでにケースがあります。それでも足すときは --add をつけてください。"
            ) from refused
        used = generate_years(
            load_demo(), years=scale.years, bookings=options["bookings"], seed=scale.seed, today=today
        )
        self.stdout.write(
            f"人工のまちができました：ケース{scale.cases}件、記録{scale.contacts}件、行{rows}、利用{used}件。"
        )

    def _tell(self, done: int) -> None:
        if done % 200 == 0:
            self.stderr.write(f"ケース {done}件")
