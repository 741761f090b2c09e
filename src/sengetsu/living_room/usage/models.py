"""使用: what belongs to a date that takes place: the key, the closing list, the report."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.utils import timezone

from sengetsu.living_room.bookings.models import Booking
from sengetsu.living_room.spaces.models import Venue

from .choices import AGES, COUNTS, UNDO_FOR


class KeyLoan(models.Model):
    """鍵の台帳: who holds the key for a date on which nobody of the house is there."""

    booking = models.OneToOneField(Booking, models.CASCADE, related_name="key_loan")
    holder_name = models.CharField("鍵を持つ人", max_length=80)
    holder_phone = models.CharField("電話", max_length=40, blank=True)
    key_label = models.CharField("鍵の番号", max_length=40, blank=True)
    handed_at = models.DateTimeField("わたしたとき", null=True, blank=True)
    handed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    returned_at = models.DateTimeField("かえったとき", null=True, blank=True)
    received_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    note = models.CharField("メモ", max_length=200, blank=True)

    def __str__(self) -> str:
        return f"{self.booking_id}: {self.holder_name}"

    @property
    def last_move_at(self) -> datetime | None:
        """When the key last changed hands."""
        return self.returned_at or self.handed_at

    @property
    def can_be_undone(self) -> bool:
        """A wrong tap can be taken back for 15 minutes."""
        return self.last_move_at is not None and timezone.now() - self.last_move_at <= UNDO_FOR


class ClosingItem(models.Model):
    """What is to be done before leaving this venue. Staff write the list."""

    venue = models.ForeignKey(Venue, models.CASCADE, related_name="closing_items")
    position = models.PositiveSmallIntegerField("ならび", default=0)
    text = models.CharField("すること", max_length=80)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.text


class Closing(models.Model):
    """The closing list of a date: what whoever left last has ticked. The items are the venue's data."""

    booking = models.OneToOneField(Booking, models.CASCADE, related_name="closing")
    ticked = models.JSONField("しるし", default=list)  # the items' words as they were then
    missing = models.JSONField("できなかったこと", default=list)
    note = models.CharField("メモ", max_length=400, blank=True)
    at = models.DateTimeField(auto_now=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    def __str__(self) -> str:
        return str(self.booking_id)


class Report(models.Model):
    """利用報告: people by age band (延べ of that date), first-timers, content, accidents."""

    booking = models.OneToOneField(Booking, models.CASCADE, related_name="report")
    preschool = models.PositiveSmallIntegerField("就学前", default=0)
    school = models.PositiveSmallIntegerField("小・中学生", default=0)
    youth = models.PositiveSmallIntegerField("高校生〜20代", default=0)
    adult = models.PositiveSmallIntegerField("30〜64歳", default=0)
    senior = models.PositiveSmallIntegerField("65歳以上", default=0)
    first_timers = models.PositiveSmallIntegerField("はじめての人", default=0)
    content = models.TextField("したこと", max_length=1000, blank=True)
    accidents = models.TextField("けが・事故・こわれたもの", max_length=1000, blank=True)
    sent_at = models.DateTimeField("報告したとき", null=True, blank=True)  # None: counted, not reported yet
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    def __str__(self) -> str:
        return str(self.booking_id)

    @property
    def people(self) -> int:
        return sum(getattr(self, age) for age in AGES)


class ReportCorrection(models.Model):
    """A report as it was before somebody corrected it: what was reported first can always be read."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="corrections")
    before = models.JSONField()  # the columns of `REPORTED`
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.report_id} {self.at}"

    @property
    def counts(self) -> list[tuple[str, str, int]]:
        """band, its label, how many there were."""
        fields = Report._meta
        return [(name, str(fields.get_field(name).verbose_name), self.before[name]) for name in COUNTS]  # type: ignore[union-attr]
