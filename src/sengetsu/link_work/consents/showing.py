"""What an agency sees on its own screen is a disclosure: a row of the ledger a day, a trace at each look."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from sengetsu.accounts.models import User
from sengetsu.audit.actions import record
from sengetsu.audit.choices import Action
from sengetsu.audit.writing import writing
from sengetsu.link_work.cases.models import Case

from .choices import Basis, Way
from .ledger_actions import disclose
from .models import Consent


def leave_partner_trace(*, by: User, case: Case, thing: str, thing_id: str) -> None:
    with transaction.atomic():
        record(by=by, action=Action.OPENED, thing=thing, thing_id=thing_id, case_id=case.number)


def show_by_consent(
    *,
    by: User,
    consent: Consent,
    facts: Iterable[str],
    what: str,
    way: Way = Way.SHOWN,
    recipient: str = "",
) -> None:
    """One row for each consent, person of the agency, thing, extent and day. `recipient`: who got the paper,
    if it was not `by` who looked."""
    shown, told_to = sorted(set(facts)), recipient or str(by)
    today = consent.case.disclosures.filter(by=by, way=way, consent=consent, at__date=timezone.localdate())
    with writing():
        if any((row.what, row.facts, row.recipient) == (what, shown, told_to) for row in today):
            return
        disclose(
            by=by,
            case=consent.case,
            basis=Basis.CONSENT,
            consent=consent,
            organization=consent.organization,
            recipient=told_to,
            way=way,
            facts=shown,
            what=what,
            why=consent.purpose,
        )
