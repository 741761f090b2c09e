"""Cases with something in every room, so that data that could leak exists."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from sengetsu.accounts.models import Team, User
from sengetsu.directory.models import Organization
from sengetsu.link_work.assessments.actions import measure, write_piece
from sengetsu.link_work.assessments.queries import sheet_of
from sengetsu.link_work.attachments.actions import keep
from sengetsu.link_work.attachments.choices import FileKind
from sengetsu.link_work.attachments.models import Attachment
from sengetsu.link_work.cases.actions import NextStep, open_case
from sengetsu.link_work.cases.choices import LifeKind, Participation
from sengetsu.link_work.cases.handovers import offer
from sengetsu.link_work.cases.life_actions import note_life_event, note_participation
from sengetsu.link_work.cases.life_models import Proposal
from sengetsu.link_work.cases.merge_actions import merge_people
from sengetsu.link_work.cases.merge_models import Merge
from sengetsu.link_work.cases.models import Case, Handover
from sengetsu.link_work.cases.people import add_new_person
from sengetsu.link_work.consents.actions import give_consent, narrow_consent
from sengetsu.link_work.consents.choices import Basis, Document, Fact, Given, Way
from sengetsu.link_work.consents.ledger_actions import disclose
from sengetsu.link_work.consents.models import Consent, Disclosure
from sengetsu.link_work.intake.actions import add_to_case, take_in
from sengetsu.link_work.intake.choices import Kind
from sengetsu.link_work.intake.models import Intake
from sengetsu.link_work.needs.actions import note_need
from sengetsu.link_work.needs.choices import Category
from sengetsu.link_work.needs.models import Need
from sengetsu.link_work.people.actions import put_bond
from sengetsu.link_work.people.choices import BondKind, Relationship
from sengetsu.link_work.people.models import Bond, Person
from sengetsu.link_work.referrals.actions import draft_referral, send_referral
from sengetsu.link_work.referrals.models import Referral
from sengetsu.link_work.ties.actions import add_tie
from sengetsu.link_work.ties.choices import TieKind
from sengetsu.link_work.ties.models import Tie
from sengetsu.link_work.visits.actions import record_contact
from sengetsu.link_work.visits.choices import How
from sengetsu.link_work.visits.models import Contact, NoteQuestion
from sengetsu.link_work.visits.question_actions import answer_question, ask_about

from .whole_conferences import WholeConference, whole_conference
from .whole_plans import WholePlan, whole_plan


@dataclass(frozen=True)
class WholeCase:
    case: Case
    person: Person
    contact: Contact
    need: Need
    tie: Tie
    consent: Consent
    referral: Referral
    intake: Intake
    handover: Handover
    disclosure: Disclosure
    plan: WholePlan
    conference: WholeConference
    bond: Bond
    proposal: Proposal
    attachment: Attachment
    question: NoteQuestion
    merge: Merge


def whole_case(
    *, owner: User, team: Team, receiver: User, organization: Organization, word: str
) -> WholeCase:
    """An open case of `owner`, offered to `receiver`. Every free text of it holds `word`."""
    day = timezone.localdate()
    step = NextStep(words=f"{word}を訪ねる", on=day + timedelta(days=3), person=owner)
    case = open_case(by=owner, title=word, team=team, owner=owner, next_step=step)
    place = {"relationship": Relationship.SELF, "lives_here": True, "key_person": False, "is_client": True}
    person = add_new_person(by=owner, case=case, place=place, family_name=word, given_name="健").person
    contact = record_contact(
        by=owner, case=case, at=timezone.now() - timedelta(days=1), how=How.VISIT, happened=f"{word}と話した"
    )
    need = note_need(by=owner, case=case, category=Category.IBASHO, words=f"{word}の居場所")
    tie = add_tie(by=owner, case=case, kind=next(iter(TieKind)), label=f"{word}の叔母")
    consent = give_consent(
        by=owner,
        case=case,
        person=person,
        organization=organization,
        facts=[Fact.NAME, Fact.KANA],
        documents=[Document.PLAN],
        purpose=f"{word}を紹介する",
        until=day + timedelta(days=90),
        given=Given.PAPER,
    )
    until = consent.until
    narrow_consent(
        by=owner,
        consent=consent,
        facts=[Fact.NAME],
        documents=[Document.PLAN],
        until=until,
        words=f"{word}だけで",
    )
    referral = draft_referral(
        by=owner,
        case=case,
        need=need,
        question=f"{word}は通えますか",
        destination="そらまめ食堂",
        without_name=True,
    )
    referral = send_referral(by=owner, referral=referral, aware=True)
    intake = take_in(by=owner, kind=Kind.PHONE, story=f"{word}のことが心配です")
    intake = add_to_case(by=owner, intake=intake, case=case)
    handover = offer(by=owner, case=case, receiver=receiver, summary=f"{word}をお願いします")
    disclosure = disclose(
        by=owner,
        case=case,
        basis=Basis.EMERGENCY,
        way=Way.TOLD,
        organization=organization,
        facts=[Fact.NAME],
        why=f"{word}の安否",
        reason=f"{word}が電話に出ない",
    )
    plan = whole_plan(by=owner, case=case, person=person, organization=organization, word=word)
    conference = whole_conference(by=owner, case=case, word=word)
    filled(owner=owner, case=case, person=person, word=word)
    attachment = keep(by=owner, case=case, title=word, kind=FileKind.PDF, content=b"%PDF-1.4 %%EOF")
    question = ask_about(by=owner, contact=contact, words=f"{word}はどうでしたか")
    ask_about(by=owner, contact=contact, words=f"{word}にはいつ")
    answered = contact.questions.latest("pk")
    answer_question(by=owner, question=answered, answer=f"{word}はあすです")
    bond, proposal = at_home(owner=owner, case=case, person=person, word=word)
    twin = add_new_person(by=owner, case=case, place={}, family_name=word, given_name="けん").person
    merge = merge_people(by=owner, case=case, kept=person, gone=twin, words=f"{word}は同じ人")
    return WholeCase(
        case, person, contact, need, tie, consent, referral, intake, handover, disclosure, plan, conference,
        bond, proposal, attachment, question, merge,
    )  # fmt: skip


def at_home(*, owner: User, case: Case, person: Person, word: str) -> tuple[Bond, Proposal]:
    """A mother at home who went to hospital, and what is proposed for her son."""
    place = {"relationship": Relationship.MOTHER, "lives_here": True, "is_client": False}
    mother = add_new_person(by=owner, case=case, place=place, family_name=word, given_name="ふみ").person
    bond = put_bond(
        by=owner, first=mother, second=person, kind=BondKind.BIRTH_PARENT, case_number=case.number
    )
    note_participation(by=owner, case=case, person=person, step=Participation.HELPER, words=f"{word}で配ぜん")
    happened = note_life_event(
        by=owner, case=case, person=mother, kind=LifeKind.HOSPITAL, words=f"{word}の膝"
    )
    return bond, happened.proposals.get()


def filled(*, owner: User, case: Case, person: Person, word: str) -> None:
    """A domain in words, and a measure."""
    domains, ucla3 = sheet_of("domains"), sheet_of("ucla3")
    assert domains
    assert ucla3
    write_piece(
        by=owner, case=case, sheet=domains, code="money", said=f"{word}の年金", seen=f"{word}の暮らし"
    )
    measure(by=owner, case=case, sheet=ucla3, person=person, answers={"u1": "2", "u2": "2", "u3": "1"})
