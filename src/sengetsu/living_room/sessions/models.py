"""開催: what is kept of one date beside its report: hygiene, who helps, whose picture may be shown."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from sengetsu.living_room.bookings.models import Booking

from .choices import CORE_AT_LEAST, CORE_SECONDS, FREEZER_AT_MOST, FRIDGE_AT_MOST, Giver, Medium


class HygieneSheet(models.Model):
    """衛生管理の記録 of a date on which food is made. A correction is a new version; the old one stays."""

    booking = models.ForeignKey(Booking, models.CASCADE, related_name="hygiene_sheets")
    version = models.PositiveSmallIntegerField("版")
    manager = models.CharField("衛生責任者", max_length=80, blank=True)
    fridge = models.DecimalField("冷蔵庫（℃）", max_digits=4, decimal_places=1, null=True, blank=True)
    freezer = models.DecimalField("冷凍庫（℃）", max_digits=4, decimal_places=1, null=True, blank=True)
    core = models.DecimalField("中心の温度（℃）", max_digits=4, decimal_places=1, null=True, blank=True)
    core_seconds = models.PositiveSmallIntegerField("その温度でいた時間（秒）", null=True, blank=True)
    hands_washed = models.BooleanField("手洗いをした", default=False)
    cooks_healthy = models.BooleanField("作る人の体調を確かめた", default=False)
    menu = models.TextField("献立", max_length=1000, blank=True)
    suppliers = models.TextField("材料と、買ったところ", max_length=1000, blank=True)
    note = models.TextField("気づいたこと", max_length=1000, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-version"]
        constraints = [
            models.UniqueConstraint(fields=["booking", "version"], name="living_room_hygiene_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.booking_id} 第{self.version}版"

    @property
    def warnings(self) -> list[str]:
        """What lies outside the limits, or was not noted. The software only says so."""
        told = [
            (self.fridge is not None and self.fridge > FRIDGE_AT_MOST, "冷蔵庫が10℃をこえています"),
            (self.freezer is not None and self.freezer > FREEZER_AT_MOST, "冷凍庫が−15℃より高くなっています"),
            (self.core is not None and self.core < CORE_AT_LEAST, "中心の温度が75℃に届いていません"),
            (
                self.core_seconds is not None and self.core_seconds < CORE_SECONDS,
                "中心の温度が1分続いていません",
            ),
            (not self.hands_washed, "手洗いのしるしがありません"),
            (not self.cooks_healthy, "体調のしるしがありません"),
        ]
        return [sentence for is_so, sentence in told if is_so]


class HelperQuerySet(models.QuerySet["Helper"]):
    def on(self, booking: Booking) -> "HelperQuerySet":
        return self.filter(booking=booking)


class Helper(models.Model):
    """Somebody who helps on a date: when they come, for what, and when they came."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    booking = models.ForeignKey(Booking, models.CASCADE, related_name="helpers")
    name = models.CharField("名前・呼び名", max_length=80)
    task = models.CharField("すること", max_length=80, blank=True)
    phone = models.CharField("電話", max_length=40, blank=True)
    comes_at = models.TimeField("何時に来るか", null=True, blank=True)
    arrived_at = models.DateTimeField("来た時刻", null=True, blank=True)

    objects: ClassVar[HelperQuerySet] = HelperQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["comes_at", "pk"]

    def __str__(self) -> str:
        return self.name


class PhotoConsent(models.Model):
    """Whose picture of that date may be shown where. Without a row: nowhere. Withdrawing is never refused."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    booking = models.ForeignKey(Booking, models.CASCADE, related_name="photo_consents")
    name = models.CharField("だれの写真", max_length=80)
    media = models.JSONField("出してよいところ", default=list)
    given_by = models.CharField("答えた人", max_length=8, choices=Giver.choices, default=Giver.SELF)
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    noted_at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField("取りやめたとき", null=True, blank=True)

    class Meta:
        ordering = ["withdrawn_at", "name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(given_by__in=Giver.values), name="living_room_photo_giver_known"
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def media_in_words(self) -> str:
        return "、".join(str(Medium(medium).label) for medium in self.media) or "どこにも出さない"
