"""`sengetsu administrator invite`: how the first person comes into a new house."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.urls import reverse

from sengetsu.accounts.invitations.actions import appoint_administrator
from sengetsu.accounts.invitations.forms import USERNAME


class Command(BaseCommand):
    help = (
        "システム管理者への招待のリンクをつくります。はじめのひとりと、ほかに管理者がいないときのため。"
        "前からの管理者なら、パスワードと二段階めの確認手段は使えなくなります。"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username", help="サインインに使う名前（英小文字と数字）")
        parser.add_argument("--name", default="", help="ほかの人に見える名前")

    def handle(self, *args: Any, username: str, name: str, **options: Any) -> None:
        try:
            USERNAME(username)
            token = appoint_administrator(by=None, username=username, display_name=name)
        except ValidationError as wrong:
            raise CommandError(" ".join(wrong.messages)) from wrong
        self.stdout.write("7日のあいだ、1回だけ使えるリンクです。")
        self.stdout.write(settings.PUBLIC_URL + reverse("invitation_accept", args=[token]))
