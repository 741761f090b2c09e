"""What the actions of this room share: dates as rows, and dates as they were before."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext

from sengetsu.accounts.access import Refused, require
from sengetsu.accounts.models import User
from sengetsu.audit.actions import record
from sengetsu.audit.choices import Action
from sengetsu.base.language import without_readings
from sengetsu.base.language_dates import say_day
from sengetsu.living_room.groups.models import Group
from sengetsu.living_room.spaces.models import Venue

from .access import UNDO_FOR, can_decide, why_not
from .choices import Decision, Phase, State, Step, Verdict
from .models import Application, Booking, UndoStep, Use
from .queries import parts_of
from .recipients import tell
from .series import Part
from .slots import release
from .verdicts import Ground, Judgement, ground, judge, judge_hours

TOLD = {
    State.DECLINED: ("declined", "許可されませんでした"),
    State.CANCELLED: ("cancelled", "取りやめになりました"),
}
KEPT = ("day", "starts", "ends", "state", "verdict", "reason", "decided_at", "decided_by_id")


@dataclass(frozen=True)
class DatePlan:
    """One date as the applicant decided on it. `rule_day` is the date of the rule when it was moved."""

    day: date
    parts: tuple[Part, ...]
    decision: Decision = Decision.USE
    rule_number: int = 0
    rule_day: date | None = None


def set_parts(booking: Booking, parts: Sequence[Part]) -> None:
    booking.uses.all().delete()
    add_parts([(booking, parts)])


def add_parts(dates: Iterable[tuple[Booking, Sequence[Part]]]) -> None:
    Use.objects.bulk_create(
        Use(
            booking=booking,
            space_id=part.space_id,
            starts=part.starts,
            ends=part.ends,
            phase=part.phase,
        )
        for booking, parts in dates
        for part in parts
    )


def envelope(parts: Sequence[Part]) -> tuple[time, time]:
    """From the first part to the last."""
    return min(part.starts for part in parts), max(part.ends for part in parts)


def remember(booking: Booking, step: Step, *, by: User | None) -> None:
    """Keep a date as it is now, so that the act that follows can be undone."""
    parts = [
        Part(use.space_id, use.starts, use.ends, Phase(use.phase)).as_json() for use in booking.uses.all()
    ]
    before: dict[str, Any] = {name: _plain(getattr(booking, name)) for name in KEPT}
    UndoStep.objects.create(booking=booking, step=step, by=by, before={**before, "parts": parts})


def restore(booking: Booking, before: dict[str, Any]) -> tuple[Part, ...]:
    """Put the kept columns back (unsaved) and return the parts of then."""
    for name in KEPT:
        field: models.Field[Any, Any] = Booking._meta.get_field(name.removesuffix("_id"))  # type: ignore[assignment]
        setattr(booking, name, before[name] if name.endswith("_id") else field.to_python(before[name]))
    return tuple(Part.from_json(part) for part in before["parts"])


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value


def judged(here: Ground, day: date, parts: Sequence[Part], *, hold_anyway: bool) -> Judgement:
    """The judgement of a date that is to be taken. Raises `Refused` for one that cannot be."""
    said = judge_hours(here, day, parts)
    if said.is_plain or (said.is_holdable and hold_anyway):
        return said
    raise Refused(
        gettext("%(day)s：%(reason)s。")
        % {"day": without_readings(say_day(day)), "reason": without_readings(said.reason)}
    )


def end_dates(rows: Sequence[Booking], to: State, step: Step, *, by: User | None, reason: str) -> None:
    """Decline or cancel: the slots are free at once, the notice waits until nobody can undo any more."""
    now = timezone.now()
    for row in rows:
        require_move(row, to)
        remember(row, step, by=by)
        row.state, row.reason, row.decided_at, row.decided_by = to, reason, now, by
        row.sequence += 1
        row.save()
        release(row)
        trace(row, Action.STATE_CHANGED, by=by, what=to.value)
    word, told = TOLD[to]
    for application, theirs in by_application(rows):
        why = f"\n\nわけ：{reason}" if reason else ""
        tell(
            application,
            by=by,
            key=key_of(word, theirs),
            subject=f"「{application.title}」の利用は{told}",
            text=dates_in_words(theirs) + why,
            due_at=now + UNDO_FOR,
        )
    for venue, day in {(row.application.venue, row.day) for row in rows}:
        offer_again(venue, day)


def offer_again(venue: Venue, day: date) -> None:
    """Tell those who could not have a date that its clash has disappeared."""
    waiting_for_it = Booking.objects.filter(
        application__venue=venue,
        day=day,
        state=State.REFUSED,
        verdict__in=[Verdict.CLASH, Verdict.UNAVAILABLE],
    ).on_page()
    rows = list(waiting_for_it)
    here = ground(venue, day, day) if rows else None
    for row in rows:
        if here and judge(here, day, parts_of(row)).is_plain:
            tell(
                row.application,
                by=None,
                key=key_of("free-again", [row]),
                subject=f"「{row.application.title}」が使えなかった日に、空きが出ました",
                text=dates_in_words([row]),
                due_at=timezone.now() + UNDO_FOR,
            )


def locked(bookings: Iterable[Booking]) -> list[Booking]:
    """The rows as they are now, in ascending order, held until the end of the transaction."""
    keys = sorted({booking.pk for booking in bookings})
    rows = Booking.objects.select_for_update(of=("self",)).filter(pk__in=keys).order_by("pk")
    return list(rows.select_related("application__group", "application__venue", "decided_by"))


def require_move(booking: Booking, to: State) -> None:
    refusal = why_not(booking, to)
    require(not refusal, refusal)


def require_registered(group: Group | None, day: date, *, by: User | None) -> None:
    """A member asks for no day after the registration ends; staff may. A group that waits for its first
    registration may already ask: staff decide on both."""
    if group is None or can_decide(by) or group.valid_until is None or day <= group.valid_until:
        return
    raise Refused(
        f"団体の登録の期限（{say_day(group.valid_until)}）のあとの日があります。先に登録を更新してください。"
    )


def by_application(rows: Sequence[Booking]) -> list[tuple[Application, list[Booking]]]:
    grouped: dict[int, list[Booking]] = {}
    for row in rows:
        grouped.setdefault(row.application_id, []).append(row)
    return [(theirs[0].application, theirs) for theirs in grouped.values()]


def key_of(word: str, rows: Sequence[Booking]) -> str:
    """Names the notice of one act; that of an act on several dates is another than that of one."""
    several = f":{len(rows)}" if len(rows) > 1 else ""
    return f"booking-{word}:{rows[0].pk}:{rows[0].sequence}{several}"


def dates_in_words(rows: Sequence[Booking]) -> str:
    lines = [f"{say_day(row.day)} {row.starts:%-H:%M}–{row.ends:%-H:%M}" for row in rows[:20]]
    more = [f"ほか{len(rows) - 20}日"] if len(rows) > 20 else []  # noqa: PLR2004 - as above
    return "\n".join([*lines, *more])


def trace(booking: Booking, action: Action, *, by: User | None, what: str) -> None:
    record(by=by, action=action, thing="booking", thing_id=booking.pk, detail={"what": what})
