"""A day that was promised is here: `sengetsu work` calls `remind`."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.urls import reverse
from django.utils import timezone

from sengetsu.accounts.models import User
from sengetsu.living_room.notices.actions import notify
from sengetsu.living_room.notices.models import Notice

from .models import Startup, Wish
from .queries import due_startups, due_wishes, link_workers

LOOK_BACK = timedelta(days=14)  # older ones stay on the list of what is late
MORNING = time(8, 30)  # nobody is woken at midnight


@dataclass(frozen=True)
class Due:
    """One promise of one day to one person."""

    row: Wish | Startup
    day: date
    to: User

    @property
    def key(self) -> str:
        return f"{self._what}-due:{self.row.pk}:{self.day.isoformat()}:user:{self.to.pk}"

    @property
    def path(self) -> str:
        return reverse(f"{self._what}_show", args=[self.row.public_id])

    @property
    def _what(self) -> str:
        return "startup" if isinstance(self.row, Startup) else "wish"


def remind(*, by: User | None, now: datetime) -> int:
    """Tell whoever is in charge, once per promised day; of an unanswered wish all link workers. How many."""
    today = timezone.localtime(now).date()
    due = {one.key: one for one in _due(today - LOOK_BACK, today)}
    for key in Notice.objects.filter(key__in=due).values_list("key", flat=True):
        del due[key]
    for one in due.values():
        notify(
            by=by,
            key=one.key,
            subject="約束の日です",
            text="立ち上げや願いの、約束した日になりました。次の一歩を進めるか、次の日を決めてください。",
            path=one.path,
            to=one.to,
            due_at=timezone.make_aware(datetime.combine(one.day, MORNING)),
        )
    return len(due)


def _due(first: date, last: date) -> Iterator[Due]:
    workers = list(link_workers())
    for wish in due_wishes(first, last):
        for worker in [wish.person] if wish.person else workers:
            yield Due(wish, wish.next_on or last, worker)
    for startup in due_startups(first, last):
        for companion in filter(None, [startup.companion]):
            yield Due(startup, startup.next_on or last, companion)
