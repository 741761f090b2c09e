"""The taxonomy of now: what is shipped, and what the town changed on top of it."""

from .files import Taxonomy, shipped
from .models import TaxonomyEdition
from .overlay import with_changes


def newest_edition() -> TaxonomyEdition | None:
    return TaxonomyEdition.objects.order_by("-number").first()


def taxonomy() -> Taxonomy:
    """One query."""
    edition = newest_edition()
    return with_changes(shipped(), edition.changes) if edition and edition.changes else shipped()


def editions() -> list[TaxonomyEdition]:
    """All of them, the newest first."""
    return list(TaxonomyEdition.objects.select_related("made_by").order_by("-number"))
