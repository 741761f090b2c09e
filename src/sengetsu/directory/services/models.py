"""What is offered: the thing a referral points to."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone, translation

from .choices import Accepting, Category

OLDEST_AGE = 130
FRESH_FOR_DAYS = 365


class ServiceQuerySet(models.QuerySet["Service"]):
    def with_provider(self) -> "ServiceQuerySet":
        """Organization and place in the same query: a row of a list needs no query of its own."""
        return self.select_related("organization", "place")

    def open_to_new(self) -> "ServiceQuerySet":
        """All that may be asked; a full one has a waiting list, a closed one is history."""
        return self.exclude(accepting=Accepting.CLOSED)


class Service(models.Model):
    """An entry that anybody may read, with the facts one asks for before going there."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organization = models.ForeignKey(
        "directory.Organization", models.PROTECT, related_name="services", verbose_name="おこなうところ"
    )
    place = models.ForeignKey(
        "directory.Place",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="services",
        verbose_name="場所",
    )
    name = models.CharField("名前", max_length=120)
    name_kana = models.CharField("ふりがな", max_length=200, blank=True)
    alternate_names = models.CharField(
        "ほかの呼び名", max_length=300, blank=True, help_text="読点（、）で区切ります。"
    )
    description = models.TextField("どんなことをしてくれるか", blank=True, max_length=2000)
    category = models.CharField("分野", max_length=20, choices=Category.choices)
    # What a keeper says it is, by the codes of the taxonomy; empty: the words of the entry say it.
    kinds = models.JSONField("種類", default=list, blank=True)
    own_category = models.CharField("もとの分野", max_length=120, blank=True, editable=False)
    target = models.CharField("だれのためか", max_length=300, blank=True)
    minimum_age = models.PositiveSmallIntegerField("何歳から", null=True, blank=True)
    maximum_age = models.PositiveSmallIntegerField("何歳まで", null=True, blank=True)
    districts = models.CharField(
        "使える地区", max_length=300, blank=True, help_text="読点（、）で区切ります。空ければ全域です。"
    )
    household = models.CharField("世帯の条件", max_length=200, blank=True)
    condition = models.CharField("そのほかの条件", max_length=300, blank=True)
    capacity = models.CharField("定員・空き", max_length=120, blank=True)
    is_free = models.BooleanField("無料", default=False)
    cost = models.CharField("費用", max_length=300, blank=True)
    how_to_apply = models.TextField("申し込み方", blank=True, max_length=1000)
    times = models.CharField("曜日と時間", max_length=300, blank=True)
    languages = models.CharField("通じる言葉", max_length=200, blank=True, default="日本語")
    contact = models.CharField("問い合わせ先", max_length=300, blank=True)
    phone = models.CharField("電話", max_length=40, blank=True)
    reachable_without_phone = models.BooleanField(
        "電話をかけなくても始められる", default=False, help_text="来所・メール・手紙などで申し込めるとき。"
    )
    email = models.EmailField("メール", blank=True)
    website = models.URLField("ウェブサイト", blank=True)
    easy_text = models.TextField("やさしい日本語の説明", blank=True, max_length=1000)
    english_text = models.TextField("英語の説明", blank=True, max_length=1000)
    accepting = models.CharField("受付", max_length=8, choices=Accepting.choices, default=Accepting.ACTIVE)
    assured_on = models.DateField("内容を確かめた日", null=True, blank=True)
    assured_by = models.CharField("確かめた人・ところ", max_length=120, blank=True, editable=False)
    # Where it came from: "" by hand, "import", or "living_room" for what the living room mirrors here.
    source = models.CharField("出どころ", max_length=20, blank=True, editable=False)
    external_id = models.CharField("もとの番号", max_length=200, blank=True, editable=False)
    # What the words of the entry say that it is: code of a kind -> 0..1. Written by the actions.
    inferred = models.JSONField(default=dict, blank=True, editable=False)
    # What a search reads: the names, and all the words above, folded. Written by the actions.
    search_names = models.TextField(editable=False, blank=True, default="")
    search_text = models.TextField(editable=False, blank=True, default="")
    changed_at = models.DateTimeField("変わったとき", auto_now=True)

    objects: ClassVar[ServiceQuerySet] = ServiceQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        indexes = [models.Index(fields=["category", "name_kana"], name="directory_service_category")]
        constraints = [
            models.UniqueConstraint(
                fields=["external_id"], condition=~Q(external_id=""), name="directory_service_imported_once"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="directory_service_named"),
            models.CheckConstraint(
                condition=Q(category__in=Category.values), name="directory_service_category_known"
            ),
            models.CheckConstraint(
                condition=Q(accepting__in=Accepting.values), name="directory_service_accepting_known"
            ),
            models.CheckConstraint(
                condition=(Q(minimum_age=None) | Q(minimum_age__lte=OLDEST_AGE))
                & (Q(maximum_age=None) | Q(maximum_age__lte=OLDEST_AGE)),
                name="directory_service_ages_are_human",
                violation_error_message="年齢は0歳から130歳までで書いてください。",
            ),
            models.CheckConstraint(
                condition=Q(minimum_age=None) | Q(maximum_age=None) | Q(maximum_age__gte=F("minimum_age")),
                name="directory_service_ages_in_order",
                violation_error_message="「何歳まで」が「何歳から」より小さくなっています。",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def phone_to_call(self) -> str:
        return self.phone or self.organization.phone

    def category_in_japanese(self) -> str:
        """The category in Japanese, the language of the entries, whoever is asking."""
        with translation.override("ja"):
            return str(Category(self.category).label)

    @property
    def public_id(self) -> str:
        """What it is called outside: the id of the file it came from, exactly as given, or our own."""
        return self.external_id or str(self.pk)

    @property
    def is_stale(self) -> bool:
        """Nobody has assured for a year that this is still so."""
        day = self.assured_on
        return day is None or (timezone.localdate() - day).days > FRESH_FOR_DAYS

    @property
    def address(self) -> str:
        """Where to go; empty when there is no place, or a confidential one."""
        return self.place.address if self.place else ""
