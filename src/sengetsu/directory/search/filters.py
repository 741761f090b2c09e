"""Filters that ask more than one column can say: hours, nearness, what helps with a need."""

from datetime import datetime
from uuid import UUID

from django.db.models import Q

from sengetsu.directory.matching.shelves import shelf
from sengetsu.directory.schedules.models import Schedule
from sengetsu.directory.schedules.queries import at_the_weekend, in_the_evening, open_at
from sengetsu.directory.services.models import ServiceQuerySet

from .question import Question

HELPS = 0.25  # how much of a need's weight an entry must carry to be listed under it


def filtered(services: ServiceQuerySet, question: Question, now: datetime) -> ServiceQuerySet:
    """All filters together. `now` in the town's time."""
    if question.free:
        services = services.filter(is_free=True)
    if question.without_phone:
        services = services.filter(reachable_without_phone=True)
    if question.language:
        services = services.filter(languages__contains=question.language)
    if question.district:
        services = services.filter(_near(question.district))
    if question.need:
        services = services.filter(pk__in=helping_with(question.need))
    if question.open_now or question.evening or question.weekend:
        services = services.filter(pk__in=_in_hours(question, now))
    return services


def _near(district: str) -> Q:
    """What is held there, and what comes to people there or to all of the town."""
    held = Q(place__district=district) | Q(place__street__startswith=district)
    return held | Q(districts__contains=district)


def _in_hours(question: Question, now: datetime) -> list[UUID]:
    """One query: the rules of all services are few thousands at most."""
    by_service: dict[UUID, list[Schedule]] = {}
    for rule in Schedule.objects.order_by("pk"):
        by_service.setdefault(rule.service_id, []).append(rule)
    return [
        service
        for service, rules in by_service.items()
        if (not question.open_now or open_at(rules, now))
        and (not question.evening or in_the_evening(rules))
        and (not question.weekend or at_the_weekend(rules))
    ]


def helping_with(need: str) -> list[str]:
    """Keys of the services that help with a need, the best first; ages do not matter here."""
    here = shelf()
    weights = dict(here.expert.taxonomy.needs[need].kinds) if need in here.expert.taxonomy.needs else {}
    shares = [
        (max((share * weights.get(kind, 0) for kind, share in entry.kinds.items()), default=0), entry.key)
        for entry in here.entries
    ]
    return [key for share, key in sorted(shares, reverse=True) if share >= HELPS]
