"""Wishes and start-ups as pages need them. Each page asks a constant number of queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.db.models import F, Prefetch, Q, QuerySet

from sengetsu.accounts.choices import Role
from sengetsu.accounts.models import RoleGrant, User
from sengetsu.base.seen import Fact, facts_of
from sengetsu.living_room.bookings.models import Application
from sengetsu.living_room.spaces.models import Venue

from .choices import StartState, StartStep, WishState
from .links import hash_of
from .models import Startup, StartupCheck, StartupHint, StartupNote, Wish

A_WEEK = timedelta(days=7)
LONGEST_NUMBER = 18  # digits of a BIGINT
LATEST = 50  # applications to choose from
FACTS = (
    "name",
    "group_name",
    "phone",
    "email",
    "text",
    "kind",
    "times",
    "needs_kitchen",
    "people",
    "may_publish",
)


# --- People ---------------------------------------------------------------------------------------------
def companions() -> QuerySet[User]:
    """Who may take up a wish or accompany a start-up today."""
    grants = RoleGrant.objects.current().filter(role__in=[Role.LINK_WORKER, Role.MANAGER])
    return User.objects.filter(is_active=True, pk__in=grants.values("user_id")).order_by("pk")


def link_workers() -> QuerySet[User]:
    """Who hears of a new wish."""
    grants = RoleGrant.objects.current().filter(role=Role.LINK_WORKER)
    return User.objects.filter(is_active=True, pk__in=grants.values("user_id")).order_by("pk")


# --- Wishes ---------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class InSight:
    """Rows by how pressing they are. What is late stays on top until somebody deals with it."""

    late: list[object]
    week: list[object]
    later: list[object]

    @classmethod
    def of(cls, rows: Iterable[Wish | Startup], today: date) -> "InSight":
        late: list[object] = []
        week: list[object] = []
        later: list[object] = []
        for row in rows:
            day = row.next_on or date.max
            (late if day < today else week if day <= today + A_WEEK else later).append(row)
        return cls(late, week, later)


def open_wishes(user: User) -> QuerySet[Wish]:
    """All that somebody has to answer or to take further; who wrote back and waits comes first.

    One that became a start-up is seen there, unless its wisher wrote back.
    """
    waiting = Q(state__in=[WishState.NEW, WishState.ANSWERED]) | Q(wrote_back_at__isnull=False)
    rows = Wish.objects.visible_to(user).filter(waiting)
    return rows.select_related("person").order_by(F("wrote_back_at").asc(nulls_last=True), "next_on", "pk")


def seeking(user: User) -> list[Wish]:
    """Those that look for a time or for others: not begun, not at rest."""
    rows = Wish.objects.visible_to(user).filter(state__in=[WishState.NEW, WishState.ANSWERED])
    return list(rows.order_by("next_on", "pk"))


def other_wishes(user: User) -> QuerySet[Wish]:
    """Those that became a start-up, or ended."""
    rows = Wish.objects.visible_to(user).filter(wrote_back_at=None)
    rows = rows.exclude(state__in=[WishState.NEW, WishState.ANSWERED])
    return rows.select_related("person", "startup").order_by("-created_at", "-pk")


def due_wishes(first: date, last: date) -> QuerySet[Wish]:
    """Those whose day falls into these days; who became a start-up is reminded of there."""
    rows = Wish.objects.filter(state__in=[WishState.NEW, WishState.ANSWERED], next_on__range=(first, last))
    return rows.select_related("person")


def due_startups(first: date, last: date) -> QuerySet[Startup]:
    """Running ones, and resting ones with a day to look again."""
    return Startup.objects.filter(next_on__range=(first, last)).select_related("companion")


def wish_for(user: User, public_id: UUID) -> Wish | None:
    rows = Wish.objects.visible_to(user).select_related("venue", "person", "startup", "together_with")
    return rows.prefetch_related("words__by").filter(public_id=public_id).first()


def wish_of_link(token: str) -> Wish | None:
    """The one wish that this link is for."""
    rows = Wish.objects.select_related("venue", "startup").prefetch_related("words")
    return rows.filter(token_hash=hash_of(token)).first()


def wish_of_id(public_id: UUID) -> Wish | None:
    """For the page that asks for the e-mail address; nothing of the wish is shown there."""
    return Wish.objects.filter(public_id=public_id).first()


def board() -> QuerySet[Wish]:
    """The published wishes, newest first. A page shows their public wording, times and kitchen, no more."""
    return Wish.objects.published().order_by("-published_at", "-pk")


def published_wish(number: str) -> Wish | None:
    """A wish of the board by its number; anything else that an address may hold is no wish."""
    if not (number.isascii() and number.isdecimal() and len(number) <= LONGEST_NUMBER):
        return None
    return board().filter(pk=int(number)).first()


def facts_of_answer(wish: Wish) -> list[Fact]:
    """What somebody who answers has seen: see `base.seen`."""
    return [*facts_of(wish, ("state", "person", "next_on")), Fact("返事の数", wish.words.count())]


# --- Start-ups ------------------------------------------------------------------------------------------
def startups_of(user: User | AnonymousUser) -> QuerySet[Startup]:
    return Startup.objects.visible_to(user).select_related("companion", "group", "wish")


def running(user: User) -> QuerySet[Startup]:
    return startups_of(user).filter(state=StartState.RUNNING).order_by("next_on", "pk")


def other_startups(user: User) -> QuerySet[Startup]:
    rows = startups_of(user).exclude(state=StartState.RUNNING)
    return rows.order_by(F("next_on").asc(nulls_last=True), "-created_at")


def startup_for(user: User | AnonymousUser, public_id: UUID) -> Startup | None:
    rows = startups_of(user).select_related("application", "activity", "venue")
    current = StartupNote.objects.filter(corrected_by=None).select_related("by", "corrects__by")
    return (
        rows.prefetch_related("moves__by", Prefetch("notes", current, to_attr="current_notes"), "checks__by")
        .filter(public_id=public_id)
        .first()
    )


def path_for(user: User, public_id: UUID) -> Startup | None:
    """What a group sees of its own start-up: neither notes nor checks are read."""
    return startups_of(user).prefetch_related("moves").filter(public_id=public_id).first()


def likely_applications(startup: Startup) -> QuerySet[Application]:
    """Those of its group; without a group the newest ones."""
    rows = Application.objects.filter(venue=startup.venue_id)
    own = rows.filter(group=startup.group_id) if startup.group_id else rows
    newest = own.order_by("-created_at").values_list("pk", flat=True)[:LATEST]
    return rows.filter(pk__in=[*newest, *filter(None, [startup.application_id])])


def note_of(startup: Startup, note_id: UUID) -> StartupNote | None:
    return startup.notes.filter(public_id=note_id).first()


@dataclass(frozen=True)
class Column:
    """One step of the board and what stands at it."""

    step: StartStep
    rows: list[Startup]


def by_step(rows: Iterable[Startup]) -> list[Column]:
    found = list(rows)
    return [Column(step, [row for row in found if row.step == step]) for step in StartStep]


@dataclass(frozen=True)
class Reminder:
    """A hint of the town beside what people found out about it, if they did."""

    text: str
    check: StartupCheck | None


def hints_of(venue: Venue) -> list[str]:
    return list(StartupHint.objects.filter(venue=venue).values_list("text", flat=True))


def reminders_of(startup: Startup) -> list[Reminder]:
    """The town's hints, then items of this start-up that the town does not name (any more)."""
    hints = hints_of(startup.venue)
    found = {check.text: check for check in startup.checks.all()}
    own = [text for text in found if text not in hints]
    return [Reminder(text, found.get(text)) for text in (*hints, *own)]


def reminder_of(startup: Startup, about: str) -> dict[str, str]:
    """What a form about this hint begins with."""
    check = next((one for one in startup.checks.all() if one.text == about), None)
    return {"text": about, "state": check.state, "note": check.note} if check else {"text": about}
