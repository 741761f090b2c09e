from sengetsu.directory.organizations.models import Organization

from .models import Service, ServiceQuerySet


def services() -> ServiceQuerySet:
    return Service.objects.with_provider()


def services_of(organization: Organization) -> ServiceQuerySet:
    return services().filter(organization=organization).order_by("name_kana", "name", "pk")
