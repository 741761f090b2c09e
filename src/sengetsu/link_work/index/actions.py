"""Writing and removing blind tokens. Called by the actions of the rooms, inside their transaction."""

from collections.abc import Iterable

from sengetsu.base import blind
from sengetsu.base.text import fold_phone, normalise_address

from .models import Owner, Token


def pieces_of_text(*texts: str) -> set[int]:
    """Tokens of running text: normalised content words and the canonical words of synonyms."""
    return blind.tokens(set().union(*(blind.words(text) for text in texts if text)), kind="word")


def pieces_of_person(
    *, names: Iterable[tuple[str, str]], phones: Iterable[str], addresses: Iterable[str]
) -> set[int]:
    """Tokens of a person: name and reading, telephone digits, address as compared."""
    found: set[int] = set()
    for name, reading in names:
        found |= blind.tokens(blind.name_pieces(name, reading), kind="name")
    found |= blind.tokens({fold_phone(phone) for phone in phones if fold_phone(phone)}, kind="phone")
    found |= blind.tokens({normalise_address(text) for text in addresses if text}, kind="address")
    return found


def replace(*, owner_kind: Owner, owner_id: int, case_id: int | None, tokens: set[int]) -> None:
    """Make `tokens` the only ones of this row."""
    Token.objects.filter(owner_kind=owner_kind, owner_id=owner_id).delete()
    Token.objects.bulk_create(
        [
            Token(token=token, owner_kind=owner_kind, owner_id=owner_id, case_id=case_id)
            for token in sorted(tokens)
        ],
        batch_size=200,
    )
