from django.apps import AppConfig


class LivingRoomConfig(AppConfig):
    name = "sengetsu.living_room"
    label = "living_room"

    def ready(self) -> None:
        from .groups import signals  # noqa: F401
        from .notices import checks  # noqa: F401
