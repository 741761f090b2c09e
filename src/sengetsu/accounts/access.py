"""Who may, for views. What one may not see answers like what does not exist: 404, never 403."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse

from .choices import INVITED_BY, Role
from .models import User


class Refused(ValidationError):
    """An act that is not possible for this person or now. The text is the sentence that the page shows."""


class SignedInRequest(HttpRequest):
    """A request behind `LoginRequiredMiddleware`: there is a person."""

    user: User


P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def signed_in(request: HttpRequest) -> User:
    """The person of this request. Behind `LoginRequiredMiddleware` there is always one."""
    if not isinstance(request.user, User):
        raise Http404
    return request.user


def roles_required(*roles: Role) -> Callable[[View[P]], View[P]]:
    """For a view: whoever is signed in without one of these roles today meets 404."""

    def decorate(view: View[P]) -> View[P]:
        @wraps(view)
        def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            if not signed_in(request).has_role(*roles):
                raise Http404
            return view(request, *args, **kwargs)

        return guarded

    return decorate


def invitable_roles(user: User) -> frozenset[Role]:
    """The roles that this person may invite somebody to."""
    return frozenset().union(*(roles for role, roles in INVITED_BY.items() if user.has_role(role)))


def can_manage_people(user: User) -> bool:
    return user.has_role(Role.ADMINISTRATOR)


def can_invite_to(user: User, role: str) -> bool:
    return role in invitable_roles(user)


def require(allowed: bool, sentence: str = "この操作はできません。") -> None:  # noqa: FBT001  (reads as a sentence)
    if not allowed:
        raise Refused(sentence)
