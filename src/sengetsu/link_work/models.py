"""Gathers the rooms' tables. The line of the rooms (each may import only what stands to its right): desk >
conferences > plans > referrals > consents > needs |
visits > intake > ties > cases > people > drafts | index."""

from .assessments.models import Answer, Filling, Sheet
from .attachments.models import Attachment
from .cases.life_models import LifeEvent, ParticipationStep, Proposal
from .cases.merge_models import Merge
from .cases.models import Case, CaseAccess, CaseEvent, CaseMember, Handover, Look
from .conferences.models import (
    AgendaItem,
    Conference,
    Member,
    Paper,
    PaperOpening,
    PaperPart,
    Remark,
    Resolution,
)
from .consents.models import Consent, Disclosure, Narrowing
from .drafts.models import Draft
from .index.models import Token
from .intake.models import Intake, IntakeReply
from .needs.models import Need
from .people.models import Bond, Household, HouseholdMember, Person
from .plans.models import (
    ActionComment,
    ActionPage,
    Evaluation,
    Goal,
    GoalResult,
    Monitoring,
    Plan,
    PlanAction,
    PlanEvent,
    SupportDecision,
)
from .referrals.models import AgencyAnswer, Question, Referral, ReferralEvent
from .ties.models import Tie
from .visits.models import Contact, NoteQuestion

__all__ = [
    "ActionComment",
    "ActionPage",
    "AgencyAnswer",
    "AgendaItem",
    "Answer",
    "Attachment",
    "Bond",
    "Case",
    "CaseAccess",
    "CaseEvent",
    "CaseMember",
    "Conference",
    "Consent",
    "Contact",
    "Disclosure",
    "Draft",
    "Evaluation",
    "Filling",
    "Goal",
    "GoalResult",
    "Handover",
    "Household",
    "HouseholdMember",
    "Intake",
    "IntakeReply",
    "LifeEvent",
    "Look",
    "Member",
    "Merge",
    "Monitoring",
    "Narrowing",
    "Need",
    "NoteQuestion",
    "Paper",
    "PaperOpening",
    "PaperPart",
    "ParticipationStep",
    "Person",
    "Plan",
    "PlanAction",
    "PlanEvent",
    "Proposal",
    "Question",
    "Referral",
    "ReferralEvent",
    "Remark",
    "Resolution",
    "Sheet",
    "SupportDecision",
    "Tie",
    "Token",
]
