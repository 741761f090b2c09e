"""Lists of what came in: the most urgent and newest first."""

import json
from uuid import UUID

from django.db.models import Case as Choose
from django.db.models import IntegerField, Q, QuerySet, Value, When

from sengetsu.accounts.models import User
from sengetsu.link_work.cases import queries as cases
from sengetsu.link_work.cases.choices import State, Urgency
from sengetsu.link_work.cases.models import Case

from .choices import IntakeState
from .models import Intake
from .topics import TOPICS

# A human's 緊急 and 高 first; then what nobody has judged but the software warns of; then the rest.
ORDER = [
    When(urgency=Urgency.EMERGENCY, then=Value(0)),
    When(urgency="", warned=True, then=Value(1)),
    When(urgency=Urgency.HIGH, then=Value(2)),
    When(urgency="", then=Value(3)),
    When(urgency=Urgency.MIDDLE, then=Value(4)),
]


def _most_urgent_first(rows: QuerySet[Intake]) -> QuerySet[Intake]:
    place = Choose(*ORDER, default=Value(5), output_field=IntegerField())
    return rows.annotate(place_in_line=place).order_by("place_in_line", "-received_at", "-pk")


def waiting(user: User) -> QuerySet[Intake]:
    """What nobody has dealt with yet."""
    new = Intake.objects.visible_to(user).filter(state=IntakeState.NEW)
    return _most_urgent_first(new.select_related("informant", "receiver", "case"))


def handled(user: User) -> QuerySet[Intake]:
    done = Intake.objects.visible_to(user).exclude(state=IntakeState.NEW)
    return done.select_related("informant", "receiver", "case", "handled_by").order_by("-received_at", "-pk")


def intake_of(user: User, public_id: UUID) -> Intake | None:
    return (
        Intake.objects.visible_to(user)
        .select_related("case", "informant", "receiver", "handled_by", "urgency_by")
        .filter(public_id=public_id)
        .first()
    )


def thread_of(intake: Intake) -> QuerySet[Intake]:
    """Other letters of the same case that stand beside it."""
    if intake.case_id is None:
        return Intake.objects.none()
    return Intake.objects.filter(case_id=intake.case_id).exclude(pk=intake.pk).order_by("received_at")


def tips_of(user: User) -> QuerySet[Intake]:
    """An informant's own tips; the page shows receipt, day and state, never the case."""
    return Intake.objects.filter(informant=user).order_by("-received_at", "-pk")


def details_of(intake: Intake) -> dict[str, str]:
    """Further answers of the form, in words."""
    return dict(json.loads(intake.details)) if intake.details else {}


def topics_of(intake: Intake) -> list[str]:
    labels = dict(TOPICS)
    return [labels[code] for code in intake.topics.split(",") if code in labels]


def likely_cases(user: User, intake: Intake) -> list[Case]:
    """Cases, closed ones too, whose people look like the one this entry speaks of. The worker decides."""
    likely = cases.likely_people(user, name=intake.person, phone=intake.contact, address=intake.place)
    found = {case.pk: case for one in likely for case in one.cases if case.pk != intake.case_id}
    return list(found.values())


def cases_to_add_to(user: User, intake: Intake, text: str) -> QuerySet[Case]:
    """What an entry can be added to: likely ones and the team's open cases, or what `text` finds."""
    if text:
        return cases.found_by(user, text)
    ids = [case.pk for case in likely_cases(user, intake)]
    mine = Case.objects.readable_by(user)
    return mine.filter(Q(pk__in=ids) | Q(owner=user)).exclude(state=State.CLOSED).order_by("next_on", "pk")
