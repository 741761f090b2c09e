"""Finding services by the words that people use."""

from collections.abc import Iterable
from functools import reduce
from operator import and_, or_

from django.db.models import Case, Count, IntegerField, Q, When

from sengetsu.directory.folding import MOST_PIECES, Word, words_of
from sengetsu.directory.services.choices import Accepting, Category
from sengetsu.directory.services.models import Service, ServiceQuerySet

NOTHING = Q(pk__in=[])
MOST_NEAR = 8


def find_services(*, text: str = "", category: str = "") -> ServiceQuerySet:
    """All services in which every word of `text` is found, the best first and closed ones last.

    A word is found in another spelling, another width, its reading, or as another word for the same thing.
    An unknown `category` is no filter. One query, organization and place included.
    """
    services = Service.objects.with_provider()
    if category in Category.values:
        services = services.filter(category=category)
    words = words_of(text)
    for word in words:
        services = services.filter(_says(word) | _holds(word) | _means(word))
    order = ["closed", "name_kana", "name", "pk"]
    if words:
        services = services.annotate(closeness=_closeness(words))
        order.insert(1, "closeness")
    return services.annotate(closed=_closed()).order_by(*order)


def says_all(text: str) -> Q:
    """The condition that every word of a text is found in a service, in any spelling."""
    return _all(_says(word) | _holds(word) | _means(word) for word in words_of(text)) if text.strip() else Q()


def near_services(text: str) -> ServiceQuerySet:
    """For a text that nothing answers as a whole: what speaks of a part of it, most parts first."""
    spoken = [_any(one) for word in words_of(text) for one in word.pieces][:MOST_PIECES]
    parts = [Case(When(one, then=1), default=0, output_field=IntegerField()) for one in spoken]
    services = Service.objects.with_provider().open_to_new()
    if not parts:
        return services.none()
    near = services.annotate(parts=sum(parts[1:], parts[0])).filter(parts__gt=0)
    return near.order_by("-parts", "name_kana", "name", "pk")[:MOST_NEAR]


def category_counts() -> list[tuple[Category, int]]:
    """Every category that has an entry, in the order of the list, and how many it has. One query."""
    rows = Service.objects.open_to_new().order_by().values("category").annotate(count=Count("pk"))
    counts = {row["category"]: row["count"] for row in rows}
    return [(category, counts[category]) for category in Category if category in counts]


def _says(word: Word) -> Q:
    return (
        Q(search_text__contains=word.folded)
        | Q(organization__search_text__contains=word.folded)
        | Q(place__search_text__contains=word.folded)
    )


def _holds(word: Word) -> Q:
    """Every word of the phrase, in any form and order."""
    return _all(_any(one) for one in word.pieces)


def _means(word: Word) -> Q:
    return _any(word.meanings)


def _any(stored: Iterable[str]) -> Q:
    return reduce(or_, (Q(search_text__contains=one) for one in stored), NOTHING)


def _all(conditions: Iterable[Q]) -> Q:
    return reduce(and_, conditions, Q()) or NOTHING


def _closeness(words: list[Word]) -> Case:
    """0: a name says it; 1: the entry says it; 2: it holds all words of it; 3: it is about the same."""
    return Case(
        When(_all(Q(search_names__contains=word.folded) for word in words), then=0),
        When(_all(_says(word) for word in words), then=1),
        When(_all(_holds(word) for word in words), then=2),
        default=3,
        output_field=IntegerField(),
    )


def _closed() -> Case:
    return Case(When(accepting=Accepting.CLOSED, then=1), default=0, output_field=IntegerField())
