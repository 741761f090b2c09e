"""What was made up but is not saved yet, table by table, in the order in which it can be saved."""

from dataclasses import dataclass, field

from django.db import models

from ..cases.models import Case, CaseAccess, CaseEvent, CaseMember, Handover, Look
from ..consents.models import Consent
from ..intake.models import Intake, IntakeReply
from ..needs.models import Need
from ..people.models import Household, HouseholdMember, Person
from ..referrals.models import AgencyAnswer, Referral, ReferralEvent
from ..ties.models import Tie
from ..visits.models import Contact

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
