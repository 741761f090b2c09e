"""An A4 sheet for the notice board, from the same facts and dates as the page of an activity.

In the visitor's language; in やさしい日本語 every word carries its reading (furigana).
"""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext

from sengetsu.base.language import EASY, without_readings
from sengetsu.base.language_dates import clock, say_day
from sengetsu.base.paper import typeset
from sengetsu.base.qr_code import code_of
from sengetsu.living_room.spaces.queries import Place

from .allergens import answers, edition
from .choices import Contains
from .coming import Coming, coming
from .models import Activity
from .queries import rhythm_of

DATES = 4
ALWAYS_NAMED = frozenset({Contains.YES})


def poster(activity: Activity, here: Place) -> bytes:
    """PDF in the language that is spoken now."""
    dates = [one for one in coming(activity.venue, here.calendar, timezone.now(), of=activity) if one.is_held]
    url = settings.PUBLIC_URL + reverse("activity_show", args=[activity.public_id])
    name = str(activity.name)
    data = {
        "place": activity.venue.name,
        "place_name": activity.venue.called,
        "address": activity.venue.address,
        "phone": activity.venue.phone,
        "airy": translation.get_language() == EASY,
        "name": name,
        "plain_name": without_readings(name),
        "name_length": len(without_readings(name)),
        "what": str(activity.get_kind_display()),
        "description": str(activity.description),
        "rhythm": rhythm_of(activity),
        "dates": [_date(one) for one in dates[:DATES]],
        "facts": _facts(activity),
        "words": {"when": gettext("いつ"), "more": gettext("くわしくは、こちら")},
        "url": url,
        "code": code_of(url).__dict__,
    }
    return typeset("living_room/activities/paper/poster.typ", data, at=activity.changed_at)


def _date(one: Coming) -> str:
    starts, ends = timezone.localtime(one.starts), timezone.localtime(one.ends)
    return f"{say_day(starts.date())} {clock(starts.time())}–{clock(ends.time())}"


def _facts(activity: Activity) -> list[tuple[str, str]]:
    told: list[tuple[Any, str]] = [
        (gettext("だれのために"), str(activity.for_whom)),
        (gettext("費用"), str(activity.cost) or (gettext("無料") if activity.is_free else "")),
        (gettext("アレルゲン"), _allergens(activity)),
        (gettext("来かた"), str(activity.how_to_come)),
        (gettext("手伝ってくれる人"), str(activity.helpers) if activity.wants_helpers else ""),
    ]
    return [(str(label), text) for label, text in told if text]


def _allergens(activity: Activity) -> str:
    """What is in the food for certain; the page and the day itself tell the rest."""
    if not activity.has_food:
        return ""
    said = answers(edition(activity.allergen_edition), activity.allergens)
    names = [str(one.allergen.name) for one in said if one.contains in ALWAYS_NAMED]
    ask = gettext("献立で変わります。当日、聞いてください。")
    return "、".join(names) + ("。" if names else "") + ask
