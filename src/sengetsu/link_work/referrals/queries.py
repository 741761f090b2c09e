"""What pages need of referrals. Restricted and foreign cases are left out by the cases' own rule."""

import json
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from sengetsu.accounts.models import User
from sengetsu.directory.models import Service
from sengetsu.link_work.cases.models import Case

from .models import AgencyAnswer, Referral


def referral_of(case: Case, referral_id: UUID) -> Referral | None:
    return (
        case.referrals.select_related("service__organization", "need", "consent__organization", "case")
        .prefetch_related("events__by", "answers")
        .filter(public_id=referral_id)
        .first()
    )


def _mine(user: User) -> QuerySet[Case]:
    return Case.objects.readable_by(user)


def to_chase(user: User, today: date) -> QuerySet[Referral]:
    """What has no answer, or whose day to follow up has come, oldest first."""
    return (
        Referral.objects.to_chase(today)
        .filter(case__in=_mine(user))
        .select_related("case", "service")
        .order_by("follow_up_on", "pk")
    )


def new_answers(user: User) -> QuerySet[AgencyAnswer]:
    return (
        AgencyAnswer.objects.filter(seen_at=None, referral__case__in=_mine(user))
        .select_related("referral__case", "referral__service")
        .order_by("-arrived_at")
    )


def shared_of(referral: Referral) -> dict[str, list[str]]:
    """Exactly what the agency was shown: label -> lines. Empty until it is sent."""
    return dict(json.loads(referral.shared)) if referral.shared else {}


def service_or_none(service_id: str) -> Service | None:
    """The service of an address; anything that is no id of one is none."""
    try:
        wanted = UUID(service_id)
    except ValueError:
        return None
    return Service.objects.select_related("organization").filter(pk=wanted).first()
