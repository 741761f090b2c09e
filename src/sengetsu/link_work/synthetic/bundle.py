"""What was made up but is not saved yet, table by table, in the order in which it can be saved."""

from dataclasses import dataclass, field

from django.db import models

from sengetsu.link_work.cases.models import Case, CaseAccess, CaseEvent, CaseMember, Handover, Look
from sengetsu.link_work.consents.models import Consent
from sengetsu.link_work.intake.models import Intake, IntakeReply
from sengetsu.link_work.needs.models import Need
from sengetsu.link_work.people.models import Household, HouseholdMember, Person
from sengetsu.link_work.referrals.models import AgencyAnswer, Referral, ReferralEvent
from sengetsu.link_work.ties.models import Tie
from sengetsu.link_work.visits.models import Contact

# A row can be saved when what it points to is there; corrections come after what they correct.
ORDER: tuple[type[models.Model], ...] = (
    Household, Person, HouseholdMember, Case, CaseMember, CaseAccess, CaseEvent, Handover, Look, Contact,
    Need, Consent, Referral, ReferralEvent, AgencyAnswer, Tie, Intake, IntakeReply,
)  # fmt: skip


@dataclass
class Bundle:
    rows: dict[type[models.Model], list[models.Model]] = field(default_factory=dict)
    corrections: list[Contact] = field(default_factory=list)

    def add(self, *rows: models.Model) -> None:
        for row in rows:
            self.rows.setdefault(type(row), []).append(row)
