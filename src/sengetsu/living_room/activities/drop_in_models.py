"""Who came by without any activity: a head count of the place, without names."""

from django.db import models
from django.db.models import Q

from sengetsu.living_room.spaces.models import Venue
from sengetsu.living_room.usage.choices import AGES, MOST


class DropIn(models.Model):
    """How many people of an age band came by on a day."""

    venue = models.ForeignKey(Venue, models.CASCADE, related_name="drop_ins")
    day = models.DateField("日")
    band = models.CharField("年代", max_length=10)
    people = models.PositiveSmallIntegerField("人数", default=0)

    class Meta:
        ordering = ["day", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["venue", "day", "band"], name="living_room_drop_in_once"),
            models.CheckConstraint(condition=Q(band__in=AGES), name="living_room_drop_in_band_known"),
            models.CheckConstraint(condition=Q(people__lte=MOST), name="living_room_drop_in_most"),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.band}: {self.people}"
