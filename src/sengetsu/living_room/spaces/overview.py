"""What staff have said about a place so far, one line for each page on which they say it."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone

from .kinds import KINDS
from .models import BarrierFreeFact, Equipment, Space, YearlyClosure
from .picture_models import Picture
from .queries import Place, hours_line

NOTHING = "まだありません"
AS_EVER = "決まりどおり"


@dataclass(frozen=True)
class Line:
    label: str
    address: str
    said: str


def overview(here: Place) -> list[Line]:
    """Seven queries, whatever there is."""
    venue = here.venue
    special = venue.special_days.filter(day__gte=timezone.localdate()).count()
    pictures = list(Picture.objects.filter(venue=venue).values_list("is_published", flat=True))
    usable = hours_line(venue.usable_hours.all()) or "開いている時間だけ"
    lending = f"{usable}。{venue.books_ahead_months}か月先まで"
    lines = [
        ("名前・住所・開いている時間", reverse("venue_edit"), here.hours_line),
        ("使える時間と申し込みのきまり", reverse("venue_lending"), lending),
        ("祝日と、臨時の休み・開く日", reverse("venue_days"), f"これから{special}日" if special else AS_EVER),
        *(
            (kind.title, reverse("row_list", args=[slug]), _said(kind.model, venue.pk))
            for slug, kind in KINDS.items()
        ),
        (
            "写真",
            reverse("picture_list"),
            f"{len(pictures)}枚（出しているのは{sum(pictures)}枚）" if pictures else "",
        ),
    ]
    return [Line(label, address + here.query, said or NOTHING) for label, address, said in lines]


def _said(model: type[object], venue_id: int) -> str:
    if model is Space:
        used = Space.objects.filter(venue_id=venue_id, retired_on=None)
        return "、".join(str(space) for space in used)
    if model is YearlyClosure:
        return "、".join(str(closure) for closure in YearlyClosure.objects.filter(venue_id=venue_id))
    if model is Equipment:
        return _counted(Equipment.objects.filter(venue_id=venue_id).count())
    return _counted(BarrierFreeFact.objects.filter(venue_id=venue_id).count())


def _counted(number: int) -> str:
    return f"{number}件" if number else ""
