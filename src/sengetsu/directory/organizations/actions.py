"""The only writer of organizations."""

from typing import Any

from sengetsu.accounts.models import User
from sengetsu.directory.folding import text_to_search
from sengetsu.directory.writing import write

from .models import Organization


def index_organization(organization: Organization) -> None:
    """Write what a search reads."""
    organization.search_text = text_to_search(
        organization.name, organization.name_kana, organization.description
    )


def save_organization(
    *, by: User, facts: dict[str, Any], organization: Organization | None = None, seen: str = ""
) -> Organization:
    """Write an entry (a new one when `organization` is None). See `directory.writing`."""
    entry = organization or Organization()
    return write(entry, by=by, thing="organization", facts=facts, seen=seen, index=index_organization)
