"""What other floors may ask of the directory."""

from .search.queries import find_services
from .services.models import ServiceQuerySet


def pickable(text: str = "", category: str = "") -> ServiceQuerySet:
    """Services that a referral may point to, the best first: full ones too (they keep waiting lists).

    Every word of `text` must be found, across spellings and synonyms; an unknown `category` is no filter.
    One query, organization and place included.
    """
    return find_services(text=text, category=category).open_to_new()
