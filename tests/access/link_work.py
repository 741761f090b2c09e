"""The confidential wing: case by case, and what stands before a case is one."""

from sengetsu.accounts.models import User
from sengetsu.directory.models import Organization, Service
from sengetsu.link_work.cases.actions import change_state, restrict
from sengetsu.link_work.cases.choices import State
from sengetsu.link_work.cases.handovers import withdraw
from sengetsu.link_work.conferences.actions import acknowledge, invite
from sengetsu.link_work.conferences.models import Conference
from sengetsu.link_work.intake.actions import take_in
from sengetsu.link_work.intake.choices import Kind
from sengetsu.link_work.referrals.actions import draft_referral, send_referral
from sengetsu.link_work.referrals.models import Referral
from tests.whole_cases import WholeCase, whole_case

from .table import (
    ANYBODY,
    CASE,
    HIDDEN,
    LINK_WORK,
    LINK_WORKERS,
    LINK_WORKERS_ONLY,
    OK,
    REASON,
    SIGN_IN,
    Outcome,
    Profile,
    Row,
    Subject,
    Town,
    only,
)

RECEIVERS = {Subject.OWN: "mori", Subject.OTHER: "mori", Subject.RESTRICTED: "hoshi"}


def _asked_for_a_reason(who: str, of: Subject) -> Outcome:
    """The page that asks is open to whom it asks."""
    outcome = CASE.rule(who, of)
    return OK if outcome is REASON else outcome


def _receiver(who: str, of: Subject) -> Outcome:
    """Who was asked to take the case; not even the owner reads that page."""
    outcome = CASE.rule(who, of)
    return HIDDEN if outcome is OK and RECEIVERS.get(of) != who else outcome


def _offered(who: str, of: Subject) -> Outcome:
    """There is no offer of a closed case."""
    outcome = CASE.rule(who, of)
    return HIDDEN if outcome is OK and of is Subject.CLOSED else outcome


def _owner(who: str, of: Subject) -> Outcome:
    """Restricting is the owner's (and a manager's who gave a reason)."""
    outcome = CASE.rule(who, of)
    owner = "kitano" if of is Subject.OTHER else "aoki"
    return HIDDEN if outcome is OK and who != owner else outcome


def _entry(who: str, of: Subject) -> Outcome:
    """What came in belongs to its case; for whom that case asks a reason, the entry is not there yet."""
    outcome = CASE.rule(who, of)
    return HIDDEN if outcome is REASON else outcome


def _reviewer(who: str, of: Subject) -> Outcome:
    """An emergency is a manager's to review, also of a restricted case: somebody must look."""
    return {"ogawa": OK, ANYBODY: SIGN_IN}.get(who, HIDDEN)


def _decider(who: str, of: Subject) -> Outcome:
    """決裁 is a manager's, who comes from outside the team and is asked for a reason first."""
    outcome = CASE.rule(who, of)
    return HIDDEN if outcome is OK else outcome


def _agency(who: str, of: Subject) -> Outcome:
    """sato's agency takes part in aoki's case alone; and it may open nothing else of it."""
    if who == ANYBODY:
        return SIGN_IN
    return OK if who == "sato" and of is Subject.OWN else HIDDEN


def _seated(who: str, of: Subject) -> Outcome:
    """Each conference has its chair; ogawa has a seat in aoki's first one. A role alone opens nothing."""
    if who == ANYBODY:
        return SIGN_IN
    chair = "kitano" if of is Subject.OTHER else "aoki"
    return OK if who == chair or (who == "ogawa" and of is Subject.OWN) else HIDDEN


def _any_seat(who: str, of: Subject) -> Outcome:
    return OK if who == "sato" and of is Subject.OWN else _seated(who, of)


FOUR = tuple(Subject)
SEATED = Profile("conference: the city's seats", _seated, FOUR)
ANY_SEAT = Profile("conference: any seat", _any_seat, FOUR)
DECIDER = Profile("plan: the decision", _decider, FOUR)
TAKES_PART = Profile("agency: takes part", _agency, FOUR)
ASKED_AGENCY = Profile("agency: was asked", _agency, (Subject.OWN, Subject.OTHER))
REVIEW = Profile("disclosure: the review", _reviewer, FOUR)
ASKED = Profile("case: the reason", _asked_for_a_reason, FOUR)
RECEIVER = Profile("case: the receiver", _receiver, FOUR)
OFFERED = Profile("case: an offer", _offered, FOUR)
OWNER = Profile("case: the owner", _owner, FOUR)
ENTRY = Profile("intake", _entry, FOUR)
NEW_ENTRY = LINK_WORKERS_ONLY  # an entry that is nobody's case yet
HANDOVER = {"pk": "handover_id"}
TIE = {"pk": "tie_id"}
INTAKE = {"public_id": "intake_id"}
UNDECIDED = {"public_id": "new_intake_id"}

ROWS = [
    Row("case_list", LINK_WORK),
    Row("case_export", LINK_WORKERS_ONLY),
    Row("case_new", LINK_WORKERS_ONLY, "GET POST"),
    Row("people_likely", LINK_WORK, query="name=中村"),
    # the case and its household
    Row("case_page", CASE),
    Row("case_course", CASE),
    Row("case_before", CASE),
    Row("case_print", CASE),
    Row("case_trail", CASE),
    Row("case_reason", ASKED, "GET POST"),
    Row("case_next_step", CASE, "GET POST"),
    Row("case_urgency", CASE, "GET POST"),
    Row("case_cautions", CASE, "GET POST"),
    Row("case_state", CASE, "GET POST"),
    Row("case_restrict", OWNER, "GET POST"),
    Row("case_unrestrict", OWNER, "POST"),
    Row("case_handover", CASE, "GET POST"),
    Row("case_take_over", CASE, "POST"),
    Row("handover_answer", RECEIVER, "GET POST", keys=HANDOVER),
    Row("handover_accept", OFFERED, "POST", keys=HANDOVER),
    Row("handover_withdraw", OFFERED, "POST", keys=HANDOVER),
    Row("household_page", CASE),
    Row("person_new", CASE, "GET POST"),
    Row("person_edit", CASE, "GET POST"),
    Row("person_known", CASE, "GET POST"),
    Row("person_remove", CASE, "POST"),
    # visits, needs, referrals, consents, ties
    Row("contact_new", CASE, "GET POST"),
    Row("contact_correct", CASE, "GET POST"),
    Row("need_list", CASE),
    Row("need_new", CASE, "GET POST"),
    Row("need_state", CASE, "GET POST"),
    Row("referral_pick", CASE, "GET POST"),
    Row("suggestion_decline", CASE, "POST"),
    Row("referral_new", CASE, "GET POST"),
    Row("referral_page", CASE),
    Row("referral_list", LINK_WORK),
    Row("referral_send", CASE, "GET POST"),
    Row("referral_ask", CASE, "POST"),
    Row("referral_move", CASE, "GET POST"),
    Row("referral_phone", CASE, "GET POST"),
    Row("referral_letter", CASE),
    # what happens at home
    Row("bond_new", CASE, "GET POST"),
    Row("bond_remove", CASE, "POST"),
    Row("life_event_new", CASE, "GET POST"),
    Row("proposal_take", CASE, "GET POST"),
    Row("proposal_aside", CASE, "POST"),
    Row("ecomap_time", CASE),
    Row("participation_new", CASE, "GET POST"),
    # two that are one, and one that is two
    Row("case_merge", CASE, "GET POST"),
    Row("person_merge", CASE, "GET POST"),
    Row("merge_undo", CASE, "POST"),
    Row("household_split", CASE, "GET POST"),
    # papers, questions, and what comes after
    Row("attachment_list", CASE, "GET POST"),
    Row("attachment_file", CASE),
    Row("attachment_remove", CASE, "POST"),
    Row("question_ask", CASE, "GET POST"),
    Row("question_answer", CASE, "GET POST"),
    Row("handover_compose", CASE, "POST"),
    Row("case_leaving", CASE, "GET POST"),
    Row("case_follow_up", CASE, "GET POST"),
    # assessment
    Row("assessment_list", CASE),
    Row("piece_write", CASE, "GET POST", keys={"code": "sheet_code"}),
    Row("measure_new", CASE, "GET POST", keys={"code": "measure_code"}),
    Row("sheet_list", LINK_WORK),
    Row("sheet_new", LINK_WORK, "GET POST"),
    Row("sheet_edit", LINK_WORK, "GET POST", keys={"code": "sheet_code"}),
    # plans
    Row("plan_list", CASE),
    Row("plan_new", CASE, "GET POST"),
    Row("support_decide", DECIDER, "GET POST"),
    Row("plan_page", CASE),
    Row("plan_edit", CASE, "GET POST"),
    Row("plan_plain", CASE, "GET POST"),
    Row("goal_new", CASE, "GET POST"),
    Row("goal_edit", CASE, "GET POST"),
    Row("goal_remove", CASE, "POST"),
    Row("plan_action_new", CASE, "GET POST"),
    Row("plan_action_edit", CASE, "GET POST"),
    Row("plan_action_remove", CASE, "POST"),
    Row("plan_action_tick", CASE, "GET POST"),
    Row("plan_action_ask", CASE, "POST"),
    Row("plan_action_letter", CASE),
    Row("plan_action_ask_end", CASE, "POST"),
    Row("plan_comments_seen", CASE, "POST"),
    Row("plan_move", CASE, "GET POST"),
    Row("plan_decide", DECIDER, "GET POST"),
    Row("plan_monitor", CASE, "GET POST"),
    Row("plan_evaluate", CASE, "GET POST"),
    Row("plan_replan", CASE, "GET POST"),
    Row("plan_paper", CASE),
    # what an agency sees, signed in
    Row("partner_home", only("partner", "sato")),
    Row("partner_referral", ASKED_AGENCY, "GET POST", keys={"referral_id": "asked_id"}),
    Row("partner_plan", TAKES_PART),
    Row("partner_action", TAKES_PART, "GET POST"),
    # conferences: by a seat, never by a role alone
    Row("conference_list", LINK_WORK),
    Row("conference_new", LINK_WORK, "GET POST"),
    Row("conference_calendar", only("members", *LINK_WORKERS, "ogawa", "sato")),
    Row("conference_page", SEATED),
    Row("conference_edit", SEATED, "GET POST"),
    Row("conference_invite", SEATED, "GET POST"),
    Row("conference_oath", ANY_SEAT, "GET POST"),
    Row("conference_leave", ANY_SEAT, "POST"),
    Row("member_remove", SEATED, "POST"),
    Row("guest_new", SEATED, "GET POST"),
    Row("guest_letter", SEATED, keys={"guest_id": "waiting_guest_id"}),
    Row("guest_answer", SEATED, "GET POST"),
    Row("guest_withdraw", SEATED, "POST"),
    Row("guest_paper", SEATED),
    Row("conference_end", SEATED, "GET POST"),
    Row("item_new", SEATED, "GET POST"),
    Row("item_remove", SEATED, "POST"),
    Row("remark_new", SEATED, "GET POST"),
    Row("minutes_write", SEATED, "GET POST"),
    Row("resolution_new", SEATED, "GET POST"),
    Row("resolution_done", ANY_SEAT, "POST"),
    Row("paper_new", SEATED, "POST"),
    Row("paper_page", SEATED),
    Row("part_new", SEATED, "GET POST"),
    Row("part_edit", SEATED, "GET POST"),
    Row("part_remove", SEATED, "POST"),
    Row("paper_withdraw", SEATED, "POST"),
    Row("paper_print", SEATED),
    Row("partner_conference", TAKES_PART),
    Row("partner_paper", TAKES_PART),
    Row("partner_say", TAKES_PART, "GET POST"),
    # consents
    Row("consent_list", CASE),
    Row("consent_new", CASE, "GET POST"),
    Row("consent_narrow", CASE, "GET POST"),
    Row("consent_withdraw", CASE, "GET POST"),
    Row("disclosure_list", CASE),
    Row("disclosure_new", CASE, "GET POST"),
    Row("disclosure_review", REVIEW, "GET POST"),
    Row("tie_list", CASE, "GET POST"),
    Row("tie_change", CASE, "GET POST", keys=TIE),
    Row("tie_end", CASE, "POST", keys=TIE),
    # what came in
    Row("intake_list", LINK_WORK),
    Row("intake_new", LINK_WORKERS_ONLY, "GET POST"),
    Row("intake_likely", LINK_WORK, query="person=中村"),
    Row("intake_page", ENTRY, keys=INTAKE),
    Row("intake_print", ENTRY, keys=INTAKE),
    Row("intake_move", ENTRY, "GET POST", keys=INTAKE),
    Row("intake_urgency", ENTRY, "GET POST", keys=INTAKE),
    Row("intake_answer", ENTRY, "GET POST", keys=INTAKE),
    Row("intake_pass_on", ENTRY, "GET POST", keys=INTAKE),
    Row("intake_open_case", NEW_ENTRY, "GET POST", keys=UNDECIDED),
    Row("intake_add", NEW_ENTRY, "GET POST", keys=UNDECIDED),
    Row("tip_list", only("informant's list", "hara")),
    Row("draft_keep", LINK_WORK, "POST"),
    Row("draft_drop", LINK_WORK, "POST"),
]


def _asked(whole: WholeCase, by: User) -> Referral:
    """A referral with a name to the agency of the consent."""
    service = Service.objects.create(
        organization=whole.consent.organization, name="朝の見学会", category="participation"
    )
    draft = draft_referral(
        by=by, case=whole.case, need=whole.need, question="通えますか", service=service, consent=whole.consent
    )
    return send_referral(by=by, referral=draft, aware=True)


def _seat(guest: User, conference: Conference, *, by: User) -> None:
    acknowledge(by=guest, member=invite(by=by, conference=conference, user=guest))


def _put(town: Town, subject: Subject, whole: WholeCase) -> None:
    town.put(
        subject,
        public_id=whole.case.public_id,
        handover_id=whole.handover.pk,
        person_id=whole.person.public_id,
        contact_id=whole.contact.public_id,
        need_id=whole.need.public_id,
        referral_id=whole.referral.public_id,
        consent_id=whole.consent.public_id,
        tie_id=whole.tie.pk,
        merge_id=whole.merge.pk,
        attachment_id=whole.attachment.public_id,
        question_id=whole.question.pk,
        sheet_code="domains",
        measure_code="ucla3",
        item="money",
        disclosure_id=whole.disclosure.public_id,
        bond_id=whole.bond.pk,
        proposal_id=whole.proposal.pk,
        plan_id=whole.plan.plan.public_id,
        goal_id=whole.plan.goal.public_id,
        action_id=whole.plan.action.public_id,
        which="plain",
        conference_id=whole.conference.conference.public_id,
        item_id=whole.conference.item.public_id,
        paper_id=whole.conference.paper.public_id,
        part_id=whole.conference.part.public_id,
        member_id=whole.conference.member.public_id,
        resolution_id=whole.conference.resolution.public_id,
        guest_id=whole.conference.guest.public_id,
        waiting_guest_id=whole.conference.waiting.public_id,
        intake_id=whole.intake.public_id,
        place=f"contact:{whole.case.public_id}",
    )


def furnish(town: Town) -> None:
    people = town.people
    sato = people["sato"].grants_now[0].agency
    agencies = {
        subject: Organization.objects.create(
            name=f"西地区の相談室{subject}", agency=sato if subject is Subject.OWN else None
        )
        for subject in Subject
    }
    for subject, owner, word in [
        (Subject.OWN, "aoki", "中村"),
        (Subject.OTHER, "kitano", "東山"),
        (Subject.RESTRICTED, "aoki", "伏見"),
        (Subject.CLOSED, "aoki", "古川"),
    ]:
        person = people[owner]
        team = person.grants_now[0].team
        assert team
        receiver = people[RECEIVERS.get(subject, "mori")]
        whole = whole_case(
            owner=person, team=team, receiver=receiver, organization=agencies[subject], word=word
        )
        if subject is Subject.OWN:
            for guest in ("ogawa", "sato"):
                _seat(people[guest], whole.conference.conference, by=person)
        if subject is Subject.RESTRICTED:
            restrict(by=person, case=whole.case, users=[people["hoshi"]])
        if subject is Subject.CLOSED:
            withdraw(by=person, handover=whole.handover)
            change_state(by=person, case=whole.case, to=State.CLOSED, words="遠くへ引っ越した")
        if subject in {Subject.OWN, Subject.OTHER}:
            town.put(subject, asked_id=_asked(whole, person).public_id)
        _put(town, subject, whole)
    new = take_in(by=people["aoki"], kind=Kind.WALK_IN, story="となりの家の明かりがつかない")
    town.put(Subject.OWN, new_intake_id=new.public_id)
