from django.db import models


class OnceKey(models.Model):
    """A form that was acted upon; see `base.once`."""

    key = models.CharField(max_length=64)
    person = models.CharField(max_length=40, blank=True)
    answer = models.CharField(max_length=400, blank=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "person"], name="base_once_key")]

    def __str__(self) -> str:
        return self.key
