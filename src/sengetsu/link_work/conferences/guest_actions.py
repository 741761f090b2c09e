"""Inviting somebody of an agency once, without an account. The postbox carries the page and the answer."""

from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils import timezone

from sengetsu.accounts.models import User
from sengetsu.audit.choices import Action
from sengetsu.audit.writing import writing
from sengetsu.base.dates import wareki, western
from sengetsu.directory.models import Organization
from sengetsu.link_work.referrals.collecting import collect_answers
from sengetsu.link_work.referrals.queries import address_token
from sengetsu.postbox.envelopes import actions as postbox
from sengetsu.postbox.sealing import Content, question_address

from .access import can_prepare
from .choices import OATH_VERSION, SeatAnswer
from .models import Conference, Guest
from .writing import prepared, tell, trace

NOT_CARRIED = ("said", "said_by", "words", "oath_version")  # a new day asks anew


def _invitation(conference: Conference, by: User) -> Content:
    """What the one-time page shows: neither a case nor the purpose of the meeting."""
    hours = "〜".join(f"{at:%H:%M}" for at in (conference.starts_at, conference.ends_at) if at)
    return {
        "ask": "invitation",
        "お願いしたいこと": "会議に出席していただけますか。",
        "会議": str(conference),
        "日": f"{wareki(conference.on)}（{western(conference.on)}） {hours}".strip(),
        "場所": str(conference.place) or "あとで知らせます",
        "守秘": conference.oath,
        "招いている人": str(by),
    }


def _put(conference: Conference, by: User) -> dict[str, Any]:
    """A new page, open to the end of the day of the conference."""
    end = timezone.make_aware(datetime.combine(conference.on + timedelta(days=1), time.min))
    token = postbox.put_question(content=_invitation(conference, by), expires_at=end, by=by)
    return {"token": token, "address": address_token(question_address(token))}


def invite_guest(*, by: User, conference: Conference, organization: Organization, name: str) -> Guest:
    """Invite by a link on paper. Raises `ValidationError` if the agency was closed, or the same person of it
    has been invited already."""
    if not name.strip():
        raise ValidationError({"name": "だれを招くかを書いてください。"})
    if organization.is_closed:
        raise ValidationError({"organization": "この機関は、もう閉じています。"})
    with writing():
        conference = prepared(by, conference)
        here = conference.guests.filter(organization=organization, withdrawn_at=None)
        if any(str(guest.name) == name.strip() for guest in here):
            raise ValidationError({"name": "この人は、もう招いています。"})
        guest = Guest.objects.create(
            conference=conference, organization=organization, name=name.strip(), invited_by=by,
            **_put(conference, by),
        )  # fmt: skip
        trace(conference, by, Action.INVITED, guest=str(guest.pk))
    return guest


def withdraw_guest(*, by: User, guest: Guest) -> Guest:
    """Take an invitation back: its page closes at once, and no paper is handed over any more."""
    if not can_prepare(by, guest.conference):
        raise ValidationError("この人を外せるのは、会議を準備する人です。")
    with writing():
        guest = Guest.objects.select_for_update(of=("self",)).select_related("conference").get(pk=guest.pk)
        if guest.withdrawn_at is None:
            close_page(by=by, guest=guest)
    return guest


def close_page(*, by: User, guest: Guest) -> None:
    """In the caller's transaction."""
    postbox.withdraw(token=guest.token, by=by)
    guest.withdrawn_at = timezone.now()
    guest.save(update_fields=["withdrawn_at"])
    trace(guest.conference, by, Action.WITHDRAWN, guest=str(guest.pk))


def ask_again(*, by: User, conference: Conference) -> int:
    """Day or place changed: each open page told the old one, so a new one takes its place, unanswered.
    What was answered to the old one is kept as that, also what still lies in the letter box. Returns how
    many invitations have to be handed over again. In the caller's transaction."""
    collect_answers(by=by, others=[receive_answer])
    guests = list(conference.guests.filter(withdrawn_at=None))
    for guest in guests:
        postbox.withdraw(token=guest.token, by=by)
        guest.earlier = _earlier(guest)
        for name in NOT_CARRIED:
            setattr(guest, name, "")
        guest.answered_at = guest.acknowledged_at = None
        for name, value in {**_put(conference, by), "invited_at": timezone.now()}.items():
            setattr(guest, name, value)
        guest.save()
        trace(conference, by, Action.INVITED, guest=str(guest.pk))
    return len(guests)


def _earlier(guest: Guest) -> str:
    """Every answer to an earlier day, the newest last."""
    if guest.answered_at is None:
        return str(guest.earlier)
    told = f"{wareki(timezone.localdate(guest.answered_at))}：{guest.get_said_display()}"
    return "\n".join(part for part in (guest.earlier, told, guest.said_by, guest.words) if part)


def receive_answer(*, by: User | None, address: str, content: dict[str, Any], letter_id: UUID) -> bool:
    """Keep the answer that came through the letter box. False if it answers none of our invitations.

    Anything but the answers of the page is 「話したい」: a form that somebody bent is still somebody.
    """
    rows = Guest.objects.select_for_update(of=("self",)).select_related("conference__chair")
    guest = rows.filter(address=address_token(address)).first()
    if guest is None:
        return False
    said = str(content.get("answer"))
    promised = content.get("secrecy") is True
    known = said in SeatAnswer.values and said and (said != SeatAnswer.ATTEND or promised)
    _keep(
        guest,
        said=SeatAnswer(said) if known else SeatAnswer.TALK,
        said_by=str(content.get("name") or ""),
        words=str(content.get("message") or ""),
    )
    trace(guest.conference, by, Action.ANSWERED, guest=str(guest.pk), letter=str(letter_id))
    tell(by=by, to=guest.conference.chair)
    return True


def write_answer(
    *, by: User, guest: Guest, said: SeatAnswer, promised: bool = False, said_by: str = "", words: str = ""
) -> Guest:
    """What the guest answered by telephone or at the table. Who attends has promised secrecy."""
    if said == SeatAnswer.ATTEND and not promised:
        raise ValidationError(
            {"promised": "出席する人には守秘の文を読み上げ、守るという返事をもらってください。"}
        )
    with writing():
        conference = prepared(by, guest.conference)
        guest = Guest.objects.select_for_update(of=("self",)).get(pk=guest.pk)
        if guest.withdrawn_at is not None:
            raise ValidationError("この招待は、取りやめられています。")
        _keep(guest, said=said, said_by=said_by, words=words)
        postbox.withdraw(token=guest.token, by=by)
        trace(conference, by, Action.ANSWERED, guest=str(guest.pk))
    return guest


def _keep(guest: Guest, *, said: SeatAnswer, said_by: str, words: str) -> None:
    """The answer of now. Whoever does not come is bound to nothing and gets nothing."""
    attends = said == SeatAnswer.ATTEND
    guest.said, guest.said_by, guest.words, guest.answered_at = said, said_by, words, timezone.now()
    guest.acknowledged_at = timezone.now() if attends else None
    guest.oath_version = OATH_VERSION if attends else ""
    guest.save()
