from django.apps import AppConfig


class LinkWorkConfig(AppConfig):
    name = "sengetsu.link_work"
    label = "link_work"

    def ready(self) -> None:
        from .drafts import receivers as drafts_receivers  # noqa: F401 -- connects
        from .referrals import receivers  # noqa: F401 -- connects
