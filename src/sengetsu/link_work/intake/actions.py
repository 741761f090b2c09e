"""The only writer of intake entries. Nothing is ever just deleted: each entry gets a known end."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone

from sengetsu.accounts.models import User
from sengetsu.audit.actions import record
from sengetsu.audit.choices import Action
from sengetsu.audit.writing import writing
from sengetsu.link_work.cases.actions import NextStep, open_case
from sengetsu.link_work.cases.choices import Route, Urgency
from sengetsu.link_work.cases.models import Case
from sengetsu.link_work.cases.people import add_new_person, put_person
from sengetsu.link_work.drafts.actions import drop_draft
from sengetsu.link_work.people.models import Person
from sengetsu.postbox.envelopes.actions import NoReplyPossible, put_reply

from .choices import MOVES, About, Agreed, IntakeState, Kind, ReplyBy
from .collecting import warn_and_index
from .models import Intake, IntakeReply


def _trace(intake: Intake, by: User, action: Action, *, case: Case | None = None, **detail: str) -> None:
    of = case or intake.case
    record(
        by=by,
        action=action,
        thing="intake",
        thing_id=str(intake.pk),
        case_id=of.number if of else "",
        detail={"state": intake.state, **detail},
    )


def _locked(intake: Intake) -> Intake:
    return Intake.objects.select_for_update(of=("self",)).select_related("case").get(pk=intake.pk)


def _must_say(**words: str) -> None:
    """Refuse what is empty; a form says it beside the field, another caller meets it here."""
    empty = {name: "書いてください。" for name, text in words.items() if not text.strip()}
    if empty:
        raise ValidationError(empty)


def take_in(
    *,
    by: User,
    kind: Kind,
    story: str,
    route: Route = Route.OTHER,
    about: About = About.UNKNOWN,
    agreed: Agreed = Agreed.UNKNOWN,
    reply_by: ReplyBy = ReplyBy.NONE,
    received_at: datetime | None = None,
    draft_place: str = "",
    **words: str,
) -> Intake:
    """Record a call, a walk-in, or what was heard at a meeting. Only the story is needed.

    `words`: sender, contact, person, kana, place, topics, main_topic.
    """
    _must_say(story=story)
    if received_at and received_at > timezone.now():
        raise ValidationError({"received_on": "これからの日時です。"})
    with writing():
        intake = Intake.objects.create(
            kind=kind,
            story=story,
            route=route,
            about=about,
            agreed=agreed,
            reply_by=reply_by,
            received_at=received_at or timezone.now(),
            receiver=by,
            **words,
        )
        warn_and_index(intake)
        if draft_place:
            drop_draft(by=by, place=draft_place)
        _trace(intake, by, Action.CREATED, kind=kind)
    return intake


def decide_urgency(
    *, by: User, intake: Intake, urgency: Urgency, reason: str, recheck_at: datetime
) -> Intake:
    """A human decides, with a reason and a time to look again (domain.md, triage)."""
    _must_say(reason=reason)
    if recheck_at < timezone.now():
        raise ValidationError({"recheck_on": "もう過ぎた日時です。"})
    with writing():
        intake = _locked(intake)
        intake.urgency, intake.urgency_reason = urgency, reason
        intake.urgency_recheck_at, intake.urgency_by = recheck_at, by
        intake.save(update_fields=["urgency", "urgency_reason", "urgency_recheck_at", "urgency_by"])
        _trace(intake, by, Action.CHANGED, what="urgency")
    return intake


def _end(intake: Intake, by: User, to: IntakeState, *, outcome: str = "", case: Case | None = None) -> Intake:
    """Give a locked entry its known end. What the same writer sent before and after goes along."""
    if to not in MOVES[IntakeState(intake.state)]:
        raise ValidationError(f"もう「{intake.get_state_display()}」になっています。")
    before = intake.case
    intake.state, intake.outcome = to, outcome or intake.outcome
    intake.case = case or before
    intake.handled_by, intake.handled_at = by, timezone.now()
    intake.save(update_fields=["state", "outcome", "case", "handled_by", "handled_at"])
    warn_and_index(intake)
    _take_thread_along(intake, before)
    return intake


def _take_thread_along(intake: Intake, before: Case | None) -> None:
    """Letters of one thread lie in one case; each stays new until somebody has read it."""
    if not intake.thread or intake.case == before:
        return
    for other in Intake.objects.filter(thread=intake.thread, case=before).exclude(pk=intake.pk):
        other.case = intake.case
        other.save(update_fields=["case"])
        warn_and_index(other)


def open_case_from(
    *,
    by: User,
    intake: Intake,
    title: str,
    next_step: NextStep,
    known: Person | None = None,
    person: Mapping[str, str] | None = None,
    **case: Any,
) -> Case:
    """Open a case from an entry; its urgency and route go along.

    About somebody `known`, or a new `person` (fields of `people.actions.add_person`), or nobody yet.
    """
    with writing():
        intake = _locked(intake)
        if by.team is None:
            raise ValidationError("リンクワーカーだけがケースを開けます。")
        recheck = intake.urgency_recheck_at
        opened = open_case(
            by=by,
            title=title,
            team=by.team,
            owner=by,
            next_step=next_step,
            route=Route(intake.route),
            urgency=intake.urgency,
            urgency_reason=intake.urgency_reason,
            urgency_recheck_on=timezone.localdate(recheck) if recheck else None,
            **case,
        )
        if known:
            put_person(by=by, case=opened, person=known)
        elif person:
            add_new_person(by=by, case=opened, place={}, **person)
        intake = _end(intake, by, IntakeState.OPENED, case=opened)
        _trace(intake, by, Action.STATE_CHANGED)
    return opened


def add_to_case(*, by: User, intake: Intake, case: Case) -> Intake:
    """Put an entry into a known case, also a closed one: whether to reopen it is asked on the next page."""
    with writing():
        intake = _end(_locked(intake), by, IntakeState.ADDED, case=case)
        _trace(intake, by, Action.STATE_CHANGED)
    return intake


def correct_case(*, by: User, intake: Intake, case: Case, reason: str) -> Intake:
    """Move an entry that was put into the wrong case. Both cases' trails keep that it was there."""
    _must_say(reason=reason)
    with writing():
        intake = _locked(intake)
        wrong = intake.case
        if wrong is None or not intake.is_in_a_case:
            raise ValidationError("まだ、どのケースにも加えていません。")
        if wrong.pk == case.pk:
            raise ValidationError({"case": "いまと同じケースです。"})
        intake.case, intake.state = case, IntakeState.ADDED
        intake.outcome = "\n".join(filter(None, (intake.outcome, f"ケースを直した：{reason}")))
        intake.handled_by, intake.handled_at = by, timezone.now()
        intake.save(update_fields=["case", "state", "outcome", "handled_by", "handled_at"])
        warn_and_index(intake)
        _take_thread_along(intake, wrong)
        _trace(intake, by, Action.CHANGED, case=wrong, what="moved_away")
        _trace(intake, by, Action.CHANGED, what="moved_here")
    return intake


def answer(*, by: User, intake: Intake, text: str, way: ReplyBy, draft_place: str = "") -> IntakeReply:
    """Write back, or note what was said back. A passphrase reply is sealed to the writer alone.

    Raises `ValidationError` when the writer asked for no reply by passphrase.
    """
    _must_say(text=text)
    with writing():
        intake = _locked(intake)
        envelope_id = _seal_reply(intake, text, by) if way == ReplyBy.HERE else None
        reply = IntakeReply.objects.create(intake=intake, text=text, way=way, by=by, envelope_id=envelope_id)
        if draft_place:
            drop_draft(by=by, place=draft_place)
        _trace(intake, by, Action.ANSWERED, way=way)
    return reply


def _seal_reply(intake: Intake, text: str, by: User) -> Any:
    try:
        return put_reply(receipt=intake.receipt, content={"text": text, "name": str(by)}, by=by).pk
    except NoReplyPossible as none:
        sentence = "この手紙には合言葉がありません。ほかの方法を選んでください。"
        raise ValidationError({"way": sentence}) from none


def answer_only(*, by: User, intake: Intake, text: str, way: ReplyBy, draft_place: str = "") -> Intake:
    """Answer, and that is all that is needed."""
    with writing():
        answer(by=by, intake=intake, text=text, way=way, draft_place=draft_place)
        intake = _end(_locked(intake), by, IntakeState.ANSWERED)
        _trace(intake, by, Action.STATE_CHANGED)
    return intake


def pass_on(*, by: User, intake: Intake, to: str, reason: str) -> Intake:
    """Pass on to somebody else, with where and why."""
    _must_say(to=to, reason=reason)
    with writing():
        intake = _end(_locked(intake), by, IntakeState.PASSED_ON, outcome=f"{to}：{reason}")
        _trace(intake, by, Action.STATE_CHANGED)
    return intake
