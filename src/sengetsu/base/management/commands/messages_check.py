from typing import Any

from django.core.management.base import BaseCommand, CommandError

from sengetsu.base.messages import checks


class Command(BaseCommand):
    help = "ひらかれた棟の文が、日本語・やさしい日本語・英語でそろっているか確かめる"
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        findings = checks.check()
        for finding in findings:
            self.stderr.write(str(finding))
        if findings:
            raise CommandError(f"{len(findings)}件")
        self.stdout.write("3言語そろっています")
