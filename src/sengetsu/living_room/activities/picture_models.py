"""Pictures of an activity, drawn anew without any record of where they were taken (see `base.pictures`)."""

import uuid

from django.db import models
from django.utils.functional import cached_property

from sengetsu.base.language_fields import WordsField

from .models import Activity


class ActivityPicture(models.Model):
    """What one sees there. Seen by whoever may read the activity; its files never change."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    activity = models.ForeignKey(Activity, models.CASCADE, related_name="pictures")
    alt = WordsField("写っているもの")
    entered_at = models.DateTimeField("入れた日", auto_now_add=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.alt)

    @cached_property
    def sizes(self) -> dict[str, "ActivityPictureFile"]:
        return {file.size: file for file in self.files.all()}


class ActivityPictureFile(models.Model):
    """One size of a picture: a JPEG without metadata."""

    picture = models.ForeignKey(ActivityPicture, models.CASCADE, related_name="files")
    size = models.CharField("大きさ", max_length=8)  # a name in `base.pictures.SIZES`
    content = models.BinaryField("中身")
    digest = models.CharField(max_length=64)
    width = models.PositiveSmallIntegerField("幅")
    height = models.PositiveSmallIntegerField("高さ")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["picture", "size"], name="living_room_activity_picture_size_once")
        ]

    def __str__(self) -> str:
        return f"{self.picture_id} {self.size}"
