"""The place, its rooms and its hours. All of it is a town's data (promise 10)."""

from django.db import models
from django.db.models import F, Q
from django.utils import translation

from sengetsu.base.language import EASY
from sengetsu.base.language_fields import Words, WordsField

from .choices import Answer, Company, SpaceKind, Topic, Weekday

# What its own page of the staff edits, beside its kind and its hours.
VENUE_COLUMNS = (
    "name",
    "reading",
    "latin_name",
    "other_spellings",
    "postal_code",
    "address",
    "phone",
    "email",
    "instagram",
    "closed_on_holidays",
    "is_listed",
)
# The rules of lending, on a page of their own, beside the usable hours.
LENDING_COLUMNS = ("books_ahead_months", "hold_days")


class Venue(models.Model):
    """The town's living room. One per installation; several may come."""

    name = models.CharField("名前", max_length=40)
    reading = models.CharField("よみ", max_length=60)
    latin_name = models.CharField("英字の名前", max_length=60, blank=True)
    other_spellings = models.CharField(
        "ほかの書きかた", max_length=120, blank=True, help_text="「、」で区切る。さがすときに使います。"
    )
    kind = WordsField("どんな場所か")
    long_kind = WordsField("くわしい種別")
    postal_code = models.CharField("郵便番号", max_length=8, blank=True)
    address = models.CharField("住所", max_length=120)
    phone = models.CharField("電話", max_length=20, blank=True)
    email = models.EmailField("メール", blank=True)
    instagram = models.CharField("Instagram", max_length=60, blank=True)
    closed_on_holidays = models.BooleanField("祝日は休み", default=True)
    # A second venue is entered in peace and shown when it is ready. The first one is always shown.
    is_listed = models.BooleanField("表のページに出す", default=True)
    # The default lets a series run to the end of the next 年度 from any day of this one's last month.
    books_ahead_months = models.PositiveSmallIntegerField("何か月先まで申し込めるか", default=13)
    hold_days = models.PositiveSmallIntegerField("アカウントのない申し込みを仮押さえする日数", default=7)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(books_ahead_months__range=(1, 36)), name="living_room_books_ahead_months"
            ),
            models.CheckConstraint(condition=Q(hold_days__range=(1, 60)), name="living_room_hold_days"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def called(self) -> str:
        """The name in the visitor's language, with its reading where that helps."""
        language = translation.get_language()
        if language == EASY:
            return f"{{{self.name}|{self.reading}}}"
        return (language == "en" and self.latin_name) or self.name

    @property
    def spellings(self) -> list[str]:
        """Every way to write the name: all of them find the same place."""
        others = [part.strip() for part in self.other_spellings.split("、")]
        return [text for text in (self.name, self.reading, self.latin_name, *others) if text]


class VenueText(models.Model):
    """What a place says about itself, by topic."""

    venue = models.ForeignKey(Venue, models.CASCADE, related_name="texts")
    topic = models.CharField("話題", max_length=20, choices=Topic.choices)
    text = WordsField("文")

    class Meta:
        constraints = [models.UniqueConstraint("venue", "topic", name="living_room_one_text_per_topic")]

    def __str__(self) -> str:
        return str(self.text)


class OpeningHours(models.Model):
    """From when to when the place is open on a weekday; a weekday may have several spans."""

    venue = models.ForeignKey(Venue, models.CASCADE, related_name="hours")
    weekday = models.PositiveSmallIntegerField("曜日", choices=Weekday.choices)
    opens = models.TimeField("開く")
    closes = models.TimeField("閉まる")

    class Meta:
        ordering = ["weekday", "opens"]
        constraints = [
            models.UniqueConstraint("venue", "weekday", "opens", name="living_room_hours_once"),
            models.CheckConstraint(condition=Q(opens__lt=F("closes")), name="living_room_hours_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.get_weekday_display()} {self.opens:%H:%M}–{self.closes:%H:%M}"


class YearlyClosure(models.Model):
    """Days on which the place rests every year, such as 12/29 – 1/3 (may cross the new year)."""

    venue = models.ForeignKey(Venue, models.CASCADE, related_name="yearly_closures")
    reason = WordsField("わけ")
    from_month = models.PositiveSmallIntegerField()
    from_day = models.PositiveSmallIntegerField()
    to_month = models.PositiveSmallIntegerField()
    to_day = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(from_month__range=(1, 12), to_month__range=(1, 12))
                & Q(from_day__range=(1, 31), to_day__range=(1, 31)),
                name="living_room_closure_is_a_date",
            )
        ]

    def __str__(self) -> str:
        return f"{self.from_month}/{self.from_day}–{self.to_month}/{self.to_day}"


class SpecialDay(models.Model):
    """One day that is not like its weekday: closed, or open at other hours. It wins over every rule."""

    venue = models.ForeignKey(Venue, models.CASCADE, related_name="special_days")
    day = models.DateField("日")
    opens = models.TimeField("開く", null=True, blank=True)
    closes = models.TimeField("閉まる", null=True, blank=True)
    # Open as on any such weekday, though a holiday or a yearly closure says otherwise.
    as_usual = models.BooleanField("いつもの時間で開ける", default=False)
    reason = models.CharField("わけ", max_length=80, blank=True)

    class Meta:
        ordering = ["day"]
        constraints = [
            models.UniqueConstraint("venue", "day", name="living_room_special_day_once"),
            models.CheckConstraint(
                condition=Q(opens=None, closes=None) | Q(opens__lt=F("closes")),
                name="living_room_special_day_in_order",
            ),
            models.CheckConstraint(
                condition=Q(as_usual=False) | Q(opens=None), name="living_room_special_day_one_or_other"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day}"


class Space(models.Model):
    """A room or kitchen that people may use."""

    venue = models.ForeignKey(Venue, models.CASCADE, related_name="spaces")
    kind = models.CharField("種類", max_length=10, choices=SpaceKind.choices)
    name = WordsField("名前")
    size = WordsField("広さ")
    description = WordsField("説明")
    capacity = models.PositiveSmallIntegerField("定員（人）", null=True, blank=True)
    company = models.CharField("貸しかた", max_length=10, choices=Company.choices, default=Company.EITHER)
    hints = WordsField("準備と片づけのこつ")
    is_bookable = models.BooleanField("申し込みを受ける", default=True)
    # Out of use for good: no page shows it, its past dates stay.
    retired_on = models.DateField("使わなくなった日", null=True, blank=True)
    position = models.PositiveSmallIntegerField("ならび", default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(company__in=Company.values), name="living_room_space_company_known"
            )
        ]

    def __str__(self) -> str:
        return str(Words(self.name))

    @property
    def is_lent(self) -> bool:
        """Whether anybody may ask for it."""
        return self.is_bookable and self.retired_on is None


class Equipment(models.Model):
    """What a group finds there: tables, a rice cooker, a projector. Of one space, or of the whole venue."""

    venue = models.ForeignKey(Venue, models.CASCADE, related_name="equipment")
    space = models.ForeignKey(
        Space, models.CASCADE, null=True, blank=True, related_name="equipment", verbose_name="どこの"
    )
    name = WordsField("名前")
    how_many = models.PositiveSmallIntegerField("いくつ", null=True, blank=True)
    note = WordsField("ひとこと")
    position = models.PositiveSmallIntegerField("ならび", default=0)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return str(Words(self.name))


class BarrierFreeFact(models.Model):
    """One thing that somebody has to know before coming: a step, a toilet, a place to change a nappy."""

    venue = models.ForeignKey(Venue, models.CASCADE, related_name="barrier_free")
    name = WordsField("こと")
    answer = models.CharField("どうか", max_length=8, choices=Answer.choices, default=Answer.YES)
    note = WordsField("ひとこと")
    position = models.PositiveSmallIntegerField("ならび", default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answer__in=Answer.values), name="living_room_barrier_free_answered"
            )
        ]

    def __str__(self) -> str:
        return str(Words(self.name))


class UsableHours(models.Model):
    """From when to when a group may use the place on a weekday, also where nobody of the house is there.

    Opening hours say when somebody is there; a group may use the place longer, with approval and a key.
    """

    venue = models.ForeignKey(Venue, models.CASCADE, related_name="usable_hours")
    weekday = models.PositiveSmallIntegerField("曜日", choices=Weekday.choices)
    opens = models.TimeField("使いはじめ")
    closes = models.TimeField("使いおわり")

    class Meta:
        ordering = ["weekday", "opens"]
        constraints = [
            models.UniqueConstraint("venue", "weekday", "opens", name="living_room_usable_once"),
            models.CheckConstraint(condition=Q(opens__lt=F("closes")), name="living_room_usable_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.get_weekday_display()} {self.opens:%H:%M}–{self.closes:%H:%M}"
