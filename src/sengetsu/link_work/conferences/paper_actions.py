"""Papers, what was said, the minutes and what was decided."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils import timezone

from sengetsu.accounts.models import User
from sengetsu.audit.choices import Action
from sengetsu.audit.writing import writing
from sengetsu.link_work.cases.actions import NextStep, set_next_step
from sengetsu.link_work.consents.sight import check_writes
from sengetsu.link_work.people.models import Person

from .access import can_prepare, has_acknowledged, is_staff, may_bring
from .composing import compose
from .models import AgendaItem, Member, Paper, PaperPart, Remark, Resolution
from .writing import trace_item


def _prepares(by: User, item: AgendaItem) -> None:
    if not can_prepare(by, item.conference):
        raise ValidationError("この会議を準備できるのは、守秘を確認した市の構成員です。")


def _writable(by: User, item: AgendaItem) -> None:
    _prepares(by, item)
    if not item.conference.is_planned or item.removed:
        raise ValidationError("この議題は、もう終わっています。")


def _may_read(by: User, item: AgendaItem) -> None:
    """A seat opens the conference, never the records of the case behind it."""
    if not may_bring(by, item.case):
        raise ValidationError("このケースの記録を読める人だけができます。")


def prepare_paper(*, by: User, item: AgendaItem) -> Paper:
    """One click: a paper put together from the records, numbered within the conference, editable after."""
    _may_read(by, item)
    with writing():
        _writable(by, item)
        papers = Paper.objects.filter(item__conference=item.conference)
        number = (papers.aggregate(last=Max("number"))["last"] or 0) + 1
        paper = Paper.objects.create(item=item, number=number, expires_on=item.conference.open_until, by=by)
        PaperPart.objects.bulk_create([PaperPart(paper=paper, **part) for part in compose(item)])
        trace_item(item, by, Action.CREATED, what="paper", number=str(number))
    return paper


def write_part(
    *,
    by: User,
    paper: Paper,
    heading: str,
    words: str,
    tells: str,
    person: Person | None = None,
    part: PaperPart | None = None,
) -> PaperPart:
    """A new part, or another text for `part`. `person` must be of the case."""
    if not heading.strip():
        raise ValidationError({"heading": "見出しを書いてください。"})
    if person is not None and not paper.item.case.members.filter(person=person).exists():
        raise ValidationError({"person": "このケースの人を選んでください。"})
    with writing():
        _writable(by, paper.item)
        row = part or PaperPart(paper=paper)
        row.heading, row.words, row.tells, row.person = heading, words, tells, person
        row.save()
        trace_item(paper.item, by, Action.CHANGED, what="paper", number=str(paper.number))
    return row


def remove_part(*, by: User, part: PaperPart, back: bool = False) -> None:
    with writing():
        _writable(by, part.paper.item)
        part.removed = not back
        part.save(update_fields=["removed"])
        trace_item(part.paper.item, by, Action.CHANGED, what="paper", number=str(part.paper.number))


def withdraw_paper(*, by: User, paper: Paper) -> None:
    """Close a paper before its day. Always possible."""
    with writing():
        _prepares(by, paper.item)
        if paper.withdrawn_at is None:
            paper.withdrawn_at = timezone.now()
            paper.save(update_fields=["withdrawn_at"])
            trace_item(paper.item, by, Action.WITHDRAWN, what="paper", number=str(paper.number))


def say(*, by: User, item: AgendaItem, member: Member, words: str) -> Remark:
    """Write down what was said. It stays in this conference; in the trail stands only that somebody spoke."""
    if not words.strip():
        raise ValidationError({"words": "聞いたこと・言ったことを書いてください。"})
    if member.organization is not None and member.user_id == by.pk:
        check_writes(by, member.organization)
    if item.removed or not item.conference.is_planned:
        raise ValidationError("この議題は、もう終わっています。")
    if member.conference_id != item.conference_id or member.left_at or not has_acknowledged(member):
        raise ValidationError("この会議の構成員ではありません。")
    if member.user_id != by.pk and not can_prepare(by, item.conference):
        raise ValidationError("ほかの人の言葉を書けるのは、会議を準備する人です。")
    with writing():
        row = Remark.objects.create(item=item, member=member, words=words)
        trace_item(item, by, Action.CREATED, what="remark")
    return row


def write_minutes(*, by: User, item: AgendaItem, minutes: str) -> AgendaItem:
    """The minutes of one item: also after the end, while nobody else reads them."""
    with writing():
        _prepares(by, item)
        item.minutes = minutes
        item.save(update_fields=["minutes"])
        trace_item(item, by, Action.CHANGED, what="minutes")
    return item


def resolve(
    *, by: User, item: AgendaItem, words: str, owner: Member, due: date, next_step: str = ""
) -> Resolution:
    """What was decided, who does it, by when. `next_step` becomes the next step of the case, in words of its
    own: what was heard in a statutory conference is not copied into the case."""
    if not words.strip():
        raise ValidationError({"words": "決まったことを書いてください。"})
    if due < timezone.localdate():
        raise ValidationError({"due": "もう過ぎた日です。"})
    if owner.conference_id != item.conference_id or owner.left_at is not None:
        raise ValidationError({"owner": "この会議の構成員から選んでください。"})
    if next_step.strip():
        _may_read(by, item)
    if next_step.strip() and not is_staff(owner.user):
        raise ValidationError({"next_step": "ケースの次の一歩は、リンクワーカーのものです。"})
    with writing():
        _writable(by, item)
        row = Resolution.objects.create(item=item, words=words, owner=owner, due=due, by=by)
        if next_step.strip():
            set_next_step(
                by=by, case=item.case, next_step=NextStep(words=next_step, on=due, person=owner.user)
            )
        trace_item(item, by, Action.CREATED, what="resolution")
    return row


def finish_resolution(*, by: User, resolution: Resolution) -> None:
    """Done. By its owner, or by whoever prepares the conference."""
    if resolution.owner.user_id != by.pk and not can_prepare(by, resolution.item.conference):
        raise ValidationError("この人の仕事ではありません。")
    with writing():
        if resolution.done_at is None:
            resolution.done_at = timezone.now()
            resolution.save(update_fields=["done_at"])
            trace_item(resolution.item, by, Action.CHANGED, what="resolution")
