"""Keeping and dropping drafts. A draft is its writer's own until it is saved; it leaves no audit entry,
since nobody else can see it and what it becomes is recorded."""

import json
from collections.abc import Mapping, Sequence

from django.db import transaction

from sengetsu.accounts.models import User

from .models import Draft

LONGEST = 200_000  # characters of JSON; far above the longest story
# What belongs to the page and not to its writer.
NOT_KEPT = frozenset({"csrfmiddlewaretoken", "once_key", "password", "draft_place", "seen"})


def keep_draft(*, by: User, place: str, content: Mapping[str, Sequence[str]]) -> Draft | None:
    """Keep what is typed at `place`; the newest wins. Nothing typed at all removes the draft."""
    fields = {name: list(values) for name, values in content.items() if name not in NOT_KEPT}
    if not any(value.strip() for values in fields.values() for value in values):
        drop_draft(by=by, place=place)
        return None
    text = json.dumps(fields, ensure_ascii=False)
    if len(text) > LONGEST:
        raise ValueError("下書きが長すぎます。")
    with transaction.atomic():
        draft, _ = Draft.objects.update_or_create(user=by, place=place, defaults={"content": text})
    return draft


def drop_draft(*, by: User, place: str) -> None:
    Draft.objects.filter(user=by, place=place).delete()
