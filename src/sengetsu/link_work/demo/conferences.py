"""Both conferences of the demo town, with papers, words and what was decided."""

from datetime import time, timedelta

from django.utils import timezone

from sengetsu.accounts.models import User
from sengetsu.directory.models import Organization
from sengetsu.link_work.cases.models import Case
from sengetsu.link_work.conferences.access import member_of
from sengetsu.link_work.conferences.actions import (
    acknowledge,
    bring_case,
    call_conference,
    end_conference,
    invite,
)
from sengetsu.link_work.conferences.choices import ConferenceKind, SeatAnswer
from sengetsu.link_work.conferences.guest_actions import invite_guest, write_answer
from sengetsu.link_work.conferences.models import Conference, Member
from sengetsu.link_work.conferences.paper_actions import (
    prepare_paper,
    resolve,
    say,
    write_minutes,
    write_part,
)
from sengetsu.link_work.consents.choices import Fact
from sengetsu.link_work.plans.models import Plan

from .people import Users


def _called(users: Users, kind: ConferenceKind, days: int) -> Conference:
    """A conference of aoki with the manager and the agency's person, who have all acknowledged."""
    aoki = users["aoki"]
    conference = call_conference(
        by=aoki, kind=kind, on=timezone.localdate() + timedelta(days=days), starts_at=time(10), ends_at=time(11, 30),
        place="市役所 201会議室", purpose="毎月の会議",
    )  # fmt: skip
    acknowledge(by=aoki, member=_seat(aoki, conference))
    for name in ("ogawa", "sato"):
        guest = users[name]
        acknowledge(by=guest, member=invite(by=aoki, conference=conference, user=guest))
    return conference


def _seat(user: User, conference: Conference) -> Member:
    member = member_of(user, conference)
    if member is None:
        raise ValueError(f"{user} has no seat in {conference}")
    return member


def statutory(users: Users, blue_roof: Case) -> Conference:
    """A house of which nobody knows the name: without consent, under secrecy."""
    aoki = users["aoki"]
    conference = _called(users, ConferenceKind.STATUTORY, 6)
    item = bring_case(by=aoki, conference=conference, case=blue_roof, topic="だれがどのように声をかけるか")
    paper = prepare_paper(by=aoki, item=item)
    write_part(
        by=aoki, paper=paper, heading="たずねたいこと", tells=Fact.SITUATION,
        words="夕方に灯りがつく時間。買い物に出る様子。",
    )  # fmt: skip
    say(
        by=aoki, item=item, member=_seat(users["sato"], conference),
        words="二年前に体験に一度来られた方かもしれません。大きな音が苦手でした。",
    )  # fmt: skip
    resolve(
        by=aoki, item=item, words="声をかけるのは青木さんだけにする。つぼみは静かな時間をつくる。",
        owner=_seat(aoki, conference), due=timezone.localdate() + timedelta(days=10),
    )  # fmt: skip
    for organization in Organization.objects.filter(agency=None, closed_on=None).order_by("name")[:2]:
        invite_guest(by=aoki, conference=conference, organization=organization, name="ご担当の方")
    coming = conference.guests.first()
    if coming is not None:
        write_answer(
            by=aoki, guest=coming, said=SeatAnswer.ATTEND, promised=True, said_by="電話で。相談員の岡さん",
            words="10分ほどおくれて入ります。",
        )  # fmt: skip
    return conference


def plan_conference(users: Users, plan: Plan) -> Conference:
    aoki = users["aoki"]
    held = _called(users, ConferenceKind.PLAN, 0)
    item = bring_case(by=aoki, conference=held, case=plan.case, plan=plan, topic="プランの決定")
    write_minutes(by=aoki, item=item, minutes="案のとおり。水曜の午前に席を用意する。")
    end_conference(by=aoki, conference=held, held=True)
    coming = _called(users, ConferenceKind.PLAN, 20)
    item = bring_case(
        by=aoki, conference=coming, case=plan.case, plan=plan, topic="三か月の様子と、冬の過ごし方"
    )
    prepare_paper(by=aoki, item=item)
    return coming
