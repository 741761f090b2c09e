"""What other floors may ask of the directory."""

from .matching.facts import Known
from .search.queries import find_services
from .services.models import Service, ServiceQuerySet
from .stories.queries import Told, answer_to

__all__ = ["Known", "Told", "pickable", "suggested", "taken_or_declined"]


def pickable(text: str = "", category: str = "") -> ServiceQuerySet:
    """Services that a referral may point to, the best first: full ones too (they keep waiting lists).

    Every word of `text` must be found, across spellings and synonyms; an unknown `category` is no filter.
    One query, organization and place included.
    """
    return find_services(text=text, category=category).open_to_new()


def suggested(words: str, known: Known | None = None, *, most: int = 8) -> Told:
    """What the expert hears in somebody's words, and services for it. Nothing is kept."""
    return answer_to(words, known, most=most)


def taken_or_declined(words: str, service: Service) -> tuple[list[str], str]:
    """The needs that are heard in the words and the kind that the service is, as codes: what
    `taxonomies.actions.remember` counts. The words themselves go nowhere."""
    told = answer_to(words, most=0)
    kinds = service.kinds or sorted(
        service.inferred.get("kinds", {}), key=lambda code: -service.inferred["kinds"][code]
    )
    return [one.need.code for one in told.heard.needs], (kinds[0] if kinds else "")
