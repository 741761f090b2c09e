"""What somebody is typing, kept on the server until it is saved (promise 4)."""

from django.conf import settings
from django.db import models

from sengetsu.base.sealed import SealedTextField


class Draft(models.Model):
    """One per person and place of writing. `place` names form and record (`contact:<case uuid>`), so a
    draft can never show up under another case."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    place = models.CharField(max_length=120)
    content = SealedTextField()  # JSON: field name -> list of values
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "place"], name="link_work_draft_place")]

    def __str__(self) -> str:
        return self.place
