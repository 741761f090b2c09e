"""What an agency's person sees of a conference. Two doors that share nothing but this file's data classes:
a statutory conference opens by the acknowledged oath, a plan conference by the consents of today."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from sengetsu.accounts.models import User
from sengetsu.link_work.consents.choices import Document
from sengetsu.link_work.consents.sight import Sight, all_open, names_by, sights

from . import access
from .choices import ConferenceState
from .models import AgendaItem, Conference, Guest, Member, Paper, PaperPart, Remark, Resolution


@dataclass(frozen=True)
class SeenPaper:
    paper: Paper
    parts: list[PaperPart]


@dataclass(frozen=True)
class SeenItem:
    """One item of the agenda. `title` names people only as far as the basis goes."""

    item: AgendaItem
    title: str
    sights: dict[int, Sight] = field(default_factory=dict)
    papers: list[SeenPaper] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    resolutions: list[Resolution] = field(default_factory=list)


@dataclass(frozen=True)
class SeenConference:
    conference: Conference
    member: Member | Guest
    items: list[SeenItem]

    @property
    def seat(self) -> Member:
        """The seat of somebody with an account; a guest writes nothing here."""
        if isinstance(self.member, Guest):
            raise TypeError("a guest has no seat")
        return self.member

    def paper(self, paper_id: UUID) -> tuple[SeenItem, SeenPaper] | None:
        found = (
            (item, paper) for item in self.items for paper in item.papers if paper.paper.public_id == paper_id
        )
        return next(found, None)

    def item(self, item_id: UUID) -> SeenItem | None:
        return next((one for one in self.items if one.item.public_id == item_id), None)


def seats_of(user: User) -> QuerySet[Member]:
    """Invitations and seats of an agency's person: day and place, never a case."""
    rows = Member.objects.filter(
        user=user, left_at=None, organization__isnull=False, conference__state=ConferenceState.PLANNED
    )
    return rows.select_related("conference__chair", "organization").order_by("conference__on", "pk")


def conference_for(user: User, conference_id: UUID, day: date) -> SeenConference | None:
    """The conference with what may be seen in it now; None when its door is shut to this person."""
    conference = Conference.objects.filter(public_id=conference_id).select_related("chair").first()
    member = access.member_of(user, conference) if conference else None
    if conference is None or member is None or not access.is_open_to_partner(member, user, day):
        return None
    return SeenConference(conference, member, _items(conference, member.organization_id, day))


def conference_for_guest(guest: Guest, day: date) -> SeenConference | None:
    """What may be handed over on paper to somebody invited without an account: what an account of that
    agency would see, and nothing before the promise of secrecy or after the invitation was taken back."""
    if not access.is_open_to_guest(guest, day):
        return None
    conference = guest.conference
    return SeenConference(conference, guest, _items(conference, guest.organization_id, day))


def _items(conference: Conference, organization_id: UUID | None, day: date) -> list[SeenItem]:
    see = _statutory if conference.is_statutory else _by_consent
    items = conference.items.filter(removed=False).select_related("case", "plan").order_by("pk")
    return [one for one in (see(item, organization_id, day) for item in items) if one]


def _papers(item: AgendaItem, day: date) -> list[Paper]:
    return list(item.papers.filter(withdrawn_at=None, expires_on__gte=day))


def _parts(paper: Paper) -> list[PaperPart]:
    return list(paper.parts.filter(removed=False).select_related("person"))


def _remarks(item: AgendaItem) -> list[Remark]:
    return list(item.remarks.select_related("member__user", "member__organization"))


def _resolutions(item: AgendaItem) -> list[Resolution]:
    return list(item.resolutions.select_related("owner__user", "owner__organization"))


def _statutory(item: AgendaItem, organization_id: UUID | None, day: date) -> SeenItem | None:  # noqa: ARG001
    """社会福祉法106条の6: among members who acknowledged, everything of the agenda is shared."""
    papers = [SeenPaper(paper, _parts(paper)) for paper in _papers(item, day)]
    return SeenItem(item, str(item.topic), {}, papers, _remarks(item), _resolutions(item))


def _by_consent(item: AgendaItem, organization_id: UUID | None, day: date) -> SeenItem | None:
    """Only with everybody's consent to the papers of the conference, and then part by part."""
    if item.plan is None or organization_id is None:
        return None
    people = list(item.plan.people.all())
    allowed = sights(case=item.case, people=people, organizations=[organization_id], day=day)
    if not all_open(allowed, Document.CONFERENCE):
        return None
    papers = [
        SeenPaper(paper, [part for part in _parts(paper) if _tells(part, allowed)])
        for paper in _papers(item, day)
    ]
    names = names_by(allowed, people)
    remarks = _remarks(item)
    if not all_open(allowed, Document.OTHERS):
        own = {None, organization_id}
        remarks = [one for one in remarks if one.member.organization_id in own]
    return SeenItem(
        item, "・".join(names) or "名前は伝えられていません", allowed, papers, remarks, _resolutions(item)
    )


def _tells(part: PaperPart, allowed: dict[int, Sight]) -> bool:
    """A part about one person needs that person's consent to it; a part about all, everybody's."""
    if part.person_id is not None:
        sight = allowed.get(part.person_id)
        return sight is not None and part.tells in (sight.facts | sight.documents)
    return all(part.tells in (sight.facts | sight.documents) for sight in allowed.values())
