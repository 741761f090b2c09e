"""Writing, sending, answering and ending referrals. Every state has a day on which somebody asks again."""

import json
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from sengetsu.accounts.models import User
from sengetsu.audit.actions import record
from sengetsu.audit.choices import Action
from sengetsu.directory.models import Service
from sengetsu.link_work.cases.models import Case
from sengetsu.link_work.consents.models import Consent
from sengetsu.link_work.drafts.actions import drop_draft
from sengetsu.link_work.index.actions import pieces_of_text, replace
from sengetsu.link_work.index.models import Owner
from sengetsu.link_work.needs.actions import move_need
from sengetsu.link_work.needs.choices import NeedState
from sengetsu.link_work.needs.models import Need
from sengetsu.link_work.ties.actions import add_tie
from sengetsu.link_work.ties.choices import TieKind
from sengetsu.postbox.envelopes import actions as postbox

from .choices import CONNECTED, ENDS, MOVES, ReferralState, Said
from .facts import told
from .models import AgencyAnswer, Referral, ReferralEvent

LINK_DAYS = 45  # the one-time page of an agency stays open this long
FOLLOW_UP_DAYS: dict[ReferralState, int] = {
    ReferralState.DRAFTED: 7,
    ReferralState.SENT: 7,
    ReferralState.ACCEPTED: 14,
    ReferralState.NO_SHOW: 7,
    ReferralState.ATTENDED: 28,
    ReferralState.STAYING: 91,
}
NEED_AFTER: dict[ReferralState, NeedState] = {
    ReferralState.SENT: NeedState.CONNECTING,
    ReferralState.ATTENDED: NeedState.MET,
}
STATE_SAID: dict[Said, ReferralState] = {
    Said.ACCEPT: ReferralState.ACCEPTED,
    Said.DECLINE: ReferralState.DECLINED,
}


def default_follow_up(state: ReferralState) -> date | None:
    days = FOLLOW_UP_DAYS.get(state)
    return timezone.localdate() + timedelta(days=days) if days else None


def _trace(referral: Referral, by: User | None, action: Action, **detail: str) -> None:
    record(
        by=by,
        action=action,
        thing="referral",
        thing_id=str(referral.pk),
        case_id=referral.case.number,
        detail={"state": referral.state, **detail},
    )


def _index(referral: Referral) -> None:
    replace(
        owner_kind=Owner.REFERRAL,
        owner_id=referral.pk,
        case_id=referral.case_id,
        tokens=pieces_of_text(referral.question, str(referral)),
    )


def _locked(referral: Referral) -> Referral:
    return (
        Referral.objects.select_for_update(of=("self",))
        .select_related("case", "need", "service", "consent")
        .get(pk=referral.pk)
    )


def _check_consent(*, consent: Consent | None, service: Service | None, without_name: bool) -> None:
    """A referral with a name stands on a consent of today to this very agency."""
    if without_name or consent is None:
        return
    if not consent.is_valid_on(timezone.localdate()):
        raise ValidationError({"consent": "この同意は、期限が切れたか、取りやめられています。"})
    if service is None or service.organization_id != consent.organization_id:
        raise ValidationError({"consent": "この同意は、別の相手へのものです。"})


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
    if need.case_id != case.pk or (consent and consent.case_id != case.pk):
        raise ValidationError("このケースのことではありません。")
    _check_consent(consent=consent, service=service, without_name=without_name)
    with transaction.atomic():
        referral = Referral.objects.create(
            case=case,
            need=need,
            service=service,
            destination=destination,
            question=question,
            consent=None if without_name else consent,
            without_name=without_name,
            follow_up_on=follow_up_on or default_follow_up(ReferralState.DRAFTED),
            by=by,
        )
        ReferralEvent.objects.create(referral=referral, to_state=ReferralState.DRAFTED, by=by)
        _index(referral)
        _trace(referral, by, Action.CREATED)
    return referral


def write_referral(*, by: User, need: Need, way: str, place: str, **values: Any) -> Referral:
    """What the page does: prepare, and send at once unless `way` is later. All of it or nothing."""
    with transaction.atomic():
        referral = draft_referral(by=by, case=need.case, need=need, without_name=way == "nameless", **values)
        if way != "later":
            referral = send_referral(by=by, referral=referral, follow_up_on=values.get("follow_up_on"))
        drop_draft(by=by, place=place)
    return referral


def send_referral(*, by: User, referral: Referral, follow_up_on: date | None = None) -> Referral:
    """Put the question into the postbox: facts by consent only, readable by who holds the link.

    Raises `ValidationError` when there is neither a valid consent nor "without name".
    """
    with transaction.atomic():
        referral = _locked(referral)
        if referral.state != ReferralState.DRAFTED:
            raise ValidationError("もう送ってあります。")
        if referral.consent is None and not referral.without_name:
            raise ValidationError("同意がまだありません。同意をもらうか、名前を出さずにたずねてください。")
        _check_consent(consent=referral.consent, service=referral.service, without_name=referral.without_name)
        shared = told(case=referral.case, need=referral.need, consent=referral.consent)
        content = {
            "お願いしたいこと": referral.question,
            **shared,
            "たずねている人": f"リンクワーカー {by}",
        }
        referral.token = postbox.put_question(content=content, expires_at=_expiry(referral), by=by)
        referral.shared = json.dumps(shared, ensure_ascii=False)
        referral.sent_on = timezone.localdate()
        referral.save(update_fields=["token", "shared", "sent_on"])
        _enter(referral, ReferralState.SENT, by=by, follow_up_on=follow_up_on)
        _trace(referral, by, Action.SENT, facts=str(len(shared)))
    return referral


def _expiry(referral: Referral) -> datetime:
    """45 days, but never longer than the consent that the page stands on."""
    longest = timezone.now() + timedelta(days=LINK_DAYS)
    if referral.consent is None:
        return longest
    last = datetime.combine(referral.consent.until + timedelta(days=1), time.min)
    return min(longest, timezone.make_aware(last))


def _enter(
    referral: Referral,
    to: ReferralState,
    *,
    by: User | None,
    words: str = "",
    said_by: str = "",
    follow_up_on: date | None = None,
    on: date | None = None,
) -> None:
    """Move a locked referral along `MOVES`, with its day to follow up, and take its need along."""
    if to not in MOVES[ReferralState(referral.state)]:
        raise ValidationError(f"「{referral.get_state_display()}」から「{to.label}」へは進めません。")
    day = on or timezone.localdate()
    referral.state = to
    referral.follow_up_on = None if to in ENDS else follow_up_on or default_follow_up(to)
    if to == ReferralState.ATTENDED:
        referral.attended_on = day
    if to in ENDS:
        referral.ended_on = day
    referral.save(update_fields=["state", "follow_up_on", "attended_on", "ended_on"])
    ReferralEvent.objects.create(referral=referral, to_state=to, words=words, said_by=said_by, by=by)
    _take_need_along(referral, to, by=by or referral.by)
    _draw_tie(referral, to, by=by or referral.by)


def _take_need_along(referral: Referral, to: ReferralState, *, by: User) -> None:
    need = referral.need
    if to in NEED_AFTER and need.state in {NeedState.OPEN, NeedState.CONNECTING, NeedState.UNMET}:
        move_need(by=by, need=need, to=NEED_AFTER[to])
    others = need.referrals.open().exclude(pk=referral.pk)
    if to in ENDS and need.state == NeedState.CONNECTING and not others.exists():
        move_need(by=by, need=need, to=NeedState.OPEN)


def _draw_tie(referral: Referral, to: ReferralState, *, by: User) -> None:
    """Who came once is tied: the ecomap shows it without being told twice."""
    if to not in CONNECTED:
        return
    known = referral.case.ties.filter(until=None, service=referral.service).exists()
    if referral.service and not known:
        add_tie(
            by=by, case=referral.case, kind=TieKind.ACTIVITY, label=referral.service.name,
            service=referral.service,
        )  # fmt: skip


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
    with transaction.atomic():
        referral = _locked(referral)
        if to == ReferralState.DECLINED and not words.strip():
            raise ValidationError({"words": "断られた理由を書いてください。"})
        _enter(referral, to, by=by, words=words, follow_up_on=follow_up_on, on=on)
        if to in ENDS:
            _close_page(referral, by)
        _trace(referral, by, Action.STATE_CHANGED)
    return referral


def postpone(*, by: User, referral: Referral, follow_up_on: date, words: str = "") -> Referral:
    """Asked again, no answer yet: the day to follow up moves, and what was tried is kept."""
    with transaction.atomic():
        referral = _locked(referral)
        if referral.state in ENDS:
            raise ValidationError("もう終わったつなぎです。")
        referral.follow_up_on = follow_up_on
        referral.save(update_fields=["follow_up_on"])
        ReferralEvent.objects.create(referral=referral, to_state=referral.state, words=words, by=by)
        _trace(referral, by, Action.CHANGED, what="follow_up")
    return referral


def answer_by_phone(
    *,
    by: User,
    referral: Referral,
    said: Said,
    words: str = "",
    said_by: str = "",
    first_on: date | None = None,
) -> Referral:
    """What an agency said on the telephone; its page is closed if that settles it."""
    with transaction.atomic():
        referral = _locked(referral)
        if said == Said.DECLINE and not words.strip():
            raise ValidationError({"words": "断られた理由を書いてください。"})
        now = timezone.now()
        AgencyAnswer.objects.create(
            referral=referral, said=said, words=words, said_by=said_by, first_on=first_on, seen_at=now
        )
        _follow_answer(referral, said, by=by, words=words, said_by=said_by, first_on=first_on)
        if said in STATE_SAID:
            _close_page(referral, by)
        _trace(referral, by, Action.ANSWERED, way="phone")
    return referral


def _follow_answer(
    referral: Referral, said: Said, *, by: User | None, words: str, said_by: str, first_on: date | None
) -> None:
    to = STATE_SAID.get(said)
    if to is None or to not in MOVES[ReferralState(referral.state)]:
        # "Let us talk", or a state that moved on in the meantime: a human looks at it tomorrow.
        referral.follow_up_on = referral.follow_up_on and timezone.localdate()
        referral.save(update_fields=["follow_up_on"])
        ReferralEvent.objects.create(
            referral=referral, to_state=referral.state, words=words, said_by=said_by, by=by
        )
        return
    after = first_on + timedelta(days=1) if first_on and first_on >= timezone.localdate() else None
    _enter(referral, to, by=by, words=words, said_by=said_by, follow_up_on=after)


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
    """An answer from the one-time page, taken out of the letter box; it waits on today until seen."""
    with transaction.atomic():
        referral = _locked(referral)
        answer = AgencyAnswer.objects.create(
            letter_id=letter_id, referral=referral, said=said, words=words, said_by=said_by, first_on=first_on
        )
        _follow_answer(referral, said, by=by, words=words, said_by=said_by, first_on=first_on)
        _trace(referral, by, Action.ANSWERED, way="page")
    return answer


def see_answer(*, by: User, answer: AgencyAnswer) -> AgencyAnswer:
    with transaction.atomic():
        if answer.seen_at is None:
            answer.seen_at = timezone.now()
            answer.save(update_fields=["seen_at"])
            _trace(answer.referral, by, Action.CHANGED, what="answer_seen")
    return answer


def _close_page(referral: Referral, by: User | None) -> None:
    if referral.token:
        postbox.withdraw(token=referral.token, by=by)


def close_what_consent_opened(*, by: User, consent: Consent) -> None:
    """A withdrawn consent closes every open page that stood on it, at once (promises 6 and 7)."""
    for referral in Referral.objects.filter(consent=consent).exclude(state__in=ENDS).select_related("case"):
        _close_page(referral, by)
        # It has not ended: a human decides what becomes of it, today.
        referral.follow_up_on = timezone.localdate()
        referral.save(update_fields=["follow_up_on"])
        ReferralEvent.objects.create(
            referral=referral,
            to_state=referral.state,
            words="同意が取りやめられたので、返事のページを閉じました。",
            by=by,
        )
        _trace(referral, by, Action.WITHDRAWN, what="consent")
