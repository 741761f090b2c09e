from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate


class BaseConfig(AppConfig):
    name = "sengetsu.base"
    label = "base"

    def ready(self) -> None:
        from . import checks  # noqa: F401 - registers itself

        post_migrate.connect(_plant_canary, sender=self)


def _plant_canary(using: str, **_: Any) -> None:
    from . import canary
    from .models import KeyCanary

    if (
        KeyCanary._meta.db_table in connections[using].introspection.table_names()
    ):  # not when migrated to zero
        canary.plant()
