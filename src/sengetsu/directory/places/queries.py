from django.db.models import QuerySet

from sengetsu.directory.organizations.models import Organization

from .models import Place


def places_of(organization: Organization) -> QuerySet[Place]:
    return Place.objects.filter(organization=organization).order_by("name_kana", "name", "pk")


def places_with_keeper() -> QuerySet[Place]:
    return Place.objects.select_related("organization").order_by("name_kana", "name", "pk")
