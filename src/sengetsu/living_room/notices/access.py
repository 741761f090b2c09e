"""Who may see what was sent. Its own notices everybody reads; the outbox is for those who run the place."""

from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest

from sengetsu.accounts.choices import Role
from sengetsu.accounts.models import User


def can_see_outbox(user: User | AnonymousUser) -> bool:
    return isinstance(user, User) and user.has_role(Role.LINK_WORKER, Role.MANAGER)


def postmaster_or_404(request: HttpRequest) -> User:
    if not isinstance(request.user, User) or not can_see_outbox(request.user):
        raise Http404
    return request.user
