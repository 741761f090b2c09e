"""What goes on at the place: the page of each activity, and the applications whose dates are its dates."""

import uuid
from typing import ClassVar

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.urls import reverse

from sengetsu.accounts.choices import Role
from sengetsu.accounts.models import User
from sengetsu.base.language_fields import Words, WordsField
from sengetsu.living_room.bookings.models import Application
from sengetsu.living_room.groups.models import Group
from sengetsu.living_room.spaces.models import Venue

from .choices import ActivityState, Kind

# What the page of an activity says in three languages, and what its form asks for.
ACTIVITY_WORDS = ("name", "description", "for_whom", "cost", "how_to_come", "helpers")
ACTIVITY_EDITS = (
    *ACTIVITY_WORDS,
    "kind",
    "has_food",
    "has_learning",
    "for_children",
    "is_free",
    "wants_helpers",
    "since",
)


class ActivityQuerySet(models.QuerySet["Activity"]):
    def published(self) -> "ActivityQuerySet":
        """What has a page that anybody may read; also one that rests or has ended."""
        return self.exclude(state=ActivityState.DRAFT)

    def going_on(self) -> "ActivityQuerySet":
        """What is announced with its dates."""
        return self.filter(state=ActivityState.RUNNING)

    def visible_to(self, user: User | AnonymousUser) -> "ActivityQuerySet":
        """Those of one's own groups, also as drafts; all of them for those who run the place."""
        if isinstance(user, User) and user.has_role(Role.LINK_WORKER, Role.MANAGER):
            return self
        return self.filter(group__in=Group.objects.of(user))


class Activity(models.Model):
    """A cafeteria, a study room, a salon, a trial shop. Its dates are the bookings of its applications."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    venue = models.ForeignKey(Venue, models.CASCADE, related_name="activities")
    # None: the place itself, or somebody without a registered group.
    group = models.ForeignKey(Group, models.PROTECT, null=True, blank=True, related_name="activities")
    state = models.CharField("状態", max_length=8, choices=ActivityState.choices, default=ActivityState.DRAFT)
    kind = models.CharField("どんな活動か", max_length=8, choices=Kind.choices, default=Kind.OTHER)
    name = WordsField("名前")
    description = WordsField("説明")
    for_whom = WordsField("だれのために")
    cost = WordsField("費用")
    how_to_come = WordsField("来かた")
    helpers = WordsField("手伝ってほしいこと")
    has_food = models.BooleanField("食べるものがある", default=False)
    has_learning = models.BooleanField("学ぶことがある", default=False)
    for_children = models.BooleanField("子どもが来られる", default=False)
    is_free = models.BooleanField("無料", default=False)
    wants_helpers = models.BooleanField("手伝う人をさがしている", default=False)
    # The edition of `allergens.toml` that was answered, and code → `Contains`.
    allergen_edition = models.CharField("アレルゲンの版", max_length=20, blank=True)
    allergens = models.JSONField("アレルゲン", default=dict, blank=True)
    since = models.DateField("はじめた日", null=True, blank=True)
    applications = models.ManyToManyField(
        Application, through="ActivityApplication", related_name="activities", blank=True
    )
    changed_at = models.DateTimeField("変わったとき", auto_now=True)

    objects: ClassVar[ActivityQuerySet] = ActivityQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["pk"]
        verbose_name = "活動"
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=ActivityState.values), name="living_room_activity_state_known"
            ),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="living_room_activity_kind_known"),
        ]

    def __str__(self) -> str:
        return str(Words(self.name))

    def get_absolute_url(self) -> str:
        return reverse("activity_show", args=[self.public_id])

    @property
    def is_published(self) -> bool:
        return self.state != ActivityState.DRAFT


class ActivityApplication(models.Model):
    """An application serves one activity: the unique key says so."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="links")
    application = models.OneToOneField(Application, models.CASCADE, related_name="activity_link")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.activity}: {self.application_id}"
