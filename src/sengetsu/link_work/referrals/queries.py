"""What pages need of referrals. Restricted and foreign cases are left out by the cases' own rule."""

import json
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from sengetsu.accounts.models import User
from sengetsu.base import blind
from sengetsu.directory.models import Service
from sengetsu.link_work.cases.models import Case
from sengetsu.link_work.cases.queries import NOT_IN_A_LIST as NO_LIST_OF_CASES
from sengetsu.postbox.envelopes.choices import ALIVE
from sengetsu.postbox.envelopes.queries import question_at

from .facts import told
from .models import AgencyAnswer, Question, Referral


def referral_of(case: Case, referral_id: UUID) -> Referral | None:
    return (
        case.referrals.select_related(
            "service__organization", "need", "consent__organization", "consent__person", "case", "by"
        )
        .prefetch_related("events__by", "answers")
        .filter(public_id=referral_id)
        .first()
    )


# Sealed texts that a list does not show.
NOT_IN_A_LIST = ("question",)


def _of_case(path: str) -> list[str]:
    return [f"{path}__{name}" for name in ("next_step", *NO_LIST_OF_CASES)]


def _mine(user: User) -> QuerySet[Case]:
    return Case.objects.readable_by(user)


def to_chase(user: User, today: date) -> QuerySet[Referral]:
    """What has no answer, or whose day to follow up has come, oldest first."""
    return (
        Referral.objects.to_chase(today)
        .filter(case__in=_mine(user))
        .select_related("case", "service")
        .defer(*NOT_IN_A_LIST, *_of_case("case"))
        .order_by("follow_up_on", "pk")
    )


def new_answers(user: User) -> QuerySet[AgencyAnswer]:
    return (
        AgencyAnswer.objects.filter(seen_at=None, referral__case__in=_mine(user))
        .select_related("referral__case", "referral__service")
        .defer(
            "words", "said_by", *(f"referral__{name}" for name in NOT_IN_A_LIST), *_of_case("referral__case")
        )
        .order_by("-arrived_at")
    )


def open_of(user: User) -> QuerySet[Referral]:
    """Every referral of the team that has not ended, the one to ask about first at the top."""
    rows = Referral.objects.open().filter(case__in=_mine(user))
    return rows.select_related("case", "service").order_by("follow_up_on", "pk")


def address_token(address: str) -> int:
    """Our own number for an envelope's address, so that no two tables show which envelope is whose."""
    return blind.token(address, kind="envelope")


def asked_at(address: str) -> Question | None:
    """The question whose envelope has this address; also an old one, also of an ended referral."""
    return Question.objects.filter(address=address_token(address)).select_related("referral").first()


@dataclass(frozen=True)
class Asked:
    """A page that the agency was given: what it shows of the case, and what became of it."""

    question: Question
    shared: dict[str, list[str]]
    is_open: bool
    state: str


def asked_of(referral: Referral) -> Asked | None:
    """The newest page; None while nothing was sent."""
    question = referral.questions.first()
    if question is None:
        return None
    envelope = question_at(question.token)
    shared = dict(json.loads(question.shared))
    if envelope is None:
        return Asked(question, shared, is_open=False, state="")
    return Asked(question, shared, envelope.state_now in ALIVE, str(envelope.state_now.label))


def would_show(referral: Referral) -> dict[str, list[str]]:
    """What the agency would see of the case if it were asked now; nothing without a valid basis."""
    consent = referral.consent
    if not referral.without_name and (consent is None or not consent.is_valid_on(timezone.localdate())):
        return {}
    return told(case=referral.case, need=referral.need, consent=consent)


def service_or_none(service_id: str) -> Service | None:
    """The service of an address; anything that is no id of one is none."""
    try:
        wanted = UUID(service_id)
    except ValueError:
        return None
    return Service.objects.select_related("organization").filter(pk=wanted).first()
