"""Pictures of the place.

They are kept in the database: a dump is the whole town, a picture and the trace of who put it there are
written together or not at all, and nobody has to guard a second store. Two JPEGs of at most a few hundred
kilobytes are no burden for either database.
"""

import uuid
from typing import ClassVar

from django.db import models
from django.utils.functional import cached_property

from sengetsu.base.language_fields import WordsField

from .models import Space, Venue

PICTURE_EDITS = ("space", "alt", "is_published")  # what its form asks


class PictureQuerySet(models.QuerySet["Picture"]):
    def published(self) -> "PictureQuerySet":
        return self.filter(is_published=True).exclude(space__retired_on__isnull=False)


class Picture(models.Model):
    """What one sees there: of one space, or of the whole venue. Its files never change."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    venue = models.ForeignKey(Venue, models.CASCADE, related_name="pictures")
    space = models.ForeignKey(
        Space, models.CASCADE, null=True, blank=True, related_name="pictures", verbose_name="どこの"
    )
    # What the picture shows, for whoever cannot see it: in all three languages.
    alt = WordsField("写っているもの")
    is_published = models.BooleanField("表のページに出す", default=False)
    position = models.PositiveSmallIntegerField("ならび", default=0)
    entered_at = models.DateTimeField("入れた日", auto_now_add=True)

    objects: ClassVar[PictureQuerySet] = PictureQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return str(self.alt)

    @cached_property
    def sizes(self) -> dict[str, "PictureFile"]:
        return {file.size: file for file in self.files.all()}


class PictureFile(models.Model):
    """One size of a picture: a JPEG without metadata (see `base.pictures`)."""

    picture = models.ForeignKey(Picture, models.CASCADE, related_name="files")
    size = models.CharField("大きさ", max_length=8)  # a name in `base.pictures.SIZES`
    content = models.BinaryField("中身")
    digest = models.CharField(max_length=64)
    width = models.PositiveSmallIntegerField("幅")
    height = models.PositiveSmallIntegerField("高さ")

    class Meta:
        constraints = [models.UniqueConstraint("picture", "size", name="living_room_picture_size_once")]

    def __str__(self) -> str:
        return f"{self.picture_id} {self.size}"
