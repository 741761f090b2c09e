from django.apps import AppConfig
from django.db.models.signals import post_migrate


class LinkWorkConfig(AppConfig):
    name = "sengetsu.link_work"
    label = "link_work"

    def ready(self) -> None:
        from .assessments.first_sheets import begin_with_sheets
        from .drafts import receivers as drafts_receivers  # noqa: F401 -- connects
        from .plans import receivers as plans_receivers  # noqa: F401 -- connects
        from .referrals import receivers  # noqa: F401 -- connects

        post_migrate.connect(begin_with_sheets, sender=self)
