"""Finding services by the words that people use."""

from collections.abc import Iterable

from django.db.models import Case, Count, IntegerField, Q, Value, When

from sengetsu.directory.folding import tokens_of, words_of
from sengetsu.directory.services.choices import Accepting, Category
from sengetsu.directory.services.models import Service, ServiceQuerySet


def find_services(
    *, text: str = "", category: str = "", free: bool = False, without_phone: bool = False
) -> ServiceQuerySet:
    """All services in which every word of `text` is found, the best first and closed ones last.

    A word is found in another spelling, another width, its reading, or as another word for the same thing.
    An unknown `category` is no filter. One query, organization and place included.
    """
    services = Service.objects.with_provider()
    if category in Category.values:
        services = services.filter(category=category)
    if free:
        services = services.filter(is_free=True)
    if without_phone:
        services = services.filter(reachable_without_phone=True)
    words = words_of(text)
    for word in words:
        services = services.filter(_says(word) | _means(word))
    closeness = _closeness(words)
    return services.annotate(closeness=closeness, closed=_closed()).order_by(
        "closed", "closeness", "name_kana", "name", "pk"
    )


def category_counts() -> list[tuple[Category, int]]:
    """Every category that has an entry, in the order of the list, and how many it has. One query."""
    rows = Service.objects.open_to_new().order_by().values("category").annotate(count=Count("pk"))
    counts = {row["category"]: row["count"] for row in rows}
    return [(category, counts[category]) for category in Category if category in counts]


def _says(word: str) -> Q:
    return (
        Q(search_text__contains=word)
        | Q(organization__search_text__contains=word)
        | Q(place__search_text__contains=word)
    )


def _means(word: str) -> Q:
    meant = Q()
    for token in tokens_of(word):
        meant |= Q(search_text__contains=token)
    return meant if meant else Q(pk__in=[])


def _closeness(words: Iterable[str]) -> Case | Value:
    """0: a name says it; 1: the entry says it; 2: the entry means it."""
    named, said = Q(), Q()
    for word in words:
        named &= Q(search_names__contains=word)
        said &= _says(word)
    if not named:
        return Value(0, output_field=IntegerField())
    return Case(When(named, then=0), When(said, then=1), default=2, output_field=IntegerField())


def _closed() -> Case:
    return Case(When(accepting=Accepting.CLOSED, then=1), default=0, output_field=IntegerField())
