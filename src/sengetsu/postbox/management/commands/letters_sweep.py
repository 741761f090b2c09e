"""`sengetsu letters sweep`: empty the envelopes whose time has passed. For a daily job."""

from typing import Any

from django.core.management.base import BaseCommand

from sengetsu.postbox.envelopes.actions import sweep


class Command(BaseCommand):
    help = "期限の過ぎた封筒の中身を消す"

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"中身を消した封筒: {sweep(by=None)}")
