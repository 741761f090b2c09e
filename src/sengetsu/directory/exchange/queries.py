"""Services with everything that the outside may see of them."""

from datetime import datetime
from uuid import UUID

from django.db.models import Max, Q

from sengetsu.directory.models import Organization, Service
from sengetsu.directory.organizations.models import OrganizationQuerySet
from sengetsu.directory.services.models import ServiceQuerySet


def public_services() -> ServiceQuerySet:
    """For lists: organization and place included; in a stable order."""
    return Service.objects.select_related("organization", "place").order_by("name_kana", "name", "pk")


def services_in_full() -> ServiceQuerySet:
    return public_services().prefetch_related("schedules")


def narrowed(
    services: ServiceQuerySet,
    *,
    search: str = "",
    category: str | None = None,
    kind: str | None = None,
    organization_id: str = "",
    modified_after: datetime | None = None,
) -> ServiceQuerySet:
    """All filters together (AND); `None` for a term is no filter."""
    if search:
        from sengetsu.directory.search.queries import says_all

        services = services.filter(says_all(search))
    if category is not None:
        services = services.filter(category=category)
    if kind is not None:
        services = services.filter(pk__in=_of_kind(kind))
    if organization_id:
        services = services.filter(organization_id=organization_id)
    if modified_after:
        services = services.filter(changed_at__gt=modified_after)
    return services


def _of_kind(kind: str) -> list[UUID]:
    """A share that was inferred is no column that both databases can ask in the same way."""
    from .hsds import likely

    rows = Service.objects.values_list("pk", "kinds", "inferred")
    return [
        pk
        for pk, chosen, inferred in rows
        if kind in (chosen or likely(inferred.get("kinds", {}) if inferred else {}))
    ]


def public_organizations(search: str = "") -> OrganizationQuerySet:
    found = Organization.objects.order_by("name_kana", "name", "pk")
    return found.filter(Q(name__icontains=search) | Q(description__icontains=search)) if search else found


def last_change() -> datetime | None:
    """When anything in the directory changed last."""
    return Service.objects.aggregate(latest=Max("changed_at"))["latest"]  # type: ignore[no-any-return]
