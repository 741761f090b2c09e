"""Short ways to write a case down, in days before today, so that the demo is always of this week."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from typing import Any

from django.utils import timezone

from sengetsu.accounts.models import User
from sengetsu.directory.models import Service
from sengetsu.link_work.cases import people
from sengetsu.link_work.cases.actions import NextStep, open_case, set_next_step
from sengetsu.link_work.cases.choices import Rhythm, Route, Rung, State, Urgency
from sengetsu.link_work.cases.models import Case
from sengetsu.link_work.people.choices import Relationship
from sengetsu.link_work.people.models import Person
from sengetsu.link_work.visits.actions import record_contact
from sengetsu.link_work.visits.choices import How, WithWhom

Users = Mapping[str, User]


def days_ago(days: int, hour: int = 10, minute: int = 0) -> datetime:
    day = timezone.localdate() - timedelta(days=days)
    moment = timezone.make_aware(datetime.combine(day, time(hour, minute)))
    return min(moment, timezone.now())


def step(words: str, days: int, person: User, at: time | None = None) -> NextStep:
    """A next step `days` from today; a negative number is a promise that was missed."""
    return NextStep(words=words, on=timezone.localdate() + timedelta(days=days), person=person, at=at)


def case(
    *,
    owner: User,
    title: str,
    opened: int,
    next_step: NextStep,
    route: Route = Route.COMMISSIONER,
    rhythm: Rhythm = Rhythm.BIWEEKLY,
    urgency: Urgency | str = "",
    reason: str = "",
) -> Case:
    if owner.team is None:
        raise ValueError(f"{owner} is in no team")
    return open_case(
        by=owner,
        title=title,
        team=owner.team,
        owner=owner,
        next_step=next_step,
        route=route,
        rhythm=rhythm,
        urgency=urgency,
        urgency_reason=reason,
        opened_on=timezone.localdate() - timedelta(days=opened),
    )


def person(
    of: Case, by: User, relationship: Relationship, *, is_client: bool = True, **values: Any
) -> Person:
    place = {"relationship": relationship, "is_client": is_client}
    return people.add_new_person(by=by, case=of, place=place, **values).person


def service(name: str) -> Service:
    return Service.objects.select_related("organization").get(name=name)


def contacts(of: Case, by: User, rows: list[tuple[int, How, WithWhom, Rung | None, str]]) -> None:
    for days, how, with_whom, rung, happened in rows:
        record_contact(
            by=by, case=of, at=days_ago(days), how=how, with_whom=with_whom, rung=rung, happened=happened
        )


def then(of: Case, next_step: NextStep) -> None:
    set_next_step(by=next_step.person, case=of, next_step=next_step)


__all__ = [
    "How", "Relationship", "Rhythm", "Route", "Rung", "State", "Urgency", "Users", "WithWhom", "case", "contacts",
    "days_ago", "person", "service", "step", "then",
]  # fmt: skip
