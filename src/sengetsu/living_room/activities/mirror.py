"""Activities in the town's directory: they stand there as long as they are published."""

from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation

from sengetsu.base.language import without_readings
from sengetsu.base.language_fields import Words
from sengetsu.directory.services.choices import Accepting, Category
from sengetsu.directory.services.mirrors import mirror_service, unmirror_service
from sengetsu.living_room.bookings.queries import rules_of

from .choices import ActivityState, Kind
from .models import Activity
from .rhythm import in_words

SHOWN = {ActivityState.RUNNING: Accepting.ACTIVE, ActivityState.PAUSED: Accepting.FULL}
CATEGORIES = {
    Kind.FOOD: Category.FOOD,
    Kind.LEARNING: Category.SCHOOL,
    Kind.SHOP: Category.VOLUNTEERING,
}


def _key(activity: Activity) -> str:
    return f"activity:{activity.public_id}"


def _said(words: Words, language: str = "ja") -> str:
    return without_readings(words.get(language, ""))


def mirror(activity: Activity) -> None:
    """Write or take away its entry, inside the transaction of the act that changed it."""
    state = ActivityState(activity.state)
    if state not in SHOWN or not _said(activity.name):
        unmirror_service(_key(activity))
        return
    venue = activity.venue
    place = {"name": venue.name, "street": venue.address, "postal_code": venue.postal_code}
    keeper = activity.group.name if activity.group else venue.name
    mirror_service(_key(activity), facts=_facts(activity, SHOWN[state]), keeper=keeper, place=place)


def _facts(activity: Activity, accepting: Accepting) -> dict[str, Any]:
    with translation.override("ja"):
        rules = [rule for one in activity.applications.filter(is_public=True) for rule in rules_of(one)]
        times = without_readings(in_words(rules)) if rules else ""
    return {
        "name": _said(activity.name)[:120],
        "description": _said(activity.description)[:2000],
        "easy_text": _said(activity.description, "ja-easy")[:1000],
        "english_text": _said(activity.description, "en")[:1000],
        "category": CATEGORIES.get(Kind(activity.kind), Category.PARTICIPATION),
        "target": _said(activity.for_whom)[:300],
        "cost": _said(activity.cost)[:300],
        "is_free": activity.is_free,
        "times": times[:300],
        "how_to_apply": _said(activity.how_to_come)[:1000],
        "phone": activity.venue.phone,
        "website": settings.PUBLIC_URL + reverse("activity_show", args=[activity.public_id]),
        "reachable_without_phone": True,
        "accepting": accepting,
        "assured_on": timezone.localdate(),
    }


def mirror_all() -> int:
    """Every activity: each night, because its dates change in the bookings, and for the demo."""
    activities = Activity.objects.select_related("venue", "group")
    for activity in activities:
        with transaction.atomic():
            mirror(activity)
    return len(activities)
