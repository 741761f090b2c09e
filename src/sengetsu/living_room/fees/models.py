"""料金: rules by version, waivers, and what was settled by them. All of it is a town's data (promise 10)."""

import uuid
from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from sengetsu.living_room.bookings.choices import Purpose
from sengetsu.living_room.bookings.models import Application, Booking
from sengetsu.living_room.groups.models import Group
from sengetsu.living_room.spaces.models import Venue

from .choices import Kind, Rounding, Unit
from .rules import WHOLE, Relief, Terms, in_words, percent


class FeeSettings(models.Model):
    """What every 納入通知 of a venue says. A venue without a row has the defaults."""

    venue = models.OneToOneField(Venue, models.CASCADE, related_name="fee_settings")
    issuer = models.CharField(
        "通知を出す人", max_length=80, blank=True, help_text="例：○○市長。空なら、この場所の名前になります。"
    )
    where_to_pay = models.TextField("納める場所と方法", max_length=600, blank=True)
    due_days = models.PositiveSmallIntegerField("納める期限（通知から何日）", default=30)
    report_days = models.PositiveSmallIntegerField("売上報告の期限（使った日から何日）", default=3)

    def __str__(self) -> str:
        return str(self.venue_id)


class FeeRule(models.Model):
    """What one purpose costs from a day on. Never edited once it is in force: a new version follows it."""

    venue = models.ForeignKey(Venue, models.CASCADE, related_name="fee_rules")
    purpose = models.CharField("目的", max_length=20, choices=Purpose.choices)
    version = models.PositiveSmallIntegerField("版")
    valid_from = models.DateField("いつから")
    kind = models.CharField("決めかた", max_length=10, choices=Kind.choices)
    amount = models.PositiveIntegerField("金額（円）", default=0)
    rate = models.PositiveSmallIntegerField("割合（0.01%単位）", default=0)
    floor = models.PositiveIntegerField("下限（円）", default=0)
    cap = models.PositiveIntegerField("上限（円）", null=True, blank=True)
    free_times = models.PositiveSmallIntegerField("はじめの何回が無料か", default=0)
    rounding = models.CharField("端数", max_length=8, choices=Rounding.choices, default=Rounding.DOWN)
    unit = models.PositiveSmallIntegerField("端数の単位", choices=Unit.choices, default=Unit.ONE)
    note = models.CharField("メモ（決めたわけ、文書番号など）", max_length=200, blank=True)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    entered_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["purpose", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["venue", "purpose", "version"], name="living_room_fee_version_once"
            ),
            models.UniqueConstraint(
                fields=["venue", "purpose", "valid_from"], name="living_room_fee_day_once"
            ),
            models.CheckConstraint(condition=Q(rate__lte=WHOLE), name="living_room_fee_rate_is_a_share"),
            models.CheckConstraint(
                condition=Q(cap=None) | Q(cap__gte=F("floor")), name="living_room_fee_floor_below_cap"
            ),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="living_room_fee_kind_known"),
            models.CheckConstraint(condition=Q(unit__in=Unit.values), name="living_room_fee_unit_known"),
        ]

    def __str__(self) -> str:
        return f"第{self.version}版：{self.in_words}"

    @property
    def terms(self) -> Terms:
        return Terms(
            kind=Kind(self.kind),
            amount=self.amount,
            rate=self.rate,
            floor=self.floor,
            cap=self.cap,
            free_times=self.free_times,
            rounding=Rounding(self.rounding),
            unit=self.unit,
        )

    @property
    def in_words(self) -> str:
        return in_words(self.terms)

    @property
    def is_to_come(self) -> bool:
        return self.valid_from > timezone.localdate()


class Waiver(models.Model):
    """減免の表: one row of it. Not edited once it was granted; it ends, and another row follows."""

    venue = models.ForeignKey(Venue, models.CASCADE, related_name="waivers")
    name = models.CharField("名前", max_length=60)
    who = models.CharField("だれに", max_length=200, blank=True)
    rate = models.PositiveSmallIntegerField("減らす割合（0.01%単位）", default=WHOLE)
    purposes = models.JSONField("どの目的に", default=list, blank=True)  # none named: all of them
    first_day = models.DateField("いつから")
    last_day = models.DateField("いつまで", null=True, blank=True)
    note = models.CharField("メモ", max_length=200, blank=True)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    entered_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(rate__gte=1, rate__lte=WHOLE), name="living_room_waiver_is_a_share"
            ),
            models.CheckConstraint(
                condition=Q(last_day=None) | Q(last_day__gte=F("first_day")),
                name="living_room_waiver_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}（{self.share}）"

    @property
    def share(self) -> str:
        return "全額" if self.rate == WHOLE else percent(self.rate)

    @property
    def relief(self) -> Relief:
        return Relief(self.name, self.rate)

    @property
    def purpose_words(self) -> str:
        return "、".join(str(Purpose(one).label) for one in self.purposes) or "すべての目的"

    def covers(self, purpose: str, day: date) -> bool:
        """Whether the row speaks of this purpose and day."""
        in_time = self.first_day <= day and (self.last_day is None or day <= self.last_day)
        return in_time and (not self.purposes or purpose in self.purposes)

    @property
    def has_ended(self) -> bool:
        return self.last_day is not None and self.last_day < timezone.localdate()


class WaiverGrant(models.Model):
    """Staff gave a group, or one application, a row of the table, and say why."""

    waiver = models.ForeignKey(Waiver, models.PROTECT, related_name="grants")
    group = models.ForeignKey(
        Group, models.PROTECT, null=True, blank=True, related_name="waiver_grants", verbose_name="団体"
    )
    application = models.ForeignKey(
        Application, models.CASCADE, null=True, blank=True, related_name="waiver_grants", verbose_name="申請"
    )
    reason = models.CharField("わけ", max_length=200)
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    granted_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField("やめたとき", null=True, blank=True)

    class Meta:
        ordering = ["-granted_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(group=None, application__isnull=False) | Q(application=None, group__isnull=False),
                name="living_room_waiver_for_one",
            ),
            models.UniqueConstraint(
                fields=["waiver", "group"],
                condition=Q(ended_at=None, group__isnull=False),
                name="living_room_waiver_of_group_once",
            ),
            models.UniqueConstraint(
                fields=["waiver", "application"],
                condition=Q(ended_at=None, application__isnull=False),
                name="living_room_waiver_of_application_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.waiver}: {self.group or self.application}"


class SalesReport(models.Model):
    """売上報告 of one date. A correction is a new version; the highest one counts, all are kept."""

    booking = models.ForeignKey(Booking, models.CASCADE, related_name="sales_reports")
    version = models.PositiveSmallIntegerField("版", default=1)
    sales = models.PositiveIntegerField("売上の合計（円）")
    customers = models.PositiveIntegerField("お客さんの数", null=True, blank=True)
    note = models.TextField("伝えたいこと", max_length=600, blank=True)
    correction_reason = models.CharField("訂正のわけ", max_length=200, blank=True)
    reported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    reported_at = models.DateTimeField("報告したとき", auto_now_add=True)

    class Meta:
        ordering = ["-version"]
        constraints = [
            models.UniqueConstraint(fields=["booking", "version"], name="living_room_sales_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.booking_id} v{self.version}: {self.sales}"


class Fee(models.Model):
    """What one date costs, as it was settled: by which rule, which waiver, in which steps.

    Settled again (a correction), the earlier row is superseded and kept. A later version of the rule never
    touches it.
    """

    booking = models.ForeignKey(Booking, models.PROTECT, related_name="fees")
    rule = models.ForeignKey(FeeRule, models.PROTECT, related_name="fees")
    report = models.ForeignKey(SalesReport, models.PROTECT, null=True, blank=True, related_name="fees")
    grant = models.ForeignKey(WaiverGrant, models.PROTECT, null=True, blank=True, related_name="fees")
    trial_number = models.PositiveIntegerField("何回目か", default=1)
    steps = models.JSONField("計算", default=list)  # [label, words] as they were shown
    full = models.PositiveIntegerField("減免の前（円）")
    amount = models.PositiveIntegerField("料金（円）")
    reason = models.CharField("計算しなおしたわけ", max_length=200, blank=True)
    settled_at = models.DateTimeField(auto_now_add=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    superseded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-settled_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["booking"], condition=Q(superseded_at=None), name="living_room_one_fee_counts"
            ),
            models.CheckConstraint(condition=Q(amount__lte=F("full")), name="living_room_fee_not_above_full"),
        ]

    def __str__(self) -> str:
        return f"{self.booking_id}: {self.amount}"

    @property
    def waived(self) -> int:
        return self.full - self.amount


class PaymentNotice(models.Model):
    """納入通知: numbered by venue and 年度 without a gap. What it says never changes once it is issued."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    fee = models.OneToOneField(Fee, models.PROTECT, related_name="notice")
    venue = models.ForeignKey(Venue, models.PROTECT, related_name="payment_notices")
    fiscal_year = models.PositiveSmallIntegerField("年度")
    number = models.PositiveIntegerField("番号")
    corrects = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="corrected_by", verbose_name="訂正前"
    )
    issued_on = models.DateField("通知した日")
    due_on = models.DateField("納める期限")
    already_paid = models.PositiveIntegerField("すでに納めた額（円）", default=0)
    to_pay = models.IntegerField("納める額（円）")  # negative: to be given back
    facts = models.JSONField("通知に書いたこと", default=dict)  # see `letters.facts_of`
    paid_on = models.DateField("納めた日", null=True, blank=True)
    paid_at = models.DateTimeField("納入の印をつけたとき", null=True, blank=True)
    paid_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["-fiscal_year", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["venue", "fiscal_year", "number"], name="living_room_payment_number_once"
            ),
            models.CheckConstraint(
                condition=Q(paid_at=None, paid_on=None) | Q(paid_at__isnull=False, paid_on__isnull=False),
                name="living_room_payment_has_its_day",
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """「2026年度 第3号」."""
        return f"{self.fiscal_year}年度 第{self.number}号"

    @property
    def received(self) -> int:
        """Yen that came in for this date so far, by this notice and those before it."""
        return self.already_paid + (self.to_pay if self.paid_at else 0)
