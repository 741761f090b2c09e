from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from sengetsu.accounts.models import Agency, RoleGrant, Team, User
from sengetsu.accounts.sign_in.second_factor import STRONG


def people(*, active: bool = True, words: str = "") -> QuerySet[User]:
    """Everybody with an account: with their present roles as `roles_now`, and `has_factor`."""
    now = RoleGrant.objects.current().select_related("team", "agency")
    factor = Authenticator.objects.filter(user=OuterRef("pk"), type__in=STRONG)
    found = User.objects.filter(is_active=active)
    if words := words.replace("\x00", ""):  # PostgreSQL compares with no NUL
        found = found.filter(Q(display_name__icontains=words) | Q(username__icontains=words))
    return (
        found.annotate(has_factor=Exists(factor))
        .prefetch_related(Prefetch("grants", now, to_attr="roles_now"))
        .order_by("display_name", "pk")
    )


def person(pk: int) -> User | None:
    return people().filter(pk=pk).first() or people(active=False).filter(pk=pk).first()


def grant_of(pk: int) -> RoleGrant | None:
    return RoleGrant.objects.select_related("user", "team", "agency").filter(pk=pk).first()


def teams() -> QuerySet[Team]:
    return Team.objects.order_by("name")


def agencies() -> QuerySet[Agency]:
    return Agency.objects.order_by("name")
