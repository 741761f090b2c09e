"""A statutory conference with something in each of its parts, so that data that could leak exists."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from sengetsu.accounts.models import User
from sengetsu.directory.models import Organization
from sengetsu.link_work.cases.models import Case
from sengetsu.link_work.conferences.access import member_of
from sengetsu.link_work.conferences.actions import acknowledge, bring_case, call_conference
from sengetsu.link_work.conferences.choices import ConferenceKind, SeatAnswer
from sengetsu.link_work.conferences.guest_actions import invite_guest, write_answer
from sengetsu.link_work.conferences.models import (
    AgendaItem,
    Conference,
    Guest,
    Member,
    Paper,
    PaperPart,
    Resolution,
)
from sengetsu.link_work.conferences.paper_actions import (
    prepare_paper,
    resolve,
    say,
    write_minutes,
    write_part,
)


@dataclass(frozen=True)
class WholeConference:
    conference: Conference
    member: Member
    item: AgendaItem
    paper: Paper
    part: PaperPart
    resolution: Resolution
    guest: Guest  # comes, and promised secrecy
    waiting: Guest  # has not answered yet


def called(by: User, kind: ConferenceKind = ConferenceKind.STATUTORY, *, days: int = 5) -> Conference:
    """A conference of `by`, who has acknowledged."""
    on = timezone.localdate() + timedelta(days=days)
    conference = call_conference(by=by, kind=kind, on=on, place="織月", purpose="定例")
    acknowledge(by=by, member=seat(by, conference))
    return conference


def seat(user: User, conference: Conference) -> Member:
    member = member_of(user, conference)
    assert member
    return member


def whole_conference(*, by: User, case: Case, word: str) -> WholeConference:
    conference = called(by)
    member = seat(by, conference)
    item = bring_case(by=by, conference=conference, case=case, topic=f"{word}のこと")
    paper = prepare_paper(by=by, item=item)
    part = write_part(by=by, paper=paper, heading=f"{word}の見出し", words=f"{word}の中身", tells="situation")
    say(by=by, item=item, member=member, words=f"{word}を見かけた")
    write_minutes(by=by, item=item, minutes=f"{word}の記録")
    due = timezone.localdate()
    resolution = resolve(by=by, item=item, words=f"{word}を訪ねる", owner=member, due=due)
    organization, _ = Organization.objects.get_or_create(name="見守りの会")
    guest, waiting = (
        invite_guest(by=by, conference=conference, organization=organization, name=f"{word}の{who}")
        for who in ("田村", "岡")
    )
    said = {"said_by": f"{word}の田村", "words": f"{word}のことで行きます"}
    guest = write_answer(by=by, guest=guest, said=SeatAnswer.ATTEND, promised=True, **said)
    return WholeConference(conference, member, item, paper, part, resolution, guest, waiting)
