"""When a service is open. Read from the words of its times, so that one asks for 夜 or いま."""

from django.db import models
from django.db.models import F, Q

from .choices import Frequency


class Schedule(models.Model):
    """One rule, as an RRULE: `byday` such as `MO,TU,WE` or `1SU` (first Sunday of the month).

    Hours are those of the town (Asia/Tokyo); both are empty when only the days are known.
    """

    service = models.ForeignKey("directory.Service", models.CASCADE, related_name="schedules")
    frequency = models.CharField(max_length=8, choices=Frequency.choices, default=Frequency.WEEKLY)
    byday = models.CharField(max_length=60)
    opens_at = models.TimeField(null=True, blank=True)
    closes_at = models.TimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(frequency__in=Frequency.values), name="directory_schedule_frequency_known"
            ),
            models.CheckConstraint(
                condition=Q(opens_at=None, closes_at=None) | Q(closes_at__gt=F("opens_at")),
                name="directory_schedule_ends_after_its_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.byday} {self.opens_at or ''}-{self.closes_at or ''}"

    @property
    def days(self) -> list[str]:
        return [day for day in self.byday.split(",") if day]
