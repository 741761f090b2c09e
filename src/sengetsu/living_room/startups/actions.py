"""The only writer of wishes. Each answer in words is kept; no open wish is without a day."""

import uuid
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from sengetsu.accounts.access import require
from sengetsu.accounts.models import User
from sengetsu.audit.actions import record
from sengetsu.audit.choices import Action
from sengetsu.audit.writing import writing
from sengetsu.base.seen import refuse_if_changed, refuse_if_other
from sengetsu.living_room.notices.actions import forget_notices
from sengetsu.living_room.spaces.models import Venue

from .access import require_lead, require_wish_move
from .choices import OPEN_WISH, WishDoor, WishState
from .links import hash_of, token_of
from .models import Wish, WishWord
from .queries import FACTS, facts_of_answer
from .tidings import tell_of_answer, tell_of_new_wish, tell_person

ANSWER_WITHIN = timedelta(days=7)  # what the page promises to a wisher

WRITE = "返事を、ひとことでも書いてください。"
WHEN = "次の日を決めてください。"
PAST = "もう過ぎた日です。きょうか、これからの日にしてください。"


@writing()
def make_wish(
    *,
    by: User | None,
    venue: Venue,
    facts: Mapping[str, Any],
    door: WishDoor,
    together_with: Wish | None = None,
) -> Wish:
    """Take a wish in. `facts`: any of `queries.FACTS`; without an account `by` is None.

    The house has a week to answer. Raises `Refused` if somebody without the right enters one for others.
    """
    if door != WishDoor.WEB:
        require_lead(by)
    public_id = uuid.uuid4()
    wish = Wish.objects.create(
        public_id=public_id,
        venue=venue,
        door=door,
        together_with=together_with if together_with and together_with.published_at else None,
        next_on=timezone.localdate() + ANSWER_WITHIN,
        token_hash=hash_of(token_of(public_id)),
        entered_by=by if door != WishDoor.WEB else None,
        **{name: facts[name] for name in FACTS if name in facts},
    )
    tell_of_new_wish(wish, by=by)
    record(by=wish.entered_by, action=Action.CREATED, thing="wish", thing_id=wish.pk, detail={"door": door})
    return wish


@writing()
def change_wish(*, by: User, wish: Wish, facts: Mapping[str, Any], seen: str = "") -> Wish:
    """Complete what was taken down (on the telephone). A consent that is taken back clears the board."""
    require_lead(by)
    wish = _locked(wish)
    require_wish_move(wish, WishState.WITHDRAWN)  # one that is withdrawn stays as it is
    refuse_if_changed(wish, seen=seen, fields=FACTS)
    for name in FACTS:
        if name in facts:
            setattr(wish, name, facts[name])
    if not wish.may_publish:
        wish.published_at = None
    wish.save()
    record(by=by, action=Action.CHANGED, thing="wish", thing_id=wish.pk)
    return wish


@writing()
def answer_wish(
    *,
    by: User,
    wish: Wish,
    text: str,
    state: WishState,
    person: User | None = None,
    next_on: date | None = None,
    seen: str = "",
) -> WishWord:
    """Answer in words. An open wish gets a person and a day; one that ends needs neither, but the words.

    `state`: where the wish stands now; one that became a start-up stays so (its start-up moves it).
    `seen`: see `base.seen`. Raises `Refused`, `Stale`, and `ValidationError` beside the fields.
    """
    require_lead(by)
    wish = _locked(wish)
    refuse_if_other(facts_of_answer(wish), seen=seen)
    if state == WishState.STARTING and wish.state != WishState.STARTING:
        raise ValidationError("立ち上げにするときは「立ち上げをはじめる」から進んでください。")
    if state != WishState.STARTING and hasattr(wish, "startup") and wish.startup.is_running:
        raise ValidationError("立ち上げが進んでいます。立ち上げのページで状態を変えてください。")
    word = settle(by=by, wish=wish, text=text, state=state, person=person, next_on=next_on)
    record(by=by, action=Action.ANSWERED, thing="wish", thing_id=wish.pk, detail={"state": state})
    return word


def settle(
    *, by: User, wish: Wish, text: str, state: WishState, person: User | None, next_on: date | None
) -> WishWord:
    """The part of an answer that a start-up does too; in the caller's transaction, on a locked wish."""
    require_wish_move(wish, state)
    _check_answer(text, next_on or wish.next_on if state in OPEN_WISH else None, state)
    before = wish.person
    wish.state, wish.wrote_back_at = state, None
    wish.answered_at = wish.answered_at or timezone.now()
    wish.person = person or wish.person or by  # who answers goes on, unless somebody else is named
    wish.next_on = (next_on or wish.next_on) if state in OPEN_WISH else None
    if state not in OPEN_WISH:
        wish.published_at = None
    wish.save()
    word = WishWord.objects.create(wish=wish, text=text, by=by)
    tell_of_answer(word, by=by)
    if wish.person not in {by, before}:
        tell_person(wish, by=by, what="in-charge")
    return word


def _check_answer(text: str, next_on: date | None, state: WishState) -> None:
    errors: dict[str, str] = {}
    if not text.strip():
        errors["text"] = WRITE
    if state in OPEN_WISH and (next_on is None or next_on < timezone.localdate()):
        errors["next_on"] = PAST if next_on else WHEN
    if errors:
        raise ValidationError(errors)


# --- The board ------------------------------------------------------------------------------------------
@writing()
def publish_wish(*, by: User, wish: Wish, wording: str, seen: str = "") -> Wish:
    """Show the wish on the board in this wording. Only with the wisher's consent, only while it is open."""
    require_lead(by)
    wish = _locked(wish)
    refuse_if_changed(wish, seen=seen, fields=("public_wording", "may_publish"))
    if not wish.may_publish:
        raise ValidationError("本人が「掲示板に出してよい」と言っていません。")
    if not wish.is_open:
        raise ValidationError(f"「{wish.get_state_display()}」の願いは、掲示板に出せません。")
    if not wording.strip():
        raise ValidationError({"wording": "掲示板に出す文を書いてください。"})
    wish.public_wording, wish.published_at = wording, wish.published_at or timezone.now()
    wish.save(update_fields=["public_wording", "published_at"])
    record(by=by, action=Action.CHANGED, thing="wish_board", thing_id=wish.pk)
    return wish


@writing()
def take_down_wish(*, by: User | None, wish: Wish, forbid: bool = False) -> None:
    """Off the board. Never refused. `forbid`: the wisher takes the consent back."""
    wish = _locked(wish)
    wish.published_at = None
    wish.may_publish = wish.may_publish and not forbid
    wish.save(update_fields=["published_at", "may_publish"])
    record(by=by, action=Action.WITHDRAWN, thing="wish_board", thing_id=wish.pk)


# --- The wisher -----------------------------------------------------------------------------------------
@writing()
def write_back(*, by: User | None, wish: Wish, text: str) -> WishWord:
    """The wisher goes on, by the link. A wish that rested or came true is open again, within a week.

    Raises `Refused` for a withdrawn one.
    """
    wish = _locked(wish)
    require(wish.state != WishState.WITHDRAWN, _("取り下げた願いには、続きを書けません。"))
    require(bool(text.strip()), _("ひとことでも書いてください。"))
    soon = timezone.localdate() + ANSWER_WITHIN
    if not wish.is_open:
        wish.state = WishState.ANSWERED
    wish.next_on = min(wish.next_on, soon) if wish.next_on else soon
    wish.wrote_back_at = wish.wrote_back_at or timezone.now()
    wish.save()
    word = WishWord.objects.create(wish=wish, text=text, from_house=False)
    tell_person(wish, by=by, what=f"word:{word.pk}")
    record(by=by, action=Action.RECEIVED, thing="wish", thing_id=wish.pk)
    return word


@writing()
def withdraw_wish(*, by: User | None, wish: Wish) -> None:
    """The wisher's last word. Off the board, and who it was is forgotten; a second time changes nothing."""
    wish = _locked(wish)
    if wish.state == WishState.WITHDRAWN:
        return
    wish.state, wish.next_on, wish.wrote_back_at = WishState.WITHDRAWN, None, None
    wish.published_at, wish.may_publish = None, False
    wish.name = wish.group_name = wish.phone = wish.email = ""
    wish.save()
    forget_notices(by=by, key_begins=f"wish-answer:{wish.pk}:")
    tell_person(wish, by=by, what="withdrawn")
    record(by=by, action=Action.WITHDRAWN, thing="wish", thing_id=wish.pk)


def _locked(wish: Wish) -> Wish:
    return Wish.objects.select_for_update(of=("self",)).select_related("person").get(pk=wish.pk)
