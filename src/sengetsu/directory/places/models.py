"""Where something is offered. A confidential place (a shelter) has no address in the database at all."""

import uuid

from django.db import models
from django.db.models import Q

ADDRESS_FIELDS = ("postal_code", "prefecture", "city", "street", "building", "district")
OUTERMOST_LATITUDE, OUTERMOST_LONGITUDE = 90, 180


class Place(models.Model):
    """A place that an organization keeps; services of other organizations may be held there too."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organization = models.ForeignKey(
        "directory.Organization", models.PROTECT, related_name="places", verbose_name="管理するところ"
    )
    name = models.CharField("場所の名前", max_length=120)
    name_kana = models.CharField("ふりがな", max_length=200, blank=True)
    postal_code = models.CharField("郵便番号", max_length=8, blank=True)
    prefecture = models.CharField("都道府県", max_length=20, blank=True)
    city = models.CharField("市区町村", max_length=60, blank=True)
    street = models.CharField("町名・番地", max_length=160, blank=True)
    building = models.CharField("建物・階", max_length=120, blank=True)
    district = models.CharField("地区", max_length=60, blank=True)
    latitude = models.DecimalField("緯度", max_digits=9, decimal_places=6, null=True, blank=True)
    longitude = models.DecimalField("経度", max_digits=9, decimal_places=6, null=True, blank=True)
    external_id = models.CharField("もとの番号", max_length=200, blank=True, editable=False)
    confidential = models.BooleanField("所在地を公開しない", default=False)
    accessibility = models.TextField("段差・トイレ・駐車場など", blank=True, max_length=600)
    search_text = models.TextField(editable=False, blank=True, default="")
    changed_at = models.DateTimeField("変わったとき", auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["external_id"], condition=~Q(external_id=""), name="directory_place_imported_once"
            ),
            models.CheckConstraint(
                condition=Q(latitude=None, longitude=None)
                | (
                    Q(latitude__range=(-OUTERMOST_LATITUDE, OUTERMOST_LATITUDE))
                    & Q(longitude__range=(-OUTERMOST_LONGITUDE, OUTERMOST_LONGITUDE))
                ),
                name="directory_place_is_on_earth",
                violation_error_message="緯度と経度は、両方とも書くか、両方とも空けておいてください。",
            ),
            models.CheckConstraint(condition=~Q(name=""), name="directory_place_named"),
            # What is not stored can be shown by no page, no export and no later mistake.
            models.CheckConstraint(
                condition=Q(confidential=False)
                | Q(**dict.fromkeys(ADDRESS_FIELDS, ""), latitude=None, longitude=None),
                name="directory_confidential_place_has_no_address",
                violation_error_message="所在地を公開しない場所に、住所は書けません。住所を消してください。",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def address(self) -> str:
        """One line for a page or a label; empty for a confidential place."""
        if self.confidential:
            return ""
        line = f"{self.prefecture}{self.city}{self.street} {self.building}".strip()
        return f"〒{self.postal_code} {line}" if self.postal_code and line else line
