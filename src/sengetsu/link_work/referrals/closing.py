"""Closing the pages of referrals that have lost what they stood on."""

from django.db.models import QuerySet

from sengetsu.accounts.models import User
from sengetsu.audit.choices import Action
from sengetsu.directory.models import Organization
from sengetsu.link_work.consents.models import Consent

from .asking import close_pages
from .models import Referral
from .moving import look_today, note, trace


def close_what_consent_opened(*, by: User, consent: Consent, why: str) -> None:
    """A withdrawn or narrowed consent closes every open page that stood on it, at once (promises 6 and 7)."""
    _close_standing(Referral.objects.filter(consent=consent), by=by, why=why)


def close_what_agency_may_answer(*, by: User, organization: Organization) -> None:
    """An agency that was closed answers nothing any more; what was asked of it comes up today."""
    asked = Referral.objects.filter(service__organization=organization)
    _close_standing(asked.exclude(questions=None).distinct(), by=by, why="機関が活動をやめました")


def _close_standing(referrals: QuerySet[Referral], *, by: User, why: str) -> None:
    for referral in referrals.select_related("case"):
        close_pages(referral, by=by)
        if not referral.is_open:
            continue
        # It has not ended: a human decides what becomes of it, today.
        look_today(referral)
        note(referral, by=by, words=f"{why}。開いていた返事のページは閉じました。")
        trace(referral, by, Action.WITHDRAWN, what="consent")
