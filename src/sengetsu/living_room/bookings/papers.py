"""利用許可書 and 不許可通知: one paper each for an application, however many its dates.

Both are made from what is stored, so a paper asked for again later tells what holds then.
"""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.timezone import localdate
from django.utils.translation import override

from sengetsu.base.dates import fiscal_year, wareki, western
from sengetsu.base.paper import typeset

from .choices import STANDING, Phase, State
from .models import Application, Booking

# Dates that a series asked for and did not get; the paper names them, so that nobody counts on them.
NOT_HELD = frozenset({State.DECLINED, State.CANCELLED, State.REFUSED, State.LAPSED})
PAPERS = "living_room/bookings/paper"
Parts = tuple[tuple[str, str, str], ...]  # (space, span, phase)


def number_of(application: Application) -> str:
    """What the telephone asks for: the 年度 of the application and its number, as 2026-00012."""
    return f"{fiscal_year(localdate(application.created_at))}-{application.pk:05d}"


def dates_with_paper(asked: QuerySet[Application], *states: State) -> list[Booking]:
    """All dates of the one application that was asked for. 404 if none of them is in one of `states`."""
    dates = list(get_object_or_404(asked).bookings.on_page())
    if not any(one.state in states for one in dates):
        raise Http404
    return dates


@override("ja")
def permit(dates: list[Booking]) -> bytes:
    """利用許可書 as PDF. `dates` are all of an application's, with `on_page()`; one of them is approved."""
    held = [one for one in dates if one.state in STANDING]
    others = [one for one in dates if one.state in NOT_HELD]
    data = {
        "plans": _plans(held),
        "others": [[*_day(one), one.get_state_display(), one.reason] for one in others],
        "waiting": sum(one.state == State.WAITING for one in dates),
        "needs_key": any(one.needs_key for one in held),
    }
    return _paper("permit.typ", held, data)


@override("ja")
def refusal(dates: list[Booking]) -> bytes:
    """不許可通知 as PDF, with the reason of each date; one of `dates` is declined."""
    declined = [one for one in dates if one.state == State.DECLINED]
    rows = [[*_day(one), _spans(_parts(one)), one.reason] for one in declined]
    return _paper("refusal.typ", declined, {"declined": rows})


def _paper(template: str, decided: list[Booking], data: dict[str, Any]) -> bytes:
    application = decided[0].application
    at = max(one.decided_at or application.created_at for one in decided)
    return typeset(f"{PAPERS}/{template}", {**_head(application, at), **data}, at=at)


def _head(application: Application, at: datetime) -> dict[str, Any]:
    venue = application.venue
    return {
        "number": number_of(application),
        "issued": wareki(localdate(at)),
        "issued_western": western(localdate(at)),
        "applied": wareki(localdate(application.created_at)),
        "place": venue.name,
        "address": venue.address,
        "phone": venue.phone,
        "applicant": application.applicant,
        "contact": application.contact_name,
        "title": application.title,
        "purpose": str(application.get_purpose_display()),
        "people": application.people,
        "until": wareki(application.until) if application.until else "",
    }


def _day(one: Booking) -> tuple[str, str]:
    """令和8年12月6日（日）, 2026年."""
    return wareki(one.day, weekday=True), f"{one.day.year}年"


def _parts(one: Booking) -> Parts:
    uses = sorted(one.uses.all(), key=lambda use: (use.starts, use.space.position, use.space_id))
    return tuple(
        (str(use.space), f"{use.starts:%H:%M}–{use.ends:%H:%M}", str(Phase(use.phase).label)) for use in uses
    )


def _spans(parts: Parts) -> str:
    return "\n".join(f"{space} {span}" for space, span, _ in parts)


def _plans(held: list[Booking]) -> list[dict[str, Any]]:
    """Dates with the same spaces and times together: what holds for all of them is said once."""
    plans: dict[Parts, list[Booking]] = {}
    for one in held:
        plans.setdefault(_parts(one), []).append(one)
    return [
        {"parts": parts, "dates": [[*_day(one), "要" if one.needs_key else ""] for one in dates]}
        for parts, dates in plans.items()
    ]
