"""Finding rows by blind tokens. Access is the asking room's duty: this gives ids only."""

from collections.abc import Iterable

from django.db.models import Count, QuerySet

from sengetsu.base import blind

from .models import Owner, Token


def asked_words(text: str) -> list[set[int]]:
    """What a text asks for: one token of every set must be there."""
    return [blind.tokens(pieces, kind="word") for pieces in blind.query(text)]


def cases_with(groups: Iterable[set[int]]) -> list[QuerySet[Token, int | None]]:
    """One subquery of case ids for each set: a case that is asked for stands in all of them."""
    return [
        Token.objects.filter(token__in=group, case_id__isnull=False).values_list("case_id", flat=True)
        for group in groups
    ]


def owners_with(groups: list[set[int]], *, owner_kind: Owner) -> QuerySet[Token, int]:
    """Ids of rows of one kind that carry one token of every set. An empty question finds nothing."""
    if not groups:
        return Token.objects.none().values_list("owner_id", flat=True)
    rows = Token.objects.filter(owner_kind=owner_kind, token__in=groups[0])
    for group in groups[1:]:
        same = Token.objects.filter(owner_kind=owner_kind, token__in=group)
        rows = rows.filter(owner_id__in=same.values("owner_id"))
    return rows.values_list("owner_id", flat=True).distinct()


def owners_carrying(*, owner_kind: Owner, tokens: set[int]) -> QuerySet[Token, int]:
    """Ids of rows of one kind that carry every token, as a subquery."""
    rows = Token.objects.filter(owner_kind=owner_kind, token__in=tokens).values("owner_id")
    return (
        rows.annotate(hits=Count("token", distinct=True))
        .filter(hits=len(tokens))
        .values_list("owner_id", flat=True)
    )


def best_owners(*, owner_kind: Owner, case_ids: Iterable[int], tokens: set[int]) -> dict[int, int]:
    """The row of each case that carries most of the tokens: case id -> row id."""
    rows = (
        Token.objects.filter(token__in=tokens, owner_kind=owner_kind, case_id__in=list(case_ids))
        .values("case_id", "owner_id")
        .annotate(hits=Count("token", distinct=True))
        .order_by("hits", "owner_id")
    )
    return {row["case_id"]: row["owner_id"] for row in rows if row["case_id"] is not None}
