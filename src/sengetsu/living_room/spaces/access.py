"""Who may change what the town says about its place. Japanese only: refusals here are read by staff."""

from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest

from sengetsu.accounts.choices import Role
from sengetsu.accounts.models import User


def can_edit_venue(user: User | AnonymousUser) -> bool:
    """The link workers run the place; the welfare section answers for it."""
    return isinstance(user, User) and user.has_role(Role.LINK_WORKER, Role.MANAGER)


def host_or_404(request: HttpRequest) -> User:
    """Who is asking, if it is one of those; for everybody else the page does not exist."""
    if not isinstance(request.user, User) or not can_edit_venue(request.user):
        raise Http404
    return request.user
