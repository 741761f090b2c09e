from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "sengetsu.accounts"
    label = "accounts"

    def ready(self) -> None:
        from . import checks  # noqa: F401
        from .sessions import life  # noqa: F401
        from .sign_in import second_factor, trail  # noqa: F401
