"""What is known of a need beside its words, for the directory's matching. It stays in the process."""

from collections.abc import Mapping

from django.http import QueryDict

from sengetsu.directory.queries import Known
from sengetsu.link_work.needs.models import Need

from .choices import ReferralState

REFUSED = {ReferralState.DECLINED}
TRIED = {ReferralState.NO_SHOW, ReferralState.ENDED, ReferralState.STAYING, ReferralState.ATTENDED}


def known_of(need: Need, taps: QueryDict | Mapping[str, str]) -> Known:
    """Age of the person, what was tried and what was refused, and the needs that the worker ticked."""
    shown = {code for code in taps.get("shown", "").split(",") if code}
    ticked = set(taps.getlist("need")) if isinstance(taps, QueryDict) else set()
    past = need.case.referrals.exclude(service=None).values_list("service", "service__external_id", "state")
    return Known(
        age=need.person.age if need.person else None,
        added=frozenset(ticked) if shown else frozenset(),
        removed=frozenset(shown - ticked),
        tried=frozenset(outside or str(key) for key, outside, state in past if state in TRIED),
        refused=frozenset(outside or str(key) for key, outside, state in past if state in REFUSED),
    )
