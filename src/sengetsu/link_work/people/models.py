"""People and households. Nothing but some word for a person is required: an unnamed person is valid."""

import uuid
from collections.abc import Collection
from datetime import date
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone

from sengetsu.base.births import age_on, parse_birth
from sengetsu.base.sealed import SealedTextField

from . import veil
from .choices import BondKind, BondState, Relationship, Sex


class Household(models.Model):
    """People who share a life (世帯); an 8050 household is two clients and one picture."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    label = SealedTextField("世帯の呼び名", blank=True)
    address = SealedTextField("住所", blank=True)
    note = SealedTextField("世帯のメモ", blank=True)

    def __str__(self) -> str:
        return str(self.label)


class Person(models.Model):
    """Somebody known to the link workers, by name or only by description."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    family_name = SealedTextField("氏", blank=True)
    given_name = SealedTextField("名", blank=True)
    family_kana = SealedTextField("氏のふりがな", blank=True)
    given_kana = SealedTextField("名のふりがな", blank=True)
    other_names = SealedTextField("ほかの名前（旧氏・通称など）", blank=True)
    description = SealedTextField("名前のかわりの言い方", blank=True)
    sex = models.CharField("性別", max_length=10, choices=Sex.choices, default=Sex.UNKNOWN)
    birth = SealedTextField("生年月日（「50歳くらい」でもよい）", blank=True)
    # "about 50" means another year of birth each year: the day it was said is part of it.
    birth_said_on = models.DateField(default=timezone.localdate)
    died_on = models.DateField("亡くなった日", null=True, blank=True)
    phone = SealedTextField("電話", blank=True)
    email = SealedTextField("メール", blank=True)
    address = SealedTextField("住所", blank=True)
    address_protected = models.BooleanField("支援措置（住所を知らせない）", default=False)
    note = SealedTextField("メモ", blank=True)
    # An own visibility in the household: see `veil`.
    only_own_cases = models.BooleanField("この人を支えるケースの中だけで見せる", default=False)
    # Another record turned out to be the same person; this one is only kept so that it can be undone.
    merged_into = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="+")

    # What nobody learns of a veiled person. That somebody died, and that an address must not be told
    # (支援措置), protects those who care for the rest of the household.
    VEILS = (
        "family_name", "given_name", "family_kana", "given_kana", "other_names", "birth", "phone", "email",
        "address", "note",
    )  # fmt: skip
    is_veiled = False

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Raise `ValidationError` for a veiled person: what one does not see, one does not overwrite."""
        if self.is_veiled or self.pk in veil.withheld_now():  # read again, it may be veiled only since
            raise ValidationError(veil.REFUSED)
        super().save(*args, **kwargs)

    @classmethod
    def from_db(
        cls, db: str | None, field_names: Collection[str], values: Collection[Any], **how: Any
    ) -> Self:
        person = super().from_db(db, field_names, values, **how)
        if person.__dict__.get("only_own_cases", True) and person.pk in veil.withheld_now():
            person.is_veiled = True
            person.__dict__.update(dict.fromkeys(cls.VEILS, ""), description=veil.VEILED, sex=Sex.UNKNOWN)
        return person

    @property
    def called(self) -> str:
        """The person in a sentence."""
        return self.name if self.is_veiled else f"{self.name}さん"

    @property
    def name(self) -> str:
        """The name, else the description: never empty (see the form)."""
        return " ".join(part for part in (self.family_name, self.given_name) if part) or self.description

    @property
    def kana(self) -> str:
        return " ".join(part for part in (self.family_kana, self.given_kana) if part)

    def age_on(self, day: date) -> int | None:
        """Age in full years on `day`, or what "about 50" has become by then; None when nothing is known."""
        if not self.birth:
            return None
        birth = parse_birth(self.birth, today=self.birth_said_on)
        last = min(day, self.died_on or day)
        if birth.day:
            return age_on(birth.day, last)
        return last.year - birth.year if birth.year else None

    @property
    def age(self) -> int | None:
        return self.age_on(timezone.localdate())


class HouseholdMember(models.Model):
    household = models.ForeignKey(Household, models.CASCADE, related_name="members")
    person = models.ForeignKey(Person, models.PROTECT, related_name="households")
    relationship = models.CharField(
        "続柄", max_length=20, choices=Relationship.choices, default=Relationship.UNKNOWN
    )
    lives_here = models.BooleanField("いっしょに住んでいる", default=True)
    key_person = models.BooleanField("キーパーソン", default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["household", "person"], name="link_work_member_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person} ({self.get_relationship_display()})"


class Bond(models.Model):
    """Parent and child, or a couple: a line of the genogram. It is between people, not cases."""

    first = models.ForeignKey(Person, models.CASCADE, related_name="bonds_from")
    second = models.ForeignKey(Person, models.CASCADE, related_name="bonds_to")
    kind = models.CharField("間がら", max_length=8, choices=BondKind.choices)
    state = models.CharField("いま", max_length=10, choices=BondState.choices, default=BondState.TOGETHER)
    since = models.DateField("いつから", null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="link_work_bond_once"),
            models.CheckConstraint(
                condition=~models.Q(first=models.F("second")), name="link_work_bond_of_two"
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()
