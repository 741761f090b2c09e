"""Who may, for views. What one may not see answers like what does not exist: 404, never 403."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse

from .choices import INVITED_BY, AgencyRole, Role
from .models import Agency, Invitation, RoleGrant, User


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


def leads(user: User, agency_id: int | None) -> bool:
    """Whether this person answers for the agency: for its people, and for its entry in the directory."""
    return user.agency_role(agency_id) == AgencyRole.LEAD


def led_agencies(user: User) -> list[Agency]:
    own = (grant.agency for grant in user.grants_now if grant.role == Role.PARTNER)
    return list({agency.pk: agency for agency in own if agency and leads(user, agency.pk)}.values())


def can_invite_to(user: User, role: str, agency_id: int | None = None) -> bool:
    """By one's own role, and an agency's lead to that agency."""
    return role in invitable_roles(user) or (role == Role.PARTNER and leads(user, agency_id))


def can_end_role(user: User, grant: RoleGrant) -> bool:
    """The administrator; an agency's lead a colleague's, not the own."""
    if can_manage_people(user):
        return True
    return grant.role == Role.PARTNER and grant.user_id != user.pk and leads(user, grant.agency_id)


def can_take_back(user: User, invitation: Invitation) -> bool:
    """The administrator, whoever invited, and the lead of the agency that it leads into."""
    if can_manage_people(user) or invitation.invited_by_id == user.pk:
        return True
    return invitation.role == Role.PARTNER and leads(user, invitation.agency_id)


def require(allowed: bool, sentence: str = "この操作はできません。") -> None:  # noqa: FBT001  (reads as a sentence)
    if not allowed:
        raise Refused(sentence)
