from .models import Organization, OrganizationQuerySet


def organizations() -> OrganizationQuerySet:
    return Organization.objects.in_order()
