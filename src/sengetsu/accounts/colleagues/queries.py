from collections.abc import Iterable

from django.db.models import QuerySet

from sengetsu.accounts.choices import Role
from sengetsu.accounts.invitations.models import Invitation
from sengetsu.accounts.invitations.queries import working
from sengetsu.accounts.models import Agency, RoleGrant


def people_of(agencies: Iterable[Agency]) -> QuerySet[RoleGrant]:
    """Who acts for these agencies today."""
    rows = RoleGrant.objects.current().filter(role=Role.PARTNER, agency__in=list(agencies))
    return rows.filter(user__is_active=True).select_related("user", "agency").order_by("agency__name", "pk")


def invitations_to(agencies: Iterable[Agency]) -> QuerySet[Invitation]:
    """Links into these agencies that still work."""
    rows = working().filter(role=Role.PARTNER, agency__in=list(agencies))
    return rows.select_related("agency", "invited_by").order_by("-invited_at")
