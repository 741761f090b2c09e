"""System checks of the keys (tag security): a missing or wrong key is said before the first page is."""

from typing import Any

from django.core import checks
from django.db import DatabaseError

from . import canary, keys


@checks.register(checks.Tags.security)
def key_files(**_: Any) -> list[checks.CheckMessage]:
    """Files that are missing, readable by others, or do not belong together."""
    # A house that is only being built has no keys yet: that is no error.
    kind = checks.Error if canary.is_planted() else checks.Warning
    found: list[checks.CheckMessage] = [
        kind(
            f"鍵 {name} が {keys.directory()} にありません。",
            hint="はじめてなら `sengetsu keys create`。前からある家なら、控えから戻してください。",
            id="sengetsu.E001" if kind is checks.Error else "sengetsu.W001",
        )
        for name in keys.missing()
    ]
    found += [
        checks.Warning(f"鍵 {name} をほかの人も読めます。", hint=f"chmod go-rwx {name}", id="sengetsu.W002")
        for name in keys.open_to_others()
    ]
    if not keys.pair_fits():
        found.append(
            checks.Error("letters.public と letters.private が対になっていません。", id="sengetsu.E004")
        )
    return found


@checks.register(checks.Tags.security)
def keys_open_the_database(**_: Any) -> list[checks.CheckMessage]:
    """The canary row: were these the keys with which this database was written?"""
    try:
        return [
            checks.Error(problem, hint="正しい鍵を控えから戻してください。", id="sengetsu.E002")
            for problem in canary.problems()
        ]
    except DatabaseError:
        return []  # no database yet: migrate comes first
