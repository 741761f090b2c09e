"""Who may change what everybody reads. Japanese only: refusals here are read by staff."""

from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest

from sengetsu.accounts.access import leads
from sengetsu.accounts.choices import Role
from sengetsu.accounts.models import User

from .models import Organization


def can_keep_directory(user: User | AnonymousUser) -> bool:
    """Link workers and the welfare section keep the directory; one rule for all its entries."""
    return isinstance(user, User) and user.has_role(Role.LINK_WORKER, Role.MANAGER)


def keeper_or_404(request: HttpRequest) -> User:
    """Who is asking, if it is a keeper; for everybody else the page does not exist."""
    if not isinstance(request.user, User) or not can_keep_directory(request.user):
        raise Http404
    return request.user


def can_keep_own(user: User | AnonymousUser, organization: Organization) -> bool:
    """The lead of an agency keeps the words and contacts of its own entry."""
    return isinstance(user, User) and leads(user, organization.agency_id)
