"""`sengetsu tidy`: what a house throws away every night. Running it twice changes nothing."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand

from sengetsu.base.once import forget_old
from sengetsu.living_room.activities.mirror import mirror_all
from sengetsu.living_room.activities.sign_up_actions import forget_sign_ups
from sengetsu.living_room.notices.actions import forget_old as forget_old_notices
from sengetsu.living_room.sessions.actions import forget_helpers

LOG_DAYS = 90  # failed sign-ins that axes keeps, for a question that comes late


class Command(BaseCommand):
    help = "期限の過ぎた封筒・セッション・送信の控え・活動の申しこみ・1年前のお知らせを片づける"

    def handle(self, *_: Any, **__: Any) -> None:
        call_command("letters_sweep", stdout=self.stdout)
        call_command("clearsessions")
        call_command("axes_reset_logs", age=LOG_DAYS, stdout=self.stdout)
        self.stdout.write(f"片づけた送信の控え: {forget_old()}")
        self.stdout.write(f"片づけた活動の申しこみ: {forget_sign_ups(by=None)}")
        self.stdout.write(f"片づけた手伝う人: {forget_helpers(by=None)}")
        self.stdout.write(f"台帳にうつした活動: {mirror_all()}")
        self.stdout.write(f"片づけたお知らせ: {forget_old_notices(by=None)}")
