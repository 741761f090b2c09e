"""A conference on an agency's screen: who opened which paper, on which basis."""

from django.utils import timezone

from sengetsu.accounts.models import User
from sengetsu.audit.writing import writing
from sengetsu.link_work.consents.choices import Basis, Document, Fact, Way
from sengetsu.link_work.consents.ledger_actions import disclose
from sengetsu.link_work.consents.showing import leave_partner_trace, show_by_consent

from .models import Member, PaperOpening
from .partner import SeenConference, SeenItem, SeenPaper


def note_opening(*, paper: SeenPaper, member: Member) -> None:
    PaperOpening.objects.create(paper=paper.paper, member=member)


def show_conference(*, by: User, seen: SeenConference) -> None:
    """A trace for each case that is on the page, and a row of the ledger with its basis."""
    for one in seen.items:
        leave_partner_trace(
            by=by, case=one.item.case, thing="partner_conference", thing_id=seen.conference.number
        )
        told = {Document.CONFERENCE.value} | ({Fact.NAME.value} if one.sights else set())
        _into_ledger(by=by, seen=seen, item=one, told=told, what=str(seen.conference))


def show_paper(*, by: User, seen: SeenConference, item: SeenItem, paper: SeenPaper) -> None:
    """The opening, the trace, and the row of the ledger with its legal basis."""
    what = f"{seen.conference} {paper.paper}"
    with writing():
        if isinstance(seen.member, Member):  # a guest opens nothing on a screen
            note_opening(paper=paper, member=seen.member)
        leave_partner_trace(
            by=by, case=item.item.case, thing="partner_conference", thing_id=seen.conference.number
        )
        _into_ledger(by=by, seen=seen, item=item, told={part.tells for part in paper.parts}, what=what)


def hand_over_paper(*, by: User, seen: SeenConference, item: SeenItem, paper: SeenPaper) -> None:
    """A paper printed for somebody without an account (`seen.member`): the ledger says who got it."""
    what = f"{seen.conference} {paper.paper}"
    told = {part.tells for part in paper.parts}
    _into_ledger(by=by, seen=seen, item=item, told=told, what=what, way=Way.PRINTED)


def _into_ledger(
    *, by: User, seen: SeenConference, item: SeenItem, told: set[str], what: str, way: Way = Way.SHOWN
) -> None:
    recipient = str(seen.member)
    if seen.conference.is_statutory:
        _by_law(by=by, seen=seen, item=item, told=told, what=what, way=way, recipient=recipient)
        return
    for sight in item.sights.values():
        if sight.consent:
            facts = told & (sight.facts | sight.documents)
            facts = facts or {Document.CONFERENCE.value}
            show_by_consent(
                by=by, consent=sight.consent, facts=facts, what=what, way=way, recipient=recipient
            )


def _by_law(
    *,
    by: User,
    seen: SeenConference,
    item: SeenItem,
    told: set[str],
    what: str,
    way: Way,
    recipient: str,
) -> None:
    case = item.item.case
    today = case.disclosures.filter(by=by, way=way, basis=Basis.STATUTORY, at__date=timezone.localdate())
    if any((row.what, row.recipient) == (what, recipient) for row in today):
        return
    disclose(
        by=by, case=case, basis=Basis.STATUTORY, way=way, organization=seen.member.organization,
        recipient=recipient, facts=sorted(told) or [Document.CONFERENCE.value], what=what,
        why="支援会議での情報共有",
    )  # fmt: skip
