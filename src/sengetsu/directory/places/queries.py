from django.db.models import QuerySet

from sengetsu.directory.organizations.models import Organization

from .models import Place


def places_of(organization: Organization) -> QuerySet[Place]:
    return Place.objects.filter(organization=organization).order_by("name_kana", "name", "pk")


def places_with_keeper() -> QuerySet[Place]:
    return Place.objects.select_related("organization").order_by("name_kana", "name", "pk")


def public_places() -> "QuerySet[Place]":
    """Those whose address anybody may know, with their keepers."""
    found = Place.objects.filter(confidential=False).select_related("organization")
    return found.order_by("name_kana", "name", "pk")
