"""The only writer of the place's facts."""

from collections.abc import Mapping, Sequence
from datetime import date, time
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError

from sengetsu.accounts.models import User
from sengetsu.audit.actions import record
from sengetsu.audit.choices import Action
from sengetsu.audit.writing import writing
from sengetsu.base.language_fields import Words
from sengetsu.base.seen import refuse_if_other

from .access import can_edit_venue
from .choices import Topic
from .models import OpeningHours, SpecialDay, UsableHours, Venue, VenueText
from .queries import facts_of_lending, facts_of_text, facts_of_venue

Span = tuple[time, time]
NAME_TAKEN = "同じ名前の場所が、もうあります。"
NO_USUAL_HOURS = "この曜日には開いている時間がありません。開く時間を書いてください。"
FIRST_TO_ENTER = (
    "ほかの人が、この場所のことを先に書きました。もう一度保存すると、ここに書いたことに書きかわります。"
)


@writing()
def change_venue(
    *,
    by: User,
    venue: Venue | None,
    columns: Mapping[str, Any],
    hours: Mapping[int, Sequence[Span]],
    seen: str = "",
    is_another: bool = False,
) -> Venue:
    """Enter or change a place: its columns, and its hours by weekday.

    `seen`: see `base.seen`. `is_another`: a further venue of the town. Raises `PermissionDenied`, `Stale`,
    and `ValidationError` if somebody entered the first place in the meantime, or for a name that is taken.
    """
    _check(by)
    action = Action.CHANGED if venue else Action.CREATED
    if venue:
        venue = Venue.objects.select_for_update().get(pk=venue.pk)
        refuse_if_other(facts_of_venue(venue, list(venue.hours.all())), seen=seen)
    elif not is_another and Venue.objects.exists():
        raise ValidationError(FIRST_TO_ENTER)
    if Venue.objects.filter(name=columns["name"]).exclude(pk=venue.pk if venue else 0).exists():
        raise ValidationError({"name": NAME_TAKEN})
    venue = venue or Venue()
    for name, value in columns.items():
        setattr(venue, name, value)
    venue.save()
    venue.hours.all().delete()
    OpeningHours.objects.bulk_create(
        OpeningHours(venue=venue, weekday=weekday, opens=opens, closes=closes)
        for weekday, spans in hours.items()
        for opens, closes in spans
    )
    record(by=by, action=action, thing="venue", thing_id=venue.pk)
    return venue


@writing()
def change_lending(
    *,
    by: User,
    venue: Venue,
    books_ahead_months: int,
    hold_days: int,
    hours: Mapping[int, Sequence[Span]],
    seen: str = "",
) -> None:
    """Say when groups may use the place, how far ahead one may apply, and how long an application without an
    account is held. Dates that are booked already stay. `seen`: see `base.seen`."""
    _check(by)
    venue = Venue.objects.select_for_update().get(pk=venue.pk)
    refuse_if_other(facts_of_lending(venue), seen=seen)
    venue.books_ahead_months, venue.hold_days = books_ahead_months, hold_days
    venue.save(update_fields=["books_ahead_months", "hold_days"])
    venue.usable_hours.all().delete()
    UsableHours.objects.bulk_create(
        UsableHours(venue=venue, weekday=weekday, opens=opens, closes=closes)
        for weekday, spans in hours.items()
        for opens, closes in spans
    )
    record(by=by, action=Action.CHANGED, thing="venue_lending", thing_id=venue.pk)


@writing()
def change_text(*, by: User, venue: Venue, topic: Topic, text: Words, seen: str = "") -> None:
    """Say something new about a topic; a topic without words is taken away. `seen`: see `base.seen`."""
    _check(by)
    said = venue.texts.filter(topic=topic).first()
    refuse_if_other(facts_of_text(said.text if said else Words()), seen=seen)
    if text:
        VenueText.objects.update_or_create(venue=venue, topic=topic, defaults={"text": text})
    else:
        venue.texts.filter(topic=topic).delete()
    record(by=by, action=Action.CHANGED, thing="venue_text", thing_id=venue.pk, detail={"topic": topic.value})


@writing()
def change_day(
    *,
    by: User,
    venue: Venue,
    day: date,
    opens: time | None = None,
    closes: time | None = None,
    reason: str = "",
    as_usual: bool = False,
) -> SpecialDay:
    """Close the place on a day, open it at other hours, or (`as_usual`) at those of its weekday.

    The last word on a day wins, also over a holiday. Raises `ValidationError` for usual hours that there
    are not.
    """
    _check(by)
    if as_usual and not venue.hours.filter(weekday=day.weekday()).exists():
        raise ValidationError({"how": NO_USUAL_HOURS})
    facts = {"opens": opens, "closes": closes, "reason": reason, "as_usual": as_usual}
    special, _ = SpecialDay.objects.update_or_create(venue=venue, day=day, defaults=facts)
    record(by=by, action=Action.CHANGED, thing="special_day", thing_id=special.pk)
    return special


@writing()
def forget_day(*, by: User, venue: Venue, day_id: int) -> None:
    """The day follows its weekday again. A day that is not there is already forgotten."""
    _check(by)
    venue.special_days.filter(pk=day_id).delete()
    record(by=by, action=Action.CHANGED, thing="special_day", thing_id=day_id)


def _check(by: User) -> None:
    if not can_edit_venue(by):
        raise PermissionDenied
