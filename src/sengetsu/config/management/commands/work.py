"""`sengetsu work`: the worker. Rooms remind of what is due, and notices go out, until it is told to stop."""

import logging
import os
import select
import signal
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import close_old_connections, connection
from django.utils import timezone

from sengetsu.config.reminders import remind_of_everything
from sengetsu.living_room.notices.delivery import deliver_due

log = logging.getLogger("sengetsu.work")
SECONDS = 20  # between two rounds


class Stop:
    """Asked by a signal: what is in hand is finished, nothing new is begun.

    A signal writes into a pipe on which the pause waits, so that it ends at once.
    """

    def __init__(self) -> None:
        self.asked = False
        self._hear, self._say = os.pipe()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._ask)

    def __call__(self) -> bool:
        return self.asked

    def pause(self, seconds: float) -> None:
        select.select([self._hear], [], [], seconds)

    def _ask(self, *_: object) -> None:
        self.asked = True
        os.write(self._say, b".")


class Command(BaseCommand):
    help = "お知らせを送る（止められるまで動きつづける）"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="ひとまわりだけして終わる")
        parser.add_argument("--every", type=float, default=SECONDS, help="何秒ごとに見るか")
        parser.add_argument("--beside", type=int, default=0, help="この番号の親プロセスが終われば、終わる")

    def handle(self, *_: Any, **options: Any) -> None:
        if options["every"] <= 0:
            raise CommandError("--every は、0より大きい秒数にしてください。")
        stop = Stop()
        while not stop():
            is_well = self._round(stop)
            if options["once"]:
                if not is_well:
                    raise CommandError("うまくいかなかったものがあります。記録を見てください。")
                return
            if options["beside"] and os.getppid() != options["beside"]:
                return
            stop.pause(options["every"])
            close_old_connections()  # one that broke in the meantime is opened anew

    def _round(self, stop: Stop) -> bool:
        """One round; whether everything went well. A fault (a database that is away) ends only the round."""
        faults: list[object] = []

        def note(what: object) -> None:
            faults.append(what)
            log.exception("a round of the worker failed")

        try:
            remind_of_everything(now=timezone.now(), fault=note)
            tally = deliver_due(stop=stop)
            if tally.delivered or tally.failed or tally.unsure:
                self.stdout.write(
                    f"送った {tally.delivered}件・送れなかった {tally.failed}件・分からない {tally.unsure}件"
                )
        except Exception:
            note(deliver_due)
            connection.close()
        return not faults
