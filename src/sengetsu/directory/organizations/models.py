"""Who offers something in town: a desk of the city, a clinic, a kitchen run by neighbours."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from .choices import OrganizationKind


class OrganizationQuerySet(models.QuerySet["Organization"]):
    def open(self) -> "OrganizationQuerySet":
        return self.exclude(closed_on__lte=timezone.localdate())

    def in_order(self) -> "OrganizationQuerySet":
        return self.order_by("name_kana", "name", "pk")


class Organization(models.Model):
    """An entry that anybody may read. Nothing about a person who is helped stands here."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField("名前", max_length=120)
    name_kana = models.CharField("ふりがな", max_length=200, blank=True)
    kind = models.CharField(
        "種類", max_length=12, choices=OrganizationKind.choices, default=OrganizationKind.CIVIC
    )
    description = models.TextField("どんなところか", blank=True, max_length=2000)
    agency = models.ForeignKey(
        "accounts.Agency",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="アカウントをもつ支援機関",
    )
    website = models.URLField("ウェブサイト", blank=True)
    phone = models.CharField("電話", max_length=40, blank=True)
    email = models.EmailField("メール", blank=True)
    # A closed one stays for the history; nothing new is consented, asked or planned with it.
    closed_on = models.DateField("活動をやめた日", null=True, blank=True)
    assured_on = models.DateField("内容を確かめた日", null=True, blank=True)
    # The id of the file it came from, exactly as given there; a second import finds the entry by it.
    external_id = models.CharField("もとの番号", max_length=200, blank=True, editable=False)
    is_demo = models.BooleanField("デモの項目", default=False)
    # What a search reads: name, reading and description, folded. Written by the actions.
    search_text = models.TextField(editable=False, blank=True, default="")
    changed_at = models.DateTimeField("変わったとき", auto_now=True)

    objects: ClassVar[OrganizationQuerySet] = OrganizationQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["external_id"],
                condition=~Q(external_id=""),
                name="directory_organization_imported_once",
            ),
            models.CheckConstraint(condition=~Q(name=""), name="directory_organization_named"),
            models.CheckConstraint(
                condition=Q(kind__in=OrganizationKind.values), name="directory_organization_kind_known"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_closed(self) -> bool:
        return self.closed_on is not None and self.closed_on <= timezone.localdate()
