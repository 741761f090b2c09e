"""立ち上げ支援: wishes, the start-ups that come of them, and the words about both.

Nothing here says who is a client of the link workers: a wish is what somebody wants to do at the place.
"""

import uuid
from typing import ClassVar

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q

from sengetsu.accounts.choices import Role
from sengetsu.accounts.models import User
from sengetsu.living_room.activities.models import Activity
from sengetsu.living_room.bookings.models import Application
from sengetsu.living_room.groups.models import Group
from sengetsu.living_room.spaces.models import Venue

from .choices import (
    OPEN_WISH,
    CheckState,
    StartState,
    StartStep,
    WishDoor,
    WishKind,
    WishState,
)
from .times import When


class WishQuerySet(models.QuerySet["Wish"]):
    def visible_to(self, user: User | AnonymousUser) -> "WishQuerySet":
        """All of them for those who run the place; for everybody else there is only the board."""
        if isinstance(user, User) and user.has_role(Role.LINK_WORKER, Role.MANAGER):
            return self
        return self.none()

    def published(self) -> "WishQuerySet":
        """What anybody may read on the board: the public wording only."""
        return self.exclude(published_at=None)


class Wish(models.Model):
    """「織月でもコラボしたい」: somebody wants something of the place, in their own words."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    venue = models.ForeignKey(Venue, models.PROTECT, related_name="wishes")
    name = models.CharField("名前", max_length=80, blank=True)
    group_name = models.CharField("団体の名前", max_length=80, blank=True)
    phone = models.CharField("電話", max_length=40, blank=True)
    email = models.EmailField("メール", blank=True)
    text = models.TextField("やってみたいこと", max_length=1000)
    kind = models.CharField("どんな願いか", max_length=12, choices=WishKind.choices, default=WishKind.OTHER)
    times = models.JSONField("都合のよい曜日と時間", default=list, blank=True)  # codes of `times.When`
    needs_kitchen = models.BooleanField("キッチンを使う", default=False)
    people = models.PositiveSmallIntegerField("人数", null=True, blank=True)
    door = models.CharField("受け取ったところ", max_length=8, choices=WishDoor.choices, default=WishDoor.WEB)
    # The published wish with whose wisher this one wants to do it together.
    together_with = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="joining", verbose_name="いっしょに"
    )
    # The board: the wisher's consent, the wording that staff gave it, and since when it is shown.
    may_publish = models.BooleanField("掲示板に出してよい", default=False)
    public_wording = models.CharField("掲示板の文", max_length=200, blank=True)
    published_at = models.DateTimeField("掲示した日時", null=True, blank=True)
    state = models.CharField("状態", max_length=10, choices=WishState.choices, default=WishState.NEW)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="担当"
    )
    # Until when somebody answers a new wish, or takes the next step with an answered one.
    next_on = models.DateField("次の日", null=True, blank=True)
    answered_at = models.DateTimeField("返事をした日時", null=True, blank=True)
    wrote_back_at = models.DateTimeField("返事が来た日時", null=True, blank=True)  # until somebody answers it
    token_hash = models.CharField(max_length=64, unique=True)  # of the wisher's link; the link is not kept
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField("受け取った日時", auto_now_add=True)

    objects: ClassVar[WishQuerySet] = WishQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["next_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="living_room_wish_in_words"),
            models.CheckConstraint(condition=Q(kind__in=WishKind.values), name="living_room_wish_kind_known"),
            models.CheckConstraint(
                condition=Q(state__in=WishState.values), name="living_room_wish_state_known"
            ),
            # No wish ends in silence: an open one has a day and, unless it is new, somebody who answered it.
            models.CheckConstraint(
                condition=~Q(state__in=sorted(OPEN_WISH)) | Q(next_on__isnull=False),
                name="living_room_open_wish_has_a_day",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[WishState.NEW, WishState.WITHDRAWN])
                | Q(person__isnull=False, answered_at__isnull=False),
                name="living_room_wish_is_answered_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(published_at=None)
                | (Q(may_publish=True, state__in=sorted(OPEN_WISH)) & ~Q(public_wording="")),
                name="living_room_wish_published_with_consent",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:40]

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_WISH

    @property
    def wisher(self) -> str:
        """Whom staff name on their pages."""
        return " ".join(part for part in (self.group_name, self.name) if part) or "名前なし"

    @property
    def whens(self) -> list[When]:
        return [when for code in self.times if (when := When.of(code))]


class WishWord(models.Model):
    """What the house answered and what the wisher wrote back, in order. The wisher reads all of it."""

    wish = models.ForeignKey(Wish, models.CASCADE, related_name="words")
    from_house = models.BooleanField(default=True)
    text = models.TextField("文", max_length=2000)
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["at", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="living_room_wish_word_said")]

    def __str__(self) -> str:
        return self.text[:40]


class StartupQuerySet(models.QuerySet["Startup"]):
    def visible_to(self, user: User | AnonymousUser) -> "StartupQuerySet":
        """Those of one's own groups (their path, not the notes); all for those who run the place."""
        if not isinstance(user, User):
            return self.none()
        if user.has_role(Role.LINK_WORKER, Role.MANAGER):
            return self
        return self.filter(group__in=Group.objects.of(user))


class Startup(models.Model):
    """Something that somebody begins, and a link worker who goes along (founding fact 10)."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    venue = models.ForeignKey(Venue, models.PROTECT, related_name="startups")
    wish = models.OneToOneField(
        Wish, models.PROTECT, null=True, blank=True, related_name="startup", verbose_name="もとの願い"
    )
    title = models.CharField("はじめること", max_length=80)
    idea = models.TextField("どんなことを、だれと", max_length=1000, blank=True)
    companions = models.CharField("いっしょに動く人", max_length=200, blank=True)
    step = models.CharField("段階", max_length=8, choices=StartStep.choices, default=StartStep.IDEA)
    state = models.CharField("状態", max_length=8, choices=StartState.choices, default=StartState.RUNNING)
    companion = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="伴走する人",
    )
    next_on = models.DateField("次の日", null=True, blank=True)
    next_step = models.CharField("次にすること", max_length=120, blank=True)
    group = models.ForeignKey(
        Group, models.SET_NULL, null=True, blank=True, related_name="startups", verbose_name="団体"
    )
    application = models.ForeignKey(
        Application, models.SET_NULL, null=True, blank=True, related_name="startups", verbose_name="利用申請"
    )
    activity = models.ForeignKey(
        Activity, models.SET_NULL, null=True, blank=True, related_name="startups", verbose_name="活動"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField("おわった日時", null=True, blank=True)

    objects: ClassVar[StartupQuerySet] = StartupQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["next_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="living_room_startup_titled"),
            models.CheckConstraint(
                condition=Q(step__in=StartStep.values), name="living_room_startup_step_known"
            ),
            models.CheckConstraint(
                condition=Q(state__in=StartState.values), name="living_room_startup_state_known"
            ),
            models.CheckConstraint(
                condition=~Q(state=StartState.RUNNING) | Q(companion__isnull=False, next_on__isnull=False),
                name="living_room_startup_is_accompanied",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_running(self) -> bool:
        return self.state == StartState.RUNNING


class StartupMove(models.Model):
    """A step that was reached, on which day and with which words. Going back is a move like any other."""

    startup = models.ForeignKey(Startup, models.CASCADE, related_name="moves")
    step = models.CharField("段階", max_length=8, choices=StartStep.choices)
    on = models.DateField("日")
    words = models.CharField("ひとこと", max_length=400, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(step__in=StartStep.values), name="living_room_move_step_known")
        ]

    def __str__(self) -> str:
        return f"{self.on} {self.get_step_display()}"


class StartupNote(models.Model):
    """A note of the staff. A correction is a new note; the old text stays readable."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    startup = models.ForeignKey(Startup, models.CASCADE, related_name="notes")
    on = models.DateField("日")
    text = models.TextField("メモ", max_length=2000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    corrects = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="corrected_by"
    )
    reason = models.CharField("直したわけ", max_length=200, blank=True)

    class Meta:
        ordering = ["-on", "-pk"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="living_room_startup_note_said")]

    def __str__(self) -> str:
        return self.text[:40]


class StartupHint(models.Model):
    """What a town reminds of before a trial (a food permit, an insurance). Data of the town, never a rule."""

    venue = models.ForeignKey(Venue, models.CASCADE, related_name="startup_hints")
    text = models.CharField("確かめること", max_length=120)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint("venue", "text", name="living_room_startup_hint_once")]

    def __str__(self) -> str:
        return self.text


class StartupCheck(models.Model):
    """What people found out about one hint for one start-up."""

    startup = models.ForeignKey(Startup, models.CASCADE, related_name="checks")
    text = models.CharField("確かめること", max_length=120)  # the words of the hint as they were then
    state = models.CharField("どうだったか", max_length=10, choices=CheckState.choices)
    note = models.CharField("メモ", max_length=200, blank=True)
    on = models.DateField("日")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint("startup", "text", name="living_room_startup_check_once")]

    def __str__(self) -> str:
        return f"{self.text}: {self.get_state_display()}"
