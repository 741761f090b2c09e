"""Referrals as the agency that was asked sees them, signed in: by a consent of today, or without names."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from sengetsu.accounts.models import User
from sengetsu.link_work.consents.models import Narrowing
from sengetsu.link_work.consents.sight import organizations_of

from .choices import ENDS, ReferralState
from .facts import Shared, told
from .models import Question, Referral


@dataclass(frozen=True)
class SeenReferral:
    referral: Referral
    shared: Shared


def referrals_for(user: User, day: date) -> QuerySet[Referral]:
    """Open referrals to this person's agencies that may be shown today. A consent that ended, or of somebody
    who left the case, hides the whole referral."""
    rows = (
        Referral.objects.exclude(state__in=[*ENDS, ReferralState.DRAFTED])
        .filter(service__organization__in=organizations_of(user))
        .select_related("case", "need", "service__organization", "consent__person", "consent__organization")
    )
    valid = Q(consent__withdrawn_at=None, consent__given_on__lte=day, consent__until__gte=day)
    same = Q(consent__organization_id=F("service__organization_id"))
    shown = rows.filter(Q(consent=None, without_name=True) | (valid & same))
    # Narrowed after it was asked: the words of the question may hold what may no longer be told. It opens
    # again when it is asked anew, as the one-time page does.
    put = Question.objects.filter(referral=OuterRef("pk")).order_by("-put_at").values("put_at")[:1]
    shown = shown.annotate(asked_at=Coalesce(Subquery(put), F("created_at")))
    narrowed = Narrowing.objects.filter(consent=OuterRef("consent"), at__gt=OuterRef("asked_at"))
    return shown.exclude(Exists(narrowed)).order_by("follow_up_on", "pk")


def referral_for(user: User, referral_id: UUID, day: date) -> SeenReferral | None:
    found = referrals_for(user, day).filter(public_id=referral_id).first()
    if found is None:
        return None
    consent = found.consent
    if consent and not found.case.members.filter(person=consent.person_id).exists():
        return None
    return SeenReferral(found, told(case=found.case, need=found.need, consent=consent))
