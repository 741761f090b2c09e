"""`sengetsu serve`: the web server (granian). The process becomes the server, so signals reach it."""

import os
import subprocess
import sys
from typing import Any

from django.conf import settings
from django.core.management import CommandError
from django.core.management.base import BaseCommand, CommandParser
from django.db import connection

from sengetsu.accounts.checks import why_not_open
from sengetsu.config import environment

APPLICATION = "sengetsu.config.wsgi:application"


def arguments(*, host: str, port: int, workers: int, threads: int) -> list[str]:
    """Command line of the server. No access log: addresses carry tokens, and logs carry nothing personal."""
    return [
        *(sys.executable, "-m", "granian", "--interface", "wsgi"),
        *("--host", host, "--port", str(port)),
        *("--workers", str(workers), "--blocking-threads", str(threads)),
        *("--respawn-failed-workers", "--no-ws", "--no-access-log"),
        *("--workers-kill-timeout", "10s", "--log-level", "warning"),
        APPLICATION,
    ]


def start_worker() -> None:
    """`sengetsu work` beside the server, so that a demo needs one command. It ends when the server ends."""
    command = [sys.executable, "-m", "sengetsu.config.cli", "work", "--beside", str(os.getpid())]
    subprocess.Popen(command)  # noqa: S603  # our own interpreter, our own words


class Command(BaseCommand):
    help = "サーバーを動かす（127.0.0.1:$PORT）"
    requires_system_checks: list[str] = []  # checked below, after the port is known to be a number

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=environment.text("PORT", "8000"))
        parser.add_argument("--workers", type=int, default=1 if connection.vendor == "sqlite" else 2)
        parser.add_argument("--threads", type=int, default=4)
        parser.add_argument("--work", action="store_true", default=settings.DEMO, help="work も動かす")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.STATIC_ROOT.exists() and not settings.DEBUG:
            raise CommandError("静的ファイルがありません。先に `sengetsu setup` を実行してください。")
        self.check()
        if reason := why_not_open(options["host"]):
            raise CommandError(reason)
        connection.close()
        if options["work"]:
            start_worker()
        command = arguments(**{key: options[key] for key in ("host", "port", "workers", "threads")})
        self.stdout.write(
            f"http://{options['host']}:{options['port']}/ でひらいています（Ctrl-C で終わります）"
        )
        self.stdout.flush()
        os.execv(command[0], command)  # noqa: S606  # no shell: our own interpreter, our own words
