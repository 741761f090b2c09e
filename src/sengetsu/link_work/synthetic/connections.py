"""Needs, consents, referrals and ties of a made-up case, in every state that there is."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from sengetsu.directory.models import Service
from sengetsu.link_work.cases.models import Case
from sengetsu.link_work.consents.choices import Fact, Given
from sengetsu.link_work.consents.models import Consent
from sengetsu.link_work.needs.choices import NeedState
from sengetsu.link_work.needs.models import Need
from sengetsu.link_work.referrals.choices import ENDS, ReferralState, Said, default_category
from sengetsu.link_work.referrals.models import AgencyAnswer, Referral, ReferralEvent
from sengetsu.link_work.referrals.moving import FOLLOW_UP_DAYS
from sengetsu.link_work.ties.choices import Flow, Strength, TieKind
from sengetsu.link_work.ties.models import Tie

from .bundle import Bundle
from .households import Home
from .words import Words

S = ReferralState
# The ways that a referral takes; the last state is the one it is in.
WAYS: dict[NeedState, tuple[tuple[ReferralState, ...], ...]] = {
    NeedState.OPEN: ((S.DRAFTED,), (S.DRAFTED, S.SENT, S.DECLINED), (S.DRAFTED, S.CANCELLED)),
    NeedState.CONNECTING: (
        (S.DRAFTED, S.SENT), (S.DRAFTED, S.SENT, S.ACCEPTED), (S.DRAFTED, S.SENT, S.ACCEPTED, S.NO_SHOW),
    ),
    NeedState.MET: (
        (S.DRAFTED, S.SENT, S.ACCEPTED, S.ATTENDED), (S.DRAFTED, S.SENT, S.ACCEPTED, S.ATTENDED, S.STAYING),
        (S.DRAFTED, S.SENT, S.ACCEPTED, S.NO_SHOW, S.ATTENDED, S.STAYING, S.ENDED),
    ),
}  # fmt: skip
CLOSED_WAYS = (
    (S.DRAFTED, S.SENT, S.ACCEPTED, S.ATTENDED, S.STAYING, S.ENDED),
    (S.DRAFTED, S.SENT, S.DECLINED),
)
SAID = {S.ACCEPTED: Said.ACCEPT, S.DECLINED: Said.DECLINE}
UNSEEN_DAYS = 30  # answers that nobody has looked at are not older
CHASED = 0.08  # share of open referrals whose day to follow up has come


@dataclass(frozen=True)
class Scene:
    """The case that is being made, and the things that all its parts need."""

    bundle: Bundle
    case: Case
    home: Home
    words: Words
    last: date

    def some_day(self) -> date:
        return self.words.day_between(self.case.opened_on, self.last)


def connect(bundle: Bundle, case: Case, home: Home, words: Words, last: date) -> None:
    scene = Scene(bundle, case, home, words, last)
    for category in words.dice.sample(home.kind.topics, words.dice.randint(1, len(home.kind.topics))):
        _need(scene, category)
    for _ in range(words.dice.randint(0, 5)):
        _tie(scene)


def services_for(category: str, words: Words) -> list[Service]:
    """Entries of the directory that fit a need; all of them where nothing fits."""
    wanted = default_category(category)
    return [one for one in words.directory if one.category == wanted] or words.directory


def _need(scene: Scene, category: str) -> None:
    words, case = scene.words, scene.case
    states = [NeedState.MET, NeedState.DROPPED] if case.closed_on else NeedState.values
    state = NeedState(words.dice.choice(states))
    noted = scene.some_day()
    need = Need(
        public_id=words.uuid(),
        case=case,
        person=words.dice.choice(scene.home.clients),
        category=category,
        words=words.one("needs", category),
        state=state,
        unmet_reason=words.one("unmet") if state is NeedState.UNMET else "",
        noted_on=noted,
        changed_on=words.day_between(noted, scene.last),
        by=case.owner,
    )
    scene.bundle.add(need)
    ways = CLOSED_WAYS if case.closed_on and state is NeedState.MET else WAYS.get(state, ())
    if ways and words.chance(0.75):
        _referral(scene, need, words.dice.choice(ways))


def _consent(scene: Scene, need: Need, service: Service, day: date) -> Consent:
    words = scene.words
    oral = words.chance(0.4)
    consent = Consent(
        public_id=words.uuid(),
        case=scene.case,
        person=need.person,
        organization_id=service.organization_id,
        facts=sorted(words.dice.sample(Fact.values, words.dice.randint(2, len(Fact.values)))),
        purpose=words.one("consent"),
        given_on=day,
        until=day + timedelta(days=365),
        given=Given.ORAL if oral else Given.PAPER,
        witness=words.one("tie") if oral else "",
        explained_by=scene.case.owner,
        withdrawn_at=_noon(scene.last) if words.chance(0.03) else None,
    )
    scene.bundle.add(consent)
    return consent


def _referral(scene: Scene, need: Need, way: tuple[ReferralState, ...]) -> None:
    words, state = scene.words, way[-1]
    service = words.dice.choice(services_for(need.category, words))
    nameless = words.chance(0.3)
    begun = words.day_between(need.noted_on, scene.last)
    days = sorted(words.day_between(begun, scene.last) for _ in way)
    elsewhere = words.chance(0.05)
    referral = Referral(
        public_id=words.uuid(),
        case=scene.case,
        need=need,
        service=None if elsewhere else service,
        destination=words.one("tie") if elsewhere else "",
        state=state,
        question=words.one("question"),
        consent=None if nameless or elsewhere else _consent(scene, need, service, begun),
        without_name=nameless,
        sent_on=dict(zip(way, days, strict=True)).get(S.SENT),
        attended_on=dict(zip(way, days, strict=True)).get(S.ATTENDED),
        ended_on=days[-1] if state in ENDS else None,
        follow_up_on=_follow_up(words, state, scene.last),
        by=scene.case.owner,
        created_at=_noon(days[0]),
    )
    scene.bundle.add(referral)
    for step, day in zip(way, days, strict=True):
        _step(scene, referral, step, day)
    if S.ATTENDED in way and not elsewhere and not scene.case.closed_on:
        scene.bundle.add(_tie_to(scene, service, days[-1]))


def _follow_up(words: Words, state: ReferralState, last: date) -> date | None:
    if state in ENDS:
        return None
    if words.chance(CHASED):
        return last - timedelta(days=words.dice.randint(0, 14))
    return last + timedelta(days=words.dice.randint(1, FOLLOW_UP_DAYS[state]))


def _step(scene: Scene, referral: Referral, to: ReferralState, day: date) -> None:
    words = scene.words
    by_agency = to in SAID
    text = words.one("declined") if to == S.DECLINED else words.one("accepted") if to == S.ACCEPTED else ""
    scene.bundle.add(
        ReferralEvent(
            referral=referral,
            to_state=to,
            words=text,
            said_by="担当" if by_agency else "",
            at=_noon(day),
            by=None if by_agency else scene.case.owner,
        )
    )
    if by_agency:
        # Answers of the last days may still wait to be seen.
        unseen = scene.case.is_open and (scene.last - day).days < UNSEEN_DAYS and words.chance(0.3)
        scene.bundle.add(
            AgencyAnswer(
                public_id=words.uuid(),
                referral=referral,
                said=SAID[to],
                words=text,
                said_by="担当",
                arrived_at=_noon(day),
                seen_at=None if unseen else _noon(day),
            )
        )


def _tie(scene: Scene) -> None:
    words = scene.words
    scene.bundle.add(
        Tie(
            case=scene.case,
            kind=TieKind.PERSON,
            label=words.one("tie"),
            strength=words.dice.choice(Strength.values),
            flow=words.dice.choice(Flow.values),
            note=words.one("notes", "general") if words.chance(0.2) else "",
            since=scene.some_day(),
            by=scene.case.owner,
        )
    )


def _tie_to(scene: Scene, service: Service, day: date) -> Tie:
    return Tie(
        case=scene.case, kind=TieKind.ACTIVITY, label=service.name, service=service, since=day,
        strength=scene.words.dice.choice(Strength.values), by=scene.case.owner,
    )  # fmt: skip


def _noon(day: date) -> datetime:
    return min(timezone.make_aware(datetime.combine(day, time(12, 0))), timezone.now())
