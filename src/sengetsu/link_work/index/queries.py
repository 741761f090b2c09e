"""Finding rows by blind tokens. Access is the asking room's duty: this gives ids only."""

from collections import defaultdict

from django.db.models import Count

from .models import Owner, Token


def owners_with_all(*, owner_kinds: set[Owner], tokens: set[int], limit: int = 500) -> dict[Owner, list[int]]:
    """Rows that carry every token, grouped by kind of row. An empty question finds nothing."""
    if not tokens:
        return {}
    rows = (
        Token.objects.filter(token__in=tokens, owner_kind__in=owner_kinds)
        .values("owner_kind", "owner_id")
        .annotate(hits=Count("token", distinct=True))
        .filter(hits=len(tokens))
        .order_by("-owner_id")[:limit]
    )
    found: dict[Owner, list[int]] = defaultdict(list)
    for row in rows:
        found[Owner(row["owner_kind"])].append(row["owner_id"])
    return dict(found)


def owners_with_any(*, owner_kind: Owner, tokens: set[int], limit: int = 50) -> dict[int, int]:
    """Rows of one kind that carry any token -> how many; most hits first."""
    if not tokens:
        return {}
    rows = (
        Token.objects.filter(token__in=tokens, owner_kind=owner_kind)
        .values("owner_id")
        .annotate(hits=Count("token", distinct=True))
        .order_by("-hits", "-owner_id")[:limit]
    )
    return {row["owner_id"]: row["hits"] for row in rows}
