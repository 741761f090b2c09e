"""Second factors' secrets lie sealed in allauth's JSON column: a rotation of the keys reaches them here."""

from collections.abc import Callable

from allauth.mfa.models import Authenticator

SEALED = ("secret", "seed")  # a TOTP's secret, the seed of the recovery codes


def second_factors(change: Callable[[str], str]) -> None:
    """Offer each sealed secret to `change` and store what comes back if it is another."""
    for factor in Authenticator.objects.select_for_update().order_by("pk"):
        found = {name: factor.data[name] for name in SEALED if isinstance(factor.data.get(name), str)}
        changed = {name: str(change(token)) for name, token in found.items()}
        if changed != found:
            factor.data |= changed
            factor.save(update_fields=["data"])
