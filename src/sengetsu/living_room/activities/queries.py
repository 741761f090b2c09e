"""Activities as pages need them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet
from django.utils import timezone

from sengetsu.accounts.models import User
from sengetsu.base.language_fields import Words
from sengetsu.base.seen import Fact, facts_of
from sengetsu.living_room.bookings.models import Application
from sengetsu.living_room.bookings.series import Rule
from sengetsu.living_room.groups.choices import GroupState
from sengetsu.living_room.groups.models import Group
from sengetsu.living_room.spaces.models import Venue
from sengetsu.living_room.spaces.opening import OpeningCalendar

from .choices import ActivityState
from .coming import Coming, coming
from .models import ACTIVITY_EDITS, ACTIVITY_WORDS, Activity, ActivityQuerySet
from .question import COLUMNS, Question
from .rhythm import in_words

__all__ = ["Coming", "coming"]
MOST_DATES = 500  # of all activities of a place within ten weeks


@dataclass
class Row:
    """One activity in a list, with its dates up to the next one that is held."""

    activity: Activity
    dates: list[Coming] = field(default_factory=list)


def activity_rows(
    venue: Venue, calendar: OpeningCalendar, now: datetime, question: Question | None = None
) -> list[Row]:
    """What goes on or rests for a while, with its next date; what comes next stands first. Four queries."""
    marks = question.marks if question else ()
    wanted = Activity.objects.filter(venue=venue).published().exclude(state=ActivityState.ENDED)
    for mark in marks:
        column, value = COLUMNS[mark]
        wanted = wanted.filter(**{column: value})
    rows = [Row(activity) for activity in wanted.select_related("group")]
    _add_dates(rows, coming(venue, calendar, now, MOST_DATES))
    return sorted(rows, key=lambda row: (not row.dates, row.dates[0].stands_at if row.dates else now))


def rows_of(
    activities: Iterable[Activity], venue: Venue, calendar: OpeningCalendar, now: datetime
) -> list[Row]:
    """As `activity_rows`, for activities in their own order."""
    rows = [Row(activity) for activity in activities]
    _add_dates(rows, coming(venue, calendar, now, MOST_DATES))
    return rows


def readable(public_id: UUID, user: User | AnonymousUser) -> Activity | None:
    """A published activity; a draft for those who write it."""
    found = Activity.objects.filter(public_id=public_id).select_related("group", "venue")
    seen = found.published().first()
    return seen or found.visible_to(user).first()


def own_activities(user: User) -> ActivityQuerySet:
    """What this person may write: those of the own groups; everything for those who run the place."""
    return Activity.objects.visible_to(user).select_related("group", "venue")


def rhythm_of(activity: Activity) -> str:
    """The rules of what is booked from now on, in words. One query."""
    on = timezone.localdate()
    rules = (
        Application.objects.filter(activity_link__activity=activity)
        .filter(Q(until=None) | Q(until__gte=on))
        .order_by("pk")
        .values_list("rules", flat=True)
    )
    return in_words(Rule.from_json(rule) for said in rules for rule in said)


def facts_of_activity(activity: Activity) -> list[Fact]:
    """What the form of an activity edits: see `base.seen`."""
    told = [(fact.label, Words(getattr(activity, name))) for name, fact in _words_of(activity)]
    said = [Fact(label, sorted(words.items()), "／".join(words.values())) for label, words in told]
    return [*said, *facts_of(activity, [name for name in ACTIVITY_EDITS if name not in ACTIVITY_WORDS])]


def _words_of(activity: Activity) -> Iterable[tuple[str, Fact]]:
    return zip(ACTIVITY_WORDS, facts_of(activity, ACTIVITY_WORDS), strict=True)


def groups_to_write_for(user: User) -> QuerySet[Group]:
    """The registered groups in whose name this person may make an activity."""
    return Group.objects.visible_to(user).exclude(state__in=[GroupState.DECLINED, GroupState.ENDED])


def applications_to_attach(activity: Activity, user: User) -> QuerySet[Application]:
    """Applications that this person sees, of the same group, that serve no activity yet; newest first."""
    seen = Application.objects.visible_to(user).filter(venue=activity.venue, activity_link=None)
    return seen.filter(group=activity.group).prefetch_related("bookings")


def attached_applications(activity: Activity) -> QuerySet[Application]:
    return Application.objects.filter(activity_link__activity=activity).prefetch_related("bookings")


def _add_dates(rows: list[Row], dates: list[Coming]) -> None:
    by_activity: dict[int, list[Coming]] = defaultdict(list)
    for date in dates:
        known = by_activity[date.activity.pk]
        if not any(one.is_held for one in known):
            known.append(date)
    for row in rows:
        row.dates = by_activity[row.activity.pk]
