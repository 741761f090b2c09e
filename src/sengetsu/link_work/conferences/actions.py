"""Calling a conference together: invitation, acknowledgement of secrecy, agenda, and leaving."""

from datetime import date, time

from django.core.exceptions import ValidationError
from django.utils import timezone

from sengetsu.accounts.models import User
from sengetsu.audit.choices import Action
from sengetsu.audit.writing import writing
from sengetsu.directory.models import Organization
from sengetsu.link_work.cases.choices import EventKind
from sengetsu.link_work.cases.models import Case
from sengetsu.link_work.cases.writing import event
from sengetsu.link_work.consents.sight import organizations_of
from sengetsu.link_work.plans.access import lacking_for_conference
from sengetsu.link_work.plans.choices import IN_FORCE, PlanState
from sengetsu.link_work.plans.models import Plan

from . import guest_actions
from .access import can_prepare, is_staff, may_be_invited, may_bring
from .choices import OATH_VERSION, ConferenceKind, ConferenceState
from .models import AgendaItem, Conference, Member
from .writing import locked, next_number, prepared, tell, trace, trace_item

IN_CONFERENCE = IN_FORCE | {PlanState.CONFERENCE}


def _check_times(starts_at: time | None, ends_at: time | None) -> None:
    if starts_at and ends_at and ends_at <= starts_at:
        raise ValidationError({"ends_at": "はじまりより後の時刻にしてください。"})


def call_conference(
    *,
    by: User,
    kind: ConferenceKind,
    on: date,
    starts_at: time | None = None,
    ends_at: time | None = None,
    place: str = "",
    purpose: str = "",
    before: Conference | None = None,
) -> Conference:
    """A new conference; whoever calls it is its chair and first member. `before`: the one it continues, whose
    members are invited again (not its agenda)."""
    if not is_staff(by):
        raise ValidationError("会議をひらくのは、リンクワーカーと福祉課です。")
    if on < timezone.localdate():
        raise ValidationError({"on": "もう過ぎた日です。"})
    _check_times(starts_at, ends_at)
    with writing():
        conference = Conference.objects.create(
            kind=kind, number=next_number(kind, on), on=on, starts_at=starts_at, ends_at=ends_at,
            place=place, purpose=purpose, chair=by,
        )  # fmt: skip
        Member.objects.create(conference=conference, user=by, invited_by=by)
        if before is not None:
            before = locked(before)
            if before.next_conference_id:
                raise ValidationError("つぎの会議は、もう決まっています。")
            before.next_conference = conference
            before.save(update_fields=["next_conference"])
            for member in before.members.filter(left_at=None).exclude(user=by).select_related("user"):
                _seat(conference, member.user, member.organization, by=by)
        trace(conference, by, Action.CREATED)
    return conference


def change_conference(
    *,
    by: User,
    conference: Conference,
    on: date,
    starts_at: time | None = None,
    ends_at: time | None = None,
    place: str = "",
    purpose: str = "",
) -> Conference:
    """Another day or place. Members are told that something changed."""
    _check_times(starts_at, ends_at)
    with writing():
        conference = prepared(by, conference)
        before = (conference.on, conference.starts_at, conference.ends_at, str(conference.place))
        if on < timezone.localdate() and on != conference.on:
            raise ValidationError({"on": "もう過ぎた日です。"})
        conference.on, conference.starts_at, conference.ends_at = on, starts_at, ends_at
        conference.place, conference.purpose = place, purpose
        conference.save(update_fields=["on", "starts_at", "ends_at", "place", "purpose"])
        for member in conference.members.filter(left_at=None).exclude(user=by).select_related("user"):
            tell(by=by, to=member.user)
        if before != (on, starts_at, ends_at, place):
            guest_actions.ask_again(by=by, conference=conference)
        trace(conference, by, Action.CHANGED)
    return conference


def _seat(conference: Conference, user: User, organization: Organization | None, *, by: User) -> Member:
    member, new = Member.objects.get_or_create(
        conference=conference, user=user, defaults={"organization": organization, "invited_by": by}
    )
    if not new and member.left_at is not None:
        # Invited again: the door of a statutory conference wants the acknowledgement again.
        member.left_at, member.acknowledged_at, member.oath_version = None, None, ""
        member.organization, member.invited_by, member.invited_at = organization, by, timezone.now()
        member.save()
        new = True
    if new:
        tell(by=by, to=user)
    return member


def invite(*, by: User, conference: Conference, user: User) -> Member:
    """Invite somebody with an account: a colleague, a manager, or an agency's person."""
    if not may_be_invited(user):
        raise ValidationError({"user": "この会議に招ける人ではありません。"})
    organization = None
    if not is_staff(user):
        houses = organizations_of(user)
        if not houses:
            raise ValidationError({"user": "この人の機関は、資源の台帳と結びついていません。"})
        organization = houses[0]
    with writing():
        conference = prepared(by, conference)
        member = _seat(conference, user, organization, by=by)
        trace(conference, by, Action.INVITED)
    return member


def acknowledge(*, by: User, member: Member) -> Member:
    """守秘を確認する. Nothing of a statutory conference opens before."""
    if member.user_id != by.pk:
        raise ValidationError("本人だけが確認できます。")
    with writing():
        member = Member.objects.select_for_update(of=("self",)).select_related("conference").get(pk=member.pk)
        if member.left_at is None and member.acknowledged_at is None:
            member.acknowledged_at, member.oath_version = timezone.now(), OATH_VERSION
            member.save(update_fields=["acknowledged_at", "oath_version"])
            trace(member.conference, by, Action.ACCEPTED, text=OATH_VERSION)
    return member


def leave(*, by: User, member: Member) -> Member:
    """Leave, or be asked to leave by the chair's side: everything of the conference closes at once."""
    if member.user_id != by.pk and not can_prepare(by, member.conference):
        raise ValidationError("この人を外せるのは、会議を準備する人です。")
    if member.user_id == member.conference.chair_id:
        raise ValidationError("会議をひらいた人は抜けられません。会議を終えるか、とりやめてください。")
    with writing():
        member = Member.objects.select_for_update(of=("self",)).select_related("conference").get(pk=member.pk)
        if member.left_at is None:
            member.left_at = timezone.now()
            member.save(update_fields=["left_at"])
            trace(member.conference, by, Action.WITHDRAWN, member=str(member.pk))
    return member


def bring_case(
    *, by: User, conference: Conference, case: Case, topic: str, plan: Plan | None = None
) -> AgendaItem:
    """Put a case on the agenda. Before a plan conference comes only a decided case, with consent."""
    if not topic.strip():
        raise ValidationError({"topic": "話し合うことを書いてください。"})
    if not may_bring(by, case):
        raise ValidationError({"case": "このケースは、会議に出せません。"})
    if not conference.is_statutory:
        _check_plan(case, plan)
    with writing():
        conference = prepared(by, conference)
        if conference.items.filter(case=case, removed=False).exists():
            raise ValidationError({"case": "もう議題にあります。"})
        item = AgendaItem.objects.create(
            conference=conference, case=case, topic=topic, by=by,
            plan=None if conference.is_statutory else plan,
        )  # fmt: skip
        event(case=case, kind=EventKind.CONFERENCE, by=by, words=f"{conference}の議題にした")
        trace_item(item, by, Action.CREATED)
    return item


def _check_plan(case: Case, plan: Plan | None) -> None:
    if plan is None or plan.case_id != case.pk:
        raise ValidationError({"plan": "どの支援プランを話し合うかを選んでください。"})
    if plan.state not in IN_CONFERENCE:
        raise ValidationError({"plan": "先に、プランを「会議にかけている」に進めてください。"})
    if lacking := lacking_for_conference(plan, timezone.localdate()):
        raise ValidationError({"plan": lacking})


def drop_case(*, by: User, item: AgendaItem) -> None:
    """Take a case off the agenda: its papers close with it. Always possible."""
    with writing():
        item = (
            AgendaItem.objects.select_for_update(of=("self",))
            .select_related("conference", "case")
            .get(pk=item.pk)
        )
        if not can_prepare(by, item.conference):
            raise ValidationError("議題を外せるのは、会議を準備する人です。")
        item.removed = True
        item.save(update_fields=["removed"])
        trace_item(item, by, Action.WITHDRAWN)


def end_conference(*, by: User, conference: Conference, held: bool) -> Conference:
    """The conference was held, or called off: for agencies everything of it closes."""
    with writing():
        conference = prepared(by, conference)
        conference.state = ConferenceState.HELD if held else ConferenceState.CANCELLED
        conference.save(update_fields=["state"])
        for guest in conference.guests.filter(withdrawn_at=None):
            guest_actions.close_page(by=by, guest=guest)
        if held:
            for item in conference.items.filter(removed=False).select_related("case"):
                event(case=item.case, kind=EventKind.CONFERENCE, by=by, words=f"{conference}をひらいた")
        trace(conference, by, Action.STATE_CHANGED, state=conference.state)
    return conference
