from django.db import models

from .sealed import SealedTextField


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


class KeyCanary(models.Model):
    """One row that only this house's keys can read; see `base.canary`."""

    THE_ONE = 1

    number = models.PositiveSmallIntegerField(primary_key=True, default=THE_ONE)
    song = SealedTextField()
    echo = models.BigIntegerField()  # the blind token of the song

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(number=1), name="base_one_canary")]

    def __str__(self) -> str:
        return "KeyCanary"
