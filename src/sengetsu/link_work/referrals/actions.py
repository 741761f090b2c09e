"""Writing, sending, answering and ending referrals. Every state has a day on which somebody asks again."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils import timezone

from sengetsu.accounts.models import User
from sengetsu.audit.choices import Action
from sengetsu.audit.writing import writing
from sengetsu.directory.models import Service
from sengetsu.link_work.cases.models import Case
from sengetsu.link_work.consents.choices import Way
from sengetsu.link_work.consents.models import Consent
from sengetsu.link_work.drafts.actions import drop_draft
from sengetsu.link_work.needs.models import Need

from .asking import ask, check_basis, check_consent, close_pages, into_ledger, told_by
from .choices import CAN_BE_ASKED_HOW, ENDS, LEADS, Purpose, ReferralState, Said
from .lesson_actions import remember_suggestion
from .models import AgencyAnswer, Referral, ReferralEvent
from .moving import default_follow_up, enter, index, locked, look_today, may_become, note, sent_today, trace


def draft_referral(
    *,
    by: User,
    case: Case,
    need: Need,
    question: str,
    service: Service | None = None,
    destination: str = "",
    consent: Consent | None = None,
    without_name: bool = False,
    follow_up_on: date | None = None,
) -> Referral:
    """Prepare a referral. Nothing leaves the house yet, so no consent is needed."""
    if need.case_id != case.pk:
        raise ValidationError("このケースのことではありません。")
    if not question.strip():
        raise ValidationError({"question": "お願いしたいことを書いてください。"})
    if service is None and not destination.strip():
        raise ValidationError({"destination": "つなぎ先を書いてください。"})
    consent = None if without_name else consent
    check_consent(consent=consent, service=service, case=case)
    with writing():
        referral = Referral.objects.create(
            case=case,
            need=need,
            service=service,
            destination=destination,
            question=question,
            consent=consent,
            without_name=without_name,
            follow_up_on=follow_up_on or default_follow_up(ReferralState.DRAFTED),
            by=by,
        )
        ReferralEvent.objects.create(referral=referral, to_state=ReferralState.DRAFTED, by=by)
        index(referral)
        trace(referral, by, Action.CREATED)
    return referral


def change_draft(
    *,
    by: User,
    referral: Referral,
    question: str,
    consent: Consent | None = None,
    without_name: bool = False,
    follow_up_on: date | None = None,
) -> Referral:
    """Rewrite what was not sent yet."""
    if not question.strip():
        raise ValidationError({"question": "お願いしたいことを書いてください。"})
    with writing():
        referral = locked(referral)
        if referral.state != ReferralState.DRAFTED:
            raise ValidationError("もう送ってあります。")
        consent = None if without_name else consent
        check_consent(consent=consent, service=referral.service, case=referral.case)
        referral.question, referral.consent, referral.without_name = question, consent, without_name
        referral.follow_up_on = follow_up_on or referral.follow_up_on
        referral.save(update_fields=["question", "consent", "without_name", "follow_up_on"])
        index(referral)
        trace(referral, by, Action.CHANGED, what="draft")
    return referral


def write_referral(
    *, by: User, way: str, place: str, aware: bool = False, draft: Referral | None = None, **values: Any
) -> Referral:
    """What the page does: prepare (or rewrite `draft`), and send at once unless `way` is later. All of it
    or nothing. `values`: those of `draft_referral`, or of `change_draft`."""
    with writing():
        nameless = way == "nameless"
        if draft is None:
            case = values["need"].case
            referral = draft_referral(by=by, case=case, without_name=nameless, **values)
            remember_suggestion(by=by, need=values["need"], service=referral.service, accepted=True)
        else:
            referral = change_draft(by=by, referral=draft, without_name=nameless, **values)
        if way != "later":
            referral = send_referral(
                by=by, referral=referral, follow_up_on=values.get("follow_up_on"), aware=aware
            )
        drop_draft(by=by, place=place)
    return referral


def send_referral(
    *, by: User, referral: Referral, follow_up_on: date | None = None, aware: bool = False
) -> Referral:
    """Put the question into the postbox.

    Raises `ValidationError` when there is neither a valid consent nor "without name", and when names of the
    case's people stand in the text and nobody is `aware` of them.
    """
    with writing():
        referral = locked(referral)
        if referral.state != ReferralState.DRAFTED:
            raise ValidationError("もう送ってあります。")
        check_basis(referral, aware=aware)
        question = ask(referral, purpose=Purpose.PLACE, by=by)
        sent_today(referral)
        enter(referral, ReferralState.SENT, by=by, follow_up_on=follow_up_on)
        trace(referral, by, Action.SENT, page=str(question.pk))
    return referral


def ask_again(*, by: User, referral: Referral) -> Referral:
    """A fresh page: while no answer came (the old one expired or was lost), or to ask how it went.

    What was asked once is not asked for names again; a consent must be valid today.
    """
    with writing():
        referral = locked(referral)
        state = ReferralState(referral.state)
        if state is not ReferralState.SENT and state not in CAN_BE_ASKED_HOW:
            raise ValidationError(f"「{referral.get_state_display()}」では、たずねられません。")
        check_basis(referral, aware=True)
        purpose = Purpose.PLACE if state is ReferralState.SENT else Purpose.ATTENDANCE
        ask(referral, purpose=purpose, by=by)
        referral.follow_up_on = default_follow_up(ReferralState.SENT)
        referral.save(update_fields=["follow_up_on"])
        note(referral, by=by, words=f"返事のページをつくった（{purpose.label}）")
        trace(referral, by, Action.SENT, what=purpose)
    return referral


def move_referral(
    *,
    by: User,
    referral: Referral,
    to: ReferralState,
    words: str = "",
    follow_up_on: date | None = None,
    on: date | None = None,
) -> Referral:
    """Record what became of it. Cancelling or ending also closes the agency's page."""
    today = timezone.localdate()
    if on and on > today:
        raise ValidationError({"on": "これからの日です。"})
    if follow_up_on and follow_up_on < today:
        raise ValidationError({"follow_up_on": "もう過ぎた日です。"})
    if to == ReferralState.DECLINED and not words.strip():
        raise ValidationError({"words": "断られた理由を書いてください。"})
    if to == ReferralState.SENT:
        raise ValidationError("送るときは「送る」から進めてください。")
    with writing():
        referral = locked(referral)
        enter(referral, to, by=by, words=words, follow_up_on=follow_up_on, on=on)
        if to in ENDS:
            close_pages(referral, by=by)
        trace(referral, by, Action.STATE_CHANGED)
    return referral


def postpone(*, by: User, referral: Referral, follow_up_on: date, words: str = "") -> Referral:
    """Asked again, no answer yet: the day to follow up moves, and what was tried is kept."""
    if follow_up_on < timezone.localdate():
        raise ValidationError({"follow_up_on": "もう過ぎた日です。"})
    with writing():
        referral = locked(referral)
        if referral.state in ENDS:
            raise ValidationError("もう終わったつなぎです。")
        referral.follow_up_on = follow_up_on
        referral.save(update_fields=["follow_up_on"])
        note(referral, by=by, words=words)
        trace(referral, by, Action.CHANGED, what="follow_up")
    return referral


def answer_by_phone(
    *,
    by: User,
    referral: Referral,
    said: Said,
    words: str = "",
    said_by: str = "",
    first_on: date | None = None,
    aware: bool = False,
) -> Referral:
    """What an agency said on the telephone; its page is closed if that settles it.

    Whoever asked by telephone only, has sent it with the same words: the same basis is needed.
    """
    if said == Said.DECLINE and not words.strip():
        raise ValidationError({"words": "断られた理由を書いてください。"})
    with writing():
        referral = locked(referral)
        if referral.state == ReferralState.DRAFTED:
            check_basis(referral, aware=aware)
            into_ledger(referral, told_by(referral), way=Way.TOLD, by=by)
            sent_today(referral)
            enter(referral, ReferralState.SENT, by=by, words="電話でたずねた")
        now = timezone.now()
        AgencyAnswer.objects.create(
            referral=referral, said=said, words=words, said_by=said_by, first_on=first_on, seen_at=now
        )
        _follow(referral, said, by=by, words=words, said_by=said_by, first_on=first_on)
        if LEADS[said]:
            close_pages(referral, by=by)
        trace(referral, by, Action.ANSWERED, way="phone")
    return referral


def _follow(
    referral: Referral, said: Said, *, by: User | None, words: str, said_by: str, first_on: date | None
) -> None:
    """Go where the answer leads. "Let us talk", or a state that moved on: a human looks at it today."""
    before = referral.state
    after = first_on + timedelta(days=1) if first_on and first_on >= timezone.localdate() else None
    for to in LEADS[said]:
        if may_become(referral, to):
            enter(referral, to, by=by, words=words, said_by=said_by, follow_up_on=after)
    if referral.state == before:
        look_today(referral)
        note(referral, by=by, words=words, said_by=said_by)


def receive_answer(
    *,
    by: User | None,
    referral: Referral,
    letter_id: UUID,
    said: Said,
    words: str = "",
    said_by: str = "",
    first_on: date | None = None,
) -> AgencyAnswer:
    """An answer from the one-time page, taken out of the letter box; it waits on today until seen.

    In the history it is the agency's own word: `by`, who emptied the box, stands in the trail only.
    """
    with writing():
        referral = locked(referral)
        answer = AgencyAnswer.objects.create(
            letter_id=letter_id, referral=referral, said=said, words=words, said_by=said_by, first_on=first_on
        )
        _follow(referral, said, by=None, words=words, said_by=said_by, first_on=first_on)
        trace(referral, by, Action.ANSWERED, way="page")
    return answer


def see_answer(*, by: User, answer: AgencyAnswer) -> AgencyAnswer:
    with writing():
        if answer.seen_at is None:
            answer.seen_at = timezone.now()
            answer.save(update_fields=["seen_at"])
            trace(answer.referral, by, Action.CHANGED, what="answer_seen")
    return answer
