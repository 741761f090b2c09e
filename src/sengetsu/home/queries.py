"""Composes what the rooms know into one page. Owns no data."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from sengetsu.accounts.models import User
from sengetsu.link_work.cases import life_queries as life
from sengetsu.link_work.cases import queries as cases
from sengetsu.link_work.conferences import queries as conferences
from sengetsu.link_work.consents import queries as consents
from sengetsu.link_work.intake import queries as intake
from sengetsu.link_work.plans import queries as plans
from sengetsu.link_work.referrals import queries as referrals
from sengetsu.link_work.visits import queries as visits
from sengetsu.living_room.bookings import queries as bookings

SHOWN = 20  # rows of one part; the rest is one tap away


@dataclass(frozen=True)
class Part:
    """A part of today: its first rows, and how many there are in all."""

    rows: list[Any]
    count: int

    @classmethod
    def of(cls, rows: QuerySet[Any]) -> "Part":
        first = list(rows[: SHOWN + 1])
        count = rows.count() if len(first) > SHOWN else len(first)
        return cls(first[:SHOWN], count)

    @property
    def more(self) -> int:
        return self.count - len(self.rows)


def today(user: User, day: date) -> dict[str, Part]:
    """Everything that waits for a link worker, most pressing first. A constant number of queries."""
    return {
        "late": Part.of(cases.late(user, day)),
        "due": Part.of(cases.due(user, day)),
        "letters": Part.of(intake.waiting(user)),
        "answers": Part.of(referrals.new_answers(user)),
        "chase": Part.of(referrals.to_chase(user, day)),
        "handovers": Part.of(cases.handovers_for(user)),
        "recheck": Part.of(cases.recheck_due(user, day)),
        "recheck_letters": Part.of(intake.recheck_due(user, timezone.now())),
        "week": Part.of(cases.this_week(user, day)),
        "proposals": Part.of(life.open_proposals(user)),
        "resolutions": Part.of(conferences.to_do(user, day)),
        "unfinished": Part.of(conferences.to_finish(user, day)),
        "conferences": Part.of(conferences.coming(user, day)),
        "decisions": Part.of(plans.to_decide(user)),
        "monitoring": Part.of(plans.to_monitor(user, day)),
        "plan_news": Part.of(plans.new_comments(user)),
        "follow_ups": Part.of(life.to_follow_up(user, day)),
        "questions": Part.of(visits.questions_for(user)),
        "reviews": Part.of(consents.to_review(user)),
        "orphans": Part.of(cases.without_a_worker(user)),
        "rooms": Part.of(bookings.waiting()),
    }
