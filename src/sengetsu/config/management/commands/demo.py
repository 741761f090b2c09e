from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError


class Command(BaseCommand):
    help = "デモのまちを入れる（2回目は何も変えない）"

    def handle(self, *_: Any, **__: Any) -> None:
        if not settings.DEMO:
            raise CommandError("SENGETSU_DEMO=1 のときだけ使えます。")
        from sengetsu.accounts import demo as accounts
        from sengetsu.directory import demo as directory
        from sengetsu.living_room import demo as living_room
        from sengetsu.living_room import demo_life
        from sengetsu.living_room.activities.mirror import mirror_all
        from sengetsu.living_room.demo_pictures import load_pictures
        from sengetsu.living_room.fees import demo as fees
        from sengetsu.living_room.startups import demo as startups

        users = accounts.load_demo()
        venue = living_room.load_demo()
        load_pictures(venue)
        startups.load_demo(venue, users)
        fees.load_demo(venue, users)
        demo_life.load_life(venue, users)
        directory.load_demo()
        mirror_all()
        new = False
        if not settings.OPEN_WING_ONLY:
            from sengetsu.link_work import demo as link_work

            new = link_work.load_demo(users)
        self.stdout.write("デモのまちを入れました。" if new else "デモのまちは、もう入っています。")
