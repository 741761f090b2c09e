from django.db.models import QuerySet
from django.utils import timezone

from sengetsu.accounts.access import can_manage_people
from sengetsu.accounts.models import User

from .models import Invitation


def open_invitations(user: User) -> QuerySet[Invitation]:
    """Links that still work: all for an administrator, one's own for everybody else."""
    found = Invitation.objects.filter(used_at=None, revoked_at=None, expires_at__gt=timezone.now())
    if not can_manage_people(user):
        found = found.filter(invited_by=user)
    return found.select_related("invited_by", "team", "agency", "for_user").order_by("-invited_at")


def invitation_of(user: User, pk: int) -> Invitation | None:
    """Among the invitations that `user` may take back."""
    found = Invitation.objects.filter(pk=pk)
    return (found if can_manage_people(user) else found.filter(invited_by=user)).first()
