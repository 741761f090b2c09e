from typing import Any

from django.apps import AppConfig
from django.db import connections, transaction
from django.db.models.signals import post_migrate


class AuditConfig(AppConfig):
    name = "sengetsu.audit"
    label = "audit"

    def ready(self) -> None:
        from sengetsu.base.rotation import rotated

        post_migrate.connect(guard_trail, sender=self)
        rotated.connect(note_rotation)


def note_rotation(*, changed: int, **_: Any) -> None:
    """That the keys of sealed fields were changed is in the trail; `changed`: values sealed anew."""
    from .actions import record
    from .choices import Action

    with transaction.atomic():
        record(by=None, action=Action.KEYS_ROTATED, thing="keys", detail={"changed": changed})


def guard_trail(*, using: str, **_: Any) -> None:
    """After every `migrate` and flush: the triggers stand (SQLite drops them when it remakes a table), and
    an empty trail has its head. A trail with entries never gets a new head: its loss must be found."""
    from . import triggers
    from .chain import GENESIS
    from .models import ChainHead, Entry

    connection = connections[using]
    tables = connection.introspection.table_names()
    if not {Entry._meta.db_table, ChainHead._meta.db_table} <= set(tables):
        return
    triggers.install(connection)
    if not Entry.objects.using(using).exists():
        ChainHead.objects.using(using).get_or_create(number=ChainHead.THE_ONE, defaults={"hash": GENESIS})
