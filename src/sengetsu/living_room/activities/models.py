"""What happens regularly at the place, as it is announced."""

from django.db import models
from django.db.models import F, Q

from sengetsu.base.language_fields import Words, WordsField
from sengetsu.living_room.spaces.choices import Weekday
from sengetsu.living_room.spaces.models import Venue


class RegularActivity(models.Model):
    """A cafeteria, a salon, a study room that comes again and again."""

    venue = models.ForeignKey(Venue, models.CASCADE, related_name="activities")
    name = WordsField("名前")
    description = WordsField("説明")
    since = models.DateField("はじめた日", null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = "定期の活動"

    def __str__(self) -> str:
        return str(Words(self.name))


class Rhythm(models.Model):
    """The nth weekday of every month, such as the 1st Sunday 12:00–15:00."""

    activity = models.ForeignKey(RegularActivity, models.CASCADE, related_name="rhythms")
    nth = models.PositiveSmallIntegerField("第")
    weekday = models.PositiveSmallIntegerField("曜日", choices=Weekday.choices)
    starts = models.TimeField("はじまり")
    ends = models.TimeField("おわり")

    class Meta:
        ordering = ["nth", "weekday"]
        constraints = [
            models.CheckConstraint(condition=Q(nth__range=(1, 5)), name="living_room_rhythm_nth"),
            models.CheckConstraint(condition=Q(starts__lt=F("ends")), name="living_room_rhythm_in_order"),
            models.UniqueConstraint("activity", "nth", "weekday", "starts", name="living_room_rhythm_once"),
        ]

    def __str__(self) -> str:
        return f"第{self.nth}{self.get_weekday_display()} {self.starts:%H:%M}–{self.ends:%H:%M}"
