"""What a person sees of their own account."""

from allauth.mfa.models import Authenticator
from django.db.models import Q, QuerySet

from sengetsu.accounts.models import RoleGrant, User
from sengetsu.audit.choices import Action
from sengetsu.audit.models import Entry

SHOWN = 10


def own_grants(user: User) -> QuerySet[RoleGrant]:
    """All roles, past ones too, the newest first."""
    return RoleGrant.objects.filter(user=user).select_related("team", "agency").order_by("-starts_on", "-pk")


def second_factors(user: User) -> list[str]:
    """What the person can prove to be themselves with, in words."""
    kinds = list(Authenticator.objects.filter(user=user).order_by("type").values_list("type", flat=True))
    words = {
        Authenticator.Type.TOTP: "認証アプリ",
        Authenticator.Type.WEBAUTHN: f"パスキー {kinds.count(Authenticator.Type.WEBAUTHN)}つ",
        Authenticator.Type.RECOVERY_CODES: "予備のコード",
    }
    return [words[kind] for kind in dict.fromkeys(kinds)]


def recent_sign_ins(user: User) -> QuerySet[Entry]:
    """From the trail: own sign-ins, and tries that failed, newest first."""
    own = Q(action=Action.SIGNED_IN, actor_id=str(user.pk))
    tried = Q(action=Action.SIGN_IN_FAILED, thing="user", thing_id=str(user.pk))
    return Entry.objects.filter(own | tried).order_by("-sequence")[:SHOWN]
