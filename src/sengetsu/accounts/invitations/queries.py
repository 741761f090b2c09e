import hashlib

from django.db.models import QuerySet
from django.utils import timezone

from sengetsu.accounts.access import can_manage_people
from sengetsu.accounts.models import User

from .models import Invitation


class LinkDead(Exception):
    """The link was used, ran out, was taken back, or never existed. Which of these is nobody's business."""


def hash_of(token: str) -> str:
    """What is kept of a link. It is long and random, so a plain hash cannot be turned back."""
    return hashlib.sha256(token.encode()).hexdigest()


def unused() -> QuerySet[Invitation]:
    return Invitation.objects.filter(used_at=None, revoked_at=None)


def working() -> QuerySet[Invitation]:
    """Links that still work."""
    return unused().filter(expires_at__gt=timezone.now())


def living(token: str) -> Invitation:
    """The invitation of this link. Raises `LinkDead`."""
    found = working().filter(token_hash=hash_of(token))
    invitation = found.select_related("for_user", "team", "agency").first()
    if invitation is None or (invitation.for_user and not invitation.for_user.is_active):
        raise LinkDead
    return invitation


def open_invitations(user: User) -> QuerySet[Invitation]:
    """Links that still work: all for an administrator, one's own for everybody else."""
    found = working()
    if not can_manage_people(user):
        found = found.filter(invited_by=user)
    return found.select_related("invited_by", "team", "agency", "for_user").order_by("-invited_at")


def invitation_of(user: User, pk: int) -> Invitation | None:
    """Among the invitations that `user` may take back."""
    found = Invitation.objects.filter(pk=pk)
    return (found if can_manage_people(user) else found.filter(invited_by=user)).first()
