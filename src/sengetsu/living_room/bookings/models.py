"""利用申請 and its dates. The unique key of `Slot` is what refuses a double booking, on every database."""

import uuid
from datetime import datetime, time
from typing import ClassVar

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from sengetsu.accounts.choices import Role
from sengetsu.accounts.models import User
from sengetsu.living_room.groups.models import Group
from sengetsu.living_room.spaces.models import Space, Venue

from .choices import HOLDING, STANDING, Door, Phase, Purpose, State, Step, Verdict

QUARTERS_OF_A_DAY = 96  # slots of 15 minutes


class ApplicationQuerySet(models.QuerySet["Application"]):
    def visible_to(self, user: User | AnonymousUser) -> "ApplicationQuerySet":
        """Those of one's own groups, and those that one made; all for those who run the place."""
        if not isinstance(user, User):
            return self.none()
        if user.has_role(Role.LINK_WORKER, Role.MANAGER):
            return self
        own = Q(group__in=Group.objects.of(user)) | Q(group=None, entered_by=user)
        return self.filter(own)


class Application(models.Model):
    """利用申請: who wants to use which spaces for what; on one date or by rules on many."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    venue = models.ForeignKey(Venue, models.PROTECT, related_name="applications")
    group = models.ForeignKey(Group, models.PROTECT, null=True, blank=True, related_name="applications")
    title = models.CharField("何をするか", max_length=80)
    purpose = models.CharField("目的", max_length=20, choices=Purpose.choices)
    # May strangers read the title in the calendar? Else they read 「使用中」.
    is_public = models.BooleanField("カレンダーに名前を出す", default=False)
    contact_name = models.CharField("連絡する人", max_length=80, blank=True)
    contact_phone = models.CharField("電話", max_length=40, blank=True)
    contact_email = models.EmailField("メール", blank=True)
    people = models.PositiveSmallIntegerField("人数", null=True, blank=True)
    note = models.TextField("伝えたいこと", max_length=1000, blank=True)
    door = models.CharField("受け付けたところ", max_length=8, choices=Door.choices)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField("申請した日", auto_now_add=True)
    # Who has no account reads and withdraws by a link; only its hash is kept.
    token_hash = models.CharField(max_length=64, blank=True, db_index=True)
    # Dates of an application without an account are held until then.
    hold_until = models.DateTimeField("仮押さえの期限", null=True, blank=True)
    # The rules of a series as `series.Rule`s in JSON; empty for single dates.
    rules = models.JSONField("くりかえし", default=list, blank=True)
    until = models.DateField("いつまで", null=True, blank=True)

    objects: ClassVar[ApplicationQuerySet] = ApplicationQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="living_room_application_titled"),
            models.CheckConstraint(
                condition=Q(purpose__in=Purpose.values), name="living_room_application_purpose_known"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_series(self) -> bool:
        return bool(self.rules)

    @property
    def applicant(self) -> str:
        """Whom to name on a page of the house."""
        return self.group.name if self.group else self.contact_name


class BookingQuerySet(models.QuerySet["Booking"]):
    def visible_to(self, user: User | AnonymousUser) -> "BookingQuerySet":
        return self.filter(application__in=Application.objects.visible_to(user))

    def holding(self) -> "BookingQuerySet":
        """Dates that hold their slots."""
        return self.filter(state__in=HOLDING)

    def standing(self) -> "BookingQuerySet":
        """Approved dates, past ones too."""
        return self.filter(state__in=STANDING)

    def on_page(self) -> "BookingQuerySet":
        """With all that a row shows; two queries."""
        return self.select_related("application__group", "application__venue").prefetch_related("uses__space")


class Booking(models.Model):
    """One date of an application: from its first part to its last, set-up and clean-up inside."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    application = models.ForeignKey(Application, models.CASCADE, related_name="bookings")
    day = models.DateField("日")
    starts = models.TimeField("はじまり")
    ends = models.TimeField("おわり")
    # The date and rule by which the series names it, also after it was moved (RECURRENCE-ID).
    rule_day = models.DateField("きまりの日", null=True, blank=True)
    rule_number = models.PositiveSmallIntegerField("きまりの番号", default=0)
    state = models.CharField("状態", max_length=10, choices=State.choices, default=State.WAITING)
    verdict = models.CharField("判定", max_length=12, choices=Verdict.choices, default=Verdict.OK)
    reason = models.CharField("わけ", max_length=200, blank=True)
    decided_at = models.DateTimeField("決めた日", null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    # Counts up with every change that a calendar must take over (SEQUENCE of iCalendar).
    sequence = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField(auto_now=True)

    objects: ClassVar[BookingQuerySet] = BookingQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["day", "starts", "pk"]
        indexes = [models.Index(fields=["day", "state"], name="living_room_booking_day")]
        constraints = [
            models.CheckConstraint(condition=Q(starts__lt=F("ends")), name="living_room_booking_in_order"),
            models.CheckConstraint(
                condition=Q(state__in=State.values), name="living_room_booking_state_known"
            ),
            models.UniqueConstraint(
                fields=["application", "rule_number", "rule_day"],
                name="living_room_booking_once_per_rule_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application} {self.day} {self.starts:%H:%M}–{self.ends:%H:%M}"

    @property
    def starts_at(self) -> datetime:
        """Aware, in the town's clock."""
        return timezone.make_aware(datetime.combine(self.day, self.starts))

    @property
    def ends_at(self) -> datetime:
        return timezone.make_aware(datetime.combine(self.day, self.ends))

    @property
    def is_over(self) -> bool:
        return self.ends_at <= timezone.now()

    @property
    def slots_held(self) -> bool:
        return self.state in HOLDING

    @property
    def has_begun(self) -> bool:
        return self.starts_at <= timezone.now()

    @property
    def is_standing(self) -> bool:
        """It takes place or took place."""
        return self.state in STANDING

    @property
    def needs_key(self) -> bool:
        """Nobody of the house is there: a key holder is named and the closing list is ticked."""
        return self.verdict != Verdict.OK


class Use(models.Model):
    """One space for one span of a date, such as the kitchen 10:00–12:00 to cook."""

    booking = models.ForeignKey(Booking, models.CASCADE, related_name="uses")
    space = models.ForeignKey(Space, models.PROTECT, related_name="uses")
    phase = models.CharField("何をするとき", max_length=8, choices=Phase.choices, default=Phase.MAIN)
    starts = models.TimeField("はじまり")
    ends = models.TimeField("おわり")

    class Meta:
        ordering = ["starts", "space_id"]
        constraints = [
            models.CheckConstraint(condition=Q(starts__lt=F("ends")), name="living_room_use_in_order")
        ]

    def __str__(self) -> str:
        return f"{self.space} {self.starts:%H:%M}–{self.ends:%H:%M}"


class Closure(models.Model):
    """使えない期間: the house takes a space out of use (repair, cleaning, an own event).

    It takes the free slots; the bookings that it meets stay, are listed and told. When one of them gives its
    slots back, the closure takes them.
    """

    venue = models.ForeignKey(Venue, models.CASCADE, related_name="closures")
    space = models.ForeignKey(
        Space, models.CASCADE, null=True, blank=True, related_name="closures", verbose_name="場所"
    )
    first_day = models.DateField("はじめの日")
    last_day = models.DateField("おわりの日")
    starts = models.TimeField("何時から", null=True, blank=True)
    ends = models.TimeField("何時まで", null=True, blank=True)
    reason = models.CharField("わけ", max_length=80)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    entered_at = models.DateTimeField(auto_now_add=True)
    lifted_at = models.DateTimeField("取りやめたとき", null=True, blank=True)

    class Meta:
        ordering = ["first_day", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(first_day__lte=F("last_day")), name="living_room_closure_days_in_order"
            ),
            models.CheckConstraint(
                condition=Q(starts=None, ends=None) | Q(starts__lt=F("ends")),
                name="living_room_closure_times_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first_day}–{self.last_day} {self.reason}"


class Slot(models.Model):
    """A quarter of an hour of a space that is taken. The unique key is the guard of promise 3."""

    space = models.ForeignKey(Space, models.PROTECT, related_name="slots")
    day = models.DateField()
    quarter = models.PositiveSmallIntegerField()  # 0 is 0:00–0:15
    booking = models.ForeignKey(Booking, models.CASCADE, null=True, related_name="slots")
    closure = models.ForeignKey(Closure, models.CASCADE, null=True, related_name="slots")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["space", "day", "quarter"], name="living_room_slot_taken_once"),
            models.CheckConstraint(
                condition=Q(quarter__lt=QUARTERS_OF_A_DAY), name="living_room_slot_within_the_day"
            ),
            models.CheckConstraint(
                condition=Q(booking__isnull=False, closure=None) | Q(booking=None, closure__isnull=False),
                name="living_room_slot_for_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.space_id} {self.day} {self.quarter}"

    @property
    def begins(self) -> time:
        return time(self.quarter // 4, self.quarter % 4 * 15)


class UndoStep(models.Model):
    """A date as it was before the last act on it, for 15 minutes."""

    booking = models.ForeignKey(Booking, models.CASCADE, related_name="undo_steps")
    step = models.CharField(max_length=8, choices=Step.choices)
    before = models.JSONField()  # see `actions._snapshot`
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.booking_id} {self.step}"
