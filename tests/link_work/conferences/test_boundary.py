"""The boundary as a state machine: 10,000 random steps, and after each one a random page of a random agency.

Two agencies, two people of one household, a plan, both conferences, referrals. A model that knows nothing of
the code under test keeps, in plain sets, what was granted, narrowed, withdrawn, expired, acknowledged and
left; each thing that could leak sings a word of its own. Whatever a page shows must be allowed by the model
at that instant (promise 6), and acts that reduce access must never be refused (promise 7).
"""

import os
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from sengetsu.accounts.models import User
from sengetsu.directory.models import Organization, Service
from sengetsu.link_work.cases.models import Case
from sengetsu.link_work.cases.people import add_new_person
from sengetsu.link_work.conferences.actions import acknowledge, bring_case, invite, leave
from sengetsu.link_work.conferences.choices import ConferenceKind, SeatAnswer
from sengetsu.link_work.conferences.guest_actions import invite_guest, withdraw_guest, write_answer
from sengetsu.link_work.conferences.models import AgendaItem, Conference, Guest, Member, Paper
from sengetsu.link_work.conferences.paper_actions import prepare_paper, say, write_part
from sengetsu.link_work.conferences.partner import conference_for_guest
from sengetsu.link_work.consents.actions import give_consent, narrow_consent, withdraw_consent
from sengetsu.link_work.consents.choices import Document, Fact, Given
from sengetsu.link_work.consents.models import Consent
from sengetsu.link_work.needs.actions import note_need
from sengetsu.link_work.needs.choices import Category
from sengetsu.link_work.people.choices import Relationship
from sengetsu.link_work.people.models import Person
from sengetsu.link_work.plans.actions import decide_support, draft_plan, put_action, put_goal
from sengetsu.link_work.plans.asking import ask_agency, stop_asking
from sengetsu.link_work.plans.choices import ActionState, PlanKind, PlanState, Who
from sengetsu.link_work.plans.course_actions import decide_plan, move_plan, tick_action
from sengetsu.link_work.plans.models import Plan, PlanAction
from sengetsu.link_work.referrals.actions import draft_referral, send_referral
from sengetsu.link_work.referrals.models import Referral
from tests import factories
from tests.link_work.conftest import opened
from tests.whole_conferences import called, seat
from tests.whole_plans import some_manager

SEEDS = (1, 2, 3, 4)
STEPS = int(os.environ.get("SENGETSU_BOUNDARY_STEPS", "2500"))  # for each seed; together 10,000
TODAY = timezone.localdate()
ALL = frozenset({*Fact.values, *Document.values})

# What sings, and what it takes to hear it (`_allowed`).
BIRDS = {
    "mother": "母瑠璃", "son": "子緋連", "wish": "願白腹", "other_note": "他機翡翠", "referral": "頼雲雀",
    "statutory_topic": "法議鶯", "statutory_paper": "法紙鶺鴒", "heard": "法聞目白", "plan_topic": "重議燕",
    "situation_mother": "母様四十雀", "phone_son": "子電鶉", "plan_remark": "重聞鷺",
    "action": "行千鳥",
}  # fmt: skip


@dataclass
class Grant:
    """A consent as the model knows it."""

    row: Consent
    person: int
    agency: int
    allowed: set[str]
    ended: bool = False


@dataclass
class Seat:
    member: Member
    acknowledged: bool = False
    left: bool = False


@dataclass
class Invited:
    """Somebody of the agency without an account, as the model knows them."""

    row: Guest
    comes: bool = False
    taken_back: bool = False


@dataclass
class Agency:
    number: int
    organization: Organization
    service: Service
    user: User
    client: Client
    statutory: Seat | None = None
    plan: Seat | None = None
    guests: dict[str, Invited] = field(default_factory=dict)
    page: str = ""  # the key of the newest one-time page of its action
    asked: bool = False  # and whether it may still be open
    referrals: list[tuple[Referral, Grant | None]] = field(default_factory=list)


class Town:
    """The household, its plan and conferences, and what the model says may be seen."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)  # noqa: S311 - not a secret
        self.by = factories.aoki(factories.team("織月"))
        self.case: Case = opened(self.by, "北川家")
        self.people = [self._person("mother", Relationship.MOTHER), self._person("son", Relationship.SON)]
        self.agencies = [self._agency(number) for number in (0, 1)]
        self.grants: list[Grant] = []
        self.need = note_need(by=self.by, case=self.case, category=Category.IBASHO, words="居場所")
        self._first_grants()
        self.plan = self._plan()
        self.own = list(PlanAction.objects.filter(who=Who.AGENCY).order_by("pk"))
        self.statutory, self.law_paper = self._statutory()
        self.plan_conference, self.plan_item, self.plan_paper = self._plan_conference()
        self.noted = False

    def _person(self, bird: str, relationship: Relationship) -> Person:
        place = {"relationship": relationship, "is_client": True}
        return add_new_person(
            by=self.by, case=self.case, place=place, family_name=BIRDS[bird], given_name="健"
        ).person

    def _agency(self, number: int) -> Agency:
        house = factories.agency(f"機関{number}")
        organization = Organization.objects.create(name=f"窓口{number}", agency=house)
        service = Service.objects.create(organization=organization, name=f"相談{number}", category="care")
        user = factories.user(f"partner{number}", f"担当{number}", "partner", agency=house)  # type: ignore[arg-type]
        client = Client()
        factories.open_session(client, user)
        return Agency(number, organization, service, user, client)

    def _first_grants(self) -> None:
        """A plan comes before a conference only with everybody's consent to each agency of it."""
        for agency in self.agencies:
            for person in (0, 1):
                self.grant(agency.number, person, {"plan", "name"})

    def _plan(self) -> Plan:
        plan = draft_plan(
            by=self.by, case=self.case, kind=PlanKind.MULTI_AGENCY, people=self.people,
            wishes=BIRDS["wish"], monitoring_on=TODAY + timedelta(days=30),
        )  # fmt: skip
        goal = put_goal(by=self.by, plan=plan, words="散歩")
        for agency in self.agencies:
            put_action(
                by=self.by, goal=goal, who=Who.AGENCY, organization=agency.organization, words=BIRDS["action"]
            )
        decide_support(by=some_manager(), case=self.case, words="8050")
        move_plan(by=self.by, plan=plan, to=PlanState.CONFERENCE)
        return decide_plan(by=some_manager(), plan=plan)

    def _statutory(self) -> tuple[Conference, Paper]:
        conference = called(self.by)
        item = bring_case(by=self.by, conference=conference, case=self.case, topic=BIRDS["statutory_topic"])
        paper = prepare_paper(by=self.by, item=item)
        write_part(
            by=self.by, paper=paper, heading="様子", words=BIRDS["statutory_paper"], tells=Fact.SITUATION
        )
        say(by=self.by, item=item, member=seat(self.by, conference), words=BIRDS["heard"])
        return conference, paper

    def _plan_conference(self) -> tuple[Conference, AgendaItem, Paper]:
        conference = called(self.by, ConferenceKind.PLAN)
        item = bring_case(
            by=self.by, conference=conference, case=self.case, topic=BIRDS["plan_topic"], plan=self.plan
        )
        paper = prepare_paper(by=self.by, item=item)
        mother, son = self.people
        write_part(
            by=self.by, paper=paper, heading="様子", words=BIRDS["situation_mother"], tells=Fact.SITUATION,
            person=mother,
        )  # fmt: skip
        write_part(
            by=self.by, paper=paper, heading="電話", words=BIRDS["phone_son"], tells=Fact.PHONE, person=son
        )
        return conference, item, paper

    # the steps; each changes the town by an action of the house, and the model by itself

    def grant(self, agency: int, person: int, allowed: set[str]) -> None:
        facts = [Fact(one) for one in allowed if one in Fact.values]
        row = give_consent(
            by=self.by, case=self.case, person=self.people[person],
            organization=self.agencies[agency].organization, facts=facts or [Fact.NEED],
            documents=[Document(one) for one in allowed if one in Document.values], purpose="相談",
            until=TODAY + timedelta(days=30), given=Given.PAPER,
        )  # fmt: skip
        self.grants.append(Grant(row, person, agency, set(allowed) | (set() if facts else {"need"})))

    def step(self) -> str:
        steps: list[Callable[[], object]] = [
            self.some_grant, self.some_grant, self.narrow, self.withdraw, self.expire, self.invite,
            self.acknowledge, self.leave, self.refer, self.decide, self.comment, self.speak,
            self.invite_guest, self.guest_answers, self.withdraw_guest, self.ask, self.stop_asking,
        ]  # fmt: skip
        step = self.dice.choice(steps)
        step()
        return step.__name__

    def _living(self) -> list[Grant]:
        return [one for one in self.grants if not one.ended]

    def some_grant(self) -> None:
        if len(self._living()) > 12:
            self.withdraw()
        wide = self.dice.random() < 0.5
        size = self.dice.randint(8, len(ALL)) if wide else self.dice.randint(1, 4)
        allowed = set(self.dice.sample(sorted(ALL), size))
        self.grant(self.dice.randrange(2), self.dice.randrange(2), allowed)

    def narrow(self) -> None:
        grant = self._pick(self._living())
        left = grant and set(self.dice.sample(sorted(grant.allowed), max(1, len(grant.allowed) - 2)))
        if grant and left:
            narrow_consent(
                by=self.by, consent=grant.row, facts=[Fact(one) for one in left if one in Fact.values],
                documents=[Document(one) for one in left if one in Document.values], until=grant.row.until,
            )  # fmt: skip
            self.agencies[grant.agency].asked &= grant.allowed == left
            grant.allowed = left

    def withdraw(self) -> None:
        if grant := self._pick(self._living()):
            withdraw_consent(by=self.by, consent=grant.row)
            grant.ended, self.agencies[grant.agency].asked = True, False

    def expire(self) -> None:
        """A day goes by for one consent: it ended yesterday. A page in the postbox ends by its own clock,
        which stands still here (see `test_asking`): so not while one is open to that agency."""
        grant = self._pick([one for one in self._living() if not self.agencies[one.agency].asked])
        if grant:
            yesterday = TODAY - timedelta(days=1)
            Consent.objects.filter(pk=grant.row.pk).update(given_on=yesterday, until=yesterday)
            grant.ended = True

    def invite(self) -> None:
        agency = self._pick(self.agencies)
        kind = self.dice.choice(("statutory", "plan"))
        conference = self.statutory if kind == "statutory" else self.plan_conference
        if agency and (getattr(agency, kind) is None or getattr(agency, kind).left):
            setattr(agency, kind, Seat(invite(by=self.by, conference=conference, user=agency.user)))

    def acknowledge(self) -> None:
        agency = self._pick(self.agencies)
        if agency and agency.statutory and not agency.statutory.left:
            acknowledge(by=agency.user, member=agency.statutory.member)
            agency.statutory.acknowledged = True

    def leave(self) -> None:
        agency = self._pick(self.agencies)
        kind = self.dice.choice(("statutory", "plan"))
        chair = self.dice.random() < 0.5
        if agency and (held := getattr(agency, kind)) and not held.left:
            leave(by=self.by if chair else agency.user, member=held.member)
            held.left = True

    def refer(self) -> None:
        """With a name on a living consent, or without one."""
        agency = self.agencies[self.dice.randrange(2)]
        if len(agency.referrals) > 6:
            return
        grant = self._pick([one for one in self._living() if one.agency == agency.number])
        nameless = grant is None or self.dice.random() < 0.3
        draft = draft_referral(
            by=self.by, case=self.case, need=self.need, question=BIRDS["referral"], service=agency.service,
            consent=None if nameless or grant is None else grant.row, without_name=nameless,
        )  # fmt: skip
        agency.referrals.append(
            (send_referral(by=self.by, referral=draft, aware=True), None if nameless else grant)
        )

    def decide(self) -> None:
        """The plan rests and runs again; neither asks for consent."""
        self.plan.refresh_from_db()
        to = PlanState.SUSPENDED if self.plan.state != PlanState.SUSPENDED else PlanState.RUNNING
        self.plan = move_plan(by=self.by, plan=self.plan, to=to, words="ようすを見て")

    def comment(self) -> None:
        if not self.noted:
            second = self.agencies[1].organization
            action = next(one for one in self.own if one.organization_id == second.pk)
            tick_action(
                by=self.by,
                action=action,
                state=ActionState.DOING,
                words=BIRDS["other_note"],
                organization=second,
            )
            self.noted = True

    def speak(self) -> None:
        """The second agency says something in the plan conference, as long as it sits there."""
        held = self.agencies[1].plan
        if held and not held.left and not self.plan_item.remarks.exists():
            say(by=self.agencies[1].user, item=self.plan_item, member=held.member, words=BIRDS["plan_remark"])

    def _conference(self, kind: str) -> Conference:
        return self.statutory if kind == "statutory" else self.plan_conference

    def invite_guest(self) -> None:
        agency, kind = self.dice.choice(self.agencies), self.dice.choice(("statutory", "plan"))
        if kind not in agency.guests or agency.guests[kind].taken_back:
            guest = invite_guest(
                by=self.by, conference=self._conference(kind), organization=agency.organization, name="岡"
            )
            agency.guests[kind] = Invited(guest)

    def guest_answers(self) -> None:
        agency, kind = self.dice.choice(self.agencies), self.dice.choice(("statutory", "plan"))
        invited = agency.guests.get(kind)
        if invited and not invited.taken_back:
            invited.comes = self.dice.random() < 0.6
            said = SeatAnswer.ATTEND if invited.comes else SeatAnswer.ABSENT
            write_answer(by=self.by, guest=invited.row, said=said, promised=invited.comes, said_by="岡")

    def withdraw_guest(self) -> None:
        agency, kind = self.dice.choice(self.agencies), self.dice.choice(("statutory", "plan"))
        invited = agency.guests.get(kind)
        if invited and self.dice.random() < 0.5:
            withdraw_guest(by=self.by, guest=invited.row)
            invited.taken_back = True

    def ask(self) -> None:
        """A one-time page for the agency's action; refused exactly when not everybody opens the plan."""
        agency = self.dice.choice(self.agencies)
        action = next(one for one in self.own if one.organization_id == agency.organization.pk)
        if self.everybody(agency, "plan"):
            agency.page, agency.asked = ask_agency(by=self.by, action=action).token, True
        else:
            with pytest.raises(ValidationError):
                ask_agency(by=self.by, action=action)

    def stop_asking(self) -> None:
        agency = self.dice.choice(self.agencies)
        if self.dice.random() < 0.3:
            action = next(one for one in self.own if one.organization_id == agency.organization.pk)
            stop_asking(by=self.by, action=action)
            agency.asked = False

    def _pick(self, among: list):  # type: ignore[no-untyped-def,type-arg]
        return self.dice.choice(among) if among else None

    # what the model says

    def allowed_to(self, agency: Agency, person: int) -> set[str]:
        own = [one for one in self._living() if (one.agency, one.person) == (agency.number, person)]
        return set().union(*(one.allowed for one in own)) if own else set()

    def everybody(self, agency: Agency, what: str) -> bool:
        return all(what in self.allowed_to(agency, person) for person in (0, 1))

    def may_hear(self, agency: Agency, where: str) -> set[str]:
        """The birds that may sing on this kind of page of this agency now."""
        name = {
            bird for person, bird in enumerate(("mother", "son")) if "name" in self.allowed_to(agency, person)
        }
        plan = self.everybody(agency, "plan")
        others = self.everybody(agency, "others")
        sits = bool(agency.plan and not agency.plan.left) and self.everybody(agency, "conference")
        law = bool(agency.statutory and agency.statutory.acknowledged and not agency.statutory.left)
        first = agency.number == 0
        heard: set[str] = set()
        if where == "plan" and plan:
            heard |= name | {"wish", "action"} | ({"other_note"} if others or not first else set())
        if where == "home" and plan:
            heard |= name
        if where == "statutory" and law:
            heard |= {"statutory_topic", "heard"}
        if where == "law_paper" and law:
            heard |= {"statutory_paper", "mother", "son"}
        if where == "plan_conference" and sits:
            heard |= name | {"plan_topic"} | ({"plan_remark"} if others or not first else set())
        if where == "plan_paper" and sits:
            heard |= self.on_plan_paper(agency)
        return heard

    def look_at_page(self, agency: Agency, after: str) -> int:
        """The newest one-time page of the plan, as whoever holds the letter opens it."""
        if not agency.page:
            return 0
        answer = Client().get(reverse("answer_write", args=[agency.page]))
        sang = {bird for bird, song in BIRDS.items() if song in answer.content.decode()}
        people = enumerate(("mother", "son"))
        may = {bird for person, bird in people if "name" in self.allowed_to(agency, person)} | {"action"}
        may = may if agency.asked and self.everybody(agency, "plan") else set()
        assert sang <= may, f"the page of {agency.user} shows {sorted(sang - may)} after {after}"
        return len(sang)

    def on_plan_paper(self, agency: Agency) -> set[str]:
        people = enumerate(("mother", "son"))
        heard = {bird for person, bird in people if "name" in self.allowed_to(agency, person)}
        heard |= {"wish", "action"} if self.everybody(agency, "plan") else set()
        heard |= {"situation_mother"} if "situation" in self.allowed_to(agency, 0) else set()
        heard |= {"phone_son"} if "phone" in self.allowed_to(agency, 1) else set()
        return heard

    def look_at_guest(self, agency: Agency, kind: str, after: str) -> int:
        """What may be printed for somebody without an account: they come, and no more than the agency may."""
        invited = agency.guests.get(kind)
        if invited is None:
            return 0
        seen = conference_for_guest(Guest.objects.get(pk=invited.row.pk), TODAY)
        papers = [paper for item in seen.items for paper in item.papers] if seen else []
        words = "".join(f"{part.heading}{part.words}" for paper in papers for part in paper.parts)
        sang = {bird for bird, song in BIRDS.items() if song in words}
        may: set[str] = set()
        if invited.comes and not invited.taken_back:
            may = {"statutory_paper", "mother", "son"}
            if kind == "plan":
                may = self.on_plan_paper(agency) if self.everybody(agency, "conference") else set()
        assert sang <= may, f"guest of {agency.user} gets {sorted(sang - may)} on {kind} after {after}"
        return len(sang)

    def addresses(self, agency: Agency) -> dict[str, str]:
        conference = self.plan_conference.public_id
        return {
            "home": reverse("partner_home"),
            "plan": reverse("partner_plan", args=[self.plan.public_id]),
            "statutory": reverse("partner_conference", args=[self.statutory.public_id]),
            "law_paper": reverse("partner_paper", args=[self.statutory.public_id, self.law_paper.public_id]),
            "plan_conference": reverse("partner_conference", args=[conference]),
            "plan_paper": reverse("partner_paper", args=[conference, self.plan_paper.public_id]),
            # Across the boundary: a paper of the one conference under the other.
            "crossed": reverse("partner_paper", args=[conference, self.law_paper.public_id]),
        }

    def look(self, agency: Agency, where: str, after: str) -> int:
        """What a page shows is allowed; returns how many birds sang."""
        page = agency.client.get(self.addresses(agency)[where]).content.decode()
        sang = {bird for bird, song in BIRDS.items() if song in page}
        leaked = sang - self.may_hear(agency, where)
        assert not leaked, f"{agency.user} hears {sorted(leaked)} on {where} after {after}"
        return len(sang)

    def look_at_referral(self, agency: Agency, after: str) -> int:
        """A referral with a name shows itself while its own consent lives, and only that person."""
        referral, grant = self.dice.choice(agency.referrals)
        answer = agency.client.get(reverse("partner_referral", args=[referral.public_id]))
        page = answer.content.decode()
        sang = {bird for bird, song in BIRDS.items() if song in page}
        may = {"referral"}
        if grant is not None and grant.ended:
            may = set()
        elif grant is not None and "name" in grant.allowed:
            may |= {("mother", "son")[grant.person]}
        assert sang <= may, f"{agency.user} hears {sorted(sang - may)} of a referral after {after}"
        return len(sang)


@pytest.mark.django_db
@pytest.mark.parametrize("seed", SEEDS)
def test_no_agency_ever_sees_more_than_basis_and_consent_allow_at_that_instant(seed: int) -> None:
    town, sang, sang_to_guests, sang_on_pages = Town(seed), 0, 0, 0
    places = list(town.addresses(town.agencies[0]))
    for number in range(STEPS):
        after = f"step {number} ({town.step()})"
        agency = town.dice.choice(town.agencies)
        sang += town.look(agency, town.dice.choice(places), after)
        if agency.referrals and number % 5 == 0:
            sang += town.look_at_referral(agency, after)
        sang_on_pages += town.look_at_page(agency, after)
        sang_to_guests += town.look_at_guest(agency, town.dice.choice(("statutory", "plan")), after)
    # The pages do show much: a wall without a door would prove nothing.
    assert sang > STEPS / 10
    assert sang_to_guests > STEPS / 100
    assert sang_on_pages > STEPS / 100
