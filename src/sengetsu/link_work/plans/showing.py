"""A plan on an agency's screen: who saw it, and on whose consent."""

from sengetsu.accounts.models import User
from sengetsu.link_work.consents.choices import Document, Fact
from sengetsu.link_work.consents.showing import leave_partner_trace, show_by_consent

from .partner import SeenPlan


def show_plan(*, by: User, seen: SeenPlan) -> None:
    leave_partner_trace(by=by, case=seen.plan.case, thing="partner_plan", thing_id=str(seen.plan.public_id))
    for sight in seen.sights.values():
        if sight.consent:
            facts = {Document.PLAN.value} | ({Fact.NAME.value} & sight.facts)
            show_by_consent(by=by, consent=sight.consent, facts=facts, what=str(seen.plan))


def list_plans(*, by: User, plans: list[SeenPlan]) -> None:
    """A name in a list is told too: a row a day for each consent that allows it."""
    for seen in plans:
        for sight in seen.sights.values():
            if sight.consent and Fact.NAME in sight.facts:
                what = f"{seen.plan}（一覧）"
                show_by_consent(by=by, consent=sight.consent, facts={Fact.NAME.value}, what=what)
