"""`sengetsu setup`: all that a server needs before its first start. Running it again changes nothing."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand

from sengetsu.directory.matching.expert import expert_on
from sengetsu.directory.taxonomies.files import shipped

# command -> its options; in this order, because rows can only be written when the keys are there.
STEPS: dict[str, dict[str, Any]] = {
    "keys_create": {},
    "migrate": {"interactive": False, "verbosity": 0},
    "createcachetable": {"verbosity": 0},
    "messages_compile": {"verbosity": 0},
    "collectstatic": {"interactive": False, "verbosity": 0},
}


class Command(BaseCommand):
    help = "鍵と表をつくり、静的ファイルを集める"
    requires_system_checks: list[str] = []  # the tables that checks look at may not be there yet

    def handle(self, *args: Any, **options: Any) -> None:
        for name, given in STEPS.items():
            call_command(name, **given)
        expert_on(shipped())  # learns for some seconds, so that no visitor waits for it
        self.stdout.write("準備ができました。")
