"""Keys between tables follow the import line, also those written as strings that no linter sees."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.apps import apps
from django.db import models
from django.test.utils import isolate_apps

from .source import FLOORS

Table = type[models.Model]
Key = Any  # a ForeignKey, OneToOneField or ManyToManyField


def ours() -> list[Table]:
    return [table for table in apps.get_models() if table.__module__.startswith("sengetsu.")]


def _floor_of_target(key: Key) -> str:
    target = key.remote_field.model
    return target.split(".")[0] if isinstance(target, str) else str(target._meta.app_label)


def keys(tables: Iterable[Table]) -> Iterator[tuple[Table, Key, str]]:
    """Every key of `tables` to another floor of the house, and that floor."""
    for table in tables:
        for key in (*table._meta.local_fields, *table._meta.local_many_to_many):
            if not key.is_relation or key.remote_field is None:
                continue
            floor = _floor_of_target(key)
            if floor in FLOORS and floor != table._meta.app_label:
                yield table, key, floor


def upward(tables: Iterable[Table]) -> list[str]:
    return [
        f"{table.__name__}.{key.name} points up, from {table._meta.app_label} to {floor}"
        for table, key, floor in keys(tables)
        if FLOORS.index(floor) < FLOORS.index(table._meta.app_label)
        or {floor, table._meta.app_label} == {"living_room", "postbox"}
    ]


def named_backwards(tables: Iterable[Table]) -> list[str]:
    """Keys of the confidential wing through which an open table could be followed back into it."""
    return [
        f'{table.__name__}.{key.name} needs related_name="+"'
        for table, key, _ in keys(tables)
        if table._meta.app_label == "link_work" and not key.remote_field.hidden
    ]


def test_no_key_points_up() -> None:
    assert upward(ours()) == []


def test_no_open_table_can_be_followed_into_the_confidential_wing() -> None:
    assert named_backwards(ours()) == []


def test_the_trail_has_no_keys_to_others() -> None:
    assert [table.__name__ for table, _, _ in keys(ours()) if table._meta.app_label == "audit"] == []


@isolate_apps("sengetsu.directory")
def test_a_key_that_points_up_is_noticed() -> None:
    class Planted(models.Model):
        case = models.ForeignKey("link_work.Case", models.CASCADE)

        class Meta:
            app_label = "directory"

        def __str__(self) -> str:
            return ""

    assert upward([Planted]) == ["Planted.case points up, from directory to link_work"]


@isolate_apps("sengetsu.link_work")
def test_a_key_that_can_be_followed_back_is_noticed() -> None:
    class Planted(models.Model):
        owner = models.ForeignKey("accounts.User", models.CASCADE)
        deputy = models.ForeignKey("accounts.User", models.CASCADE, related_name="+")

        class Meta:
            app_label = "link_work"

        def __str__(self) -> str:
            return ""

    assert named_backwards([Planted]) == ['Planted.owner needs related_name="+"']
