from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "sengetsu.accounts"
    label = "accounts"

    def ready(self) -> None:
        from sengetsu.base import rotation

        from . import checks  # noqa: F401
        from .sessions import life  # noqa: F401
        from .sign_in import second_factor, trail  # noqa: F401
        from .sign_in.resealing import second_factors

        rotation.also("mfa_authenticator.data", second_factors)
