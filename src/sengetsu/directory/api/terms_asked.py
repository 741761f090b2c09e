"""What a client means by the id of a taxonomy or of one of its terms."""

from uuid import UUID

from sengetsu.directory.exchange import terms
from sengetsu.directory.services.choices import Category
from sengetsu.directory.taxonomies.queries import taxonomy

NOTHING = ""  # a term that is unknown here: no service has it


def asked_terms(term_id: UUID | None, taxonomy_id: UUID | None) -> tuple[str | None, str | None]:
    """A category and a kind to filter by; None is no filter. An unknown id finds nothing."""
    if taxonomy_id and str(taxonomy_id) not in {terms.CATEGORIES, terms.KINDS}:
        return NOTHING, None
    if term_id is None:
        return None, None
    categories = {terms.category_id(one.value): one.value for one in Category}
    kinds = {terms.kind_id(code): code for code in taxonomy().kinds}
    if str(term_id) in categories and str(taxonomy_id or terms.CATEGORIES) == terms.CATEGORIES:
        return categories[str(term_id)], None
    if str(term_id) in kinds and str(taxonomy_id or terms.KINDS) == terms.KINDS:
        return None, kinds[str(term_id)]
    return NOTHING, None
