"""The only writer of sign-ups. Seats are given under the lock of the date: never more than there are."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone, translation
from django.utils.translation import gettext, gettext_noop

from sengetsu.accounts.access import Refused, require
from sengetsu.accounts.models import User
from sengetsu.audit.actions import record
from sengetsu.audit.choices import Action
from sengetsu.audit.writing import writing
from sengetsu.base.language import without_readings
from sengetsu.base.language_dates import say_moment
from sengetsu.living_room.bookings.models import Booking
from sengetsu.living_room.notices.actions import notify

from .access import can_write
from .choices import SignUpState
from .models import Activity
from .offers import Offer, offer_of
from .sign_up_models import KEPT_DAYS, SignUp, SignUpTerms

PERSONAL = ("name", "allergies", "contact")
SEAT_SUBJECT = gettext_noop("席ができました：%(name)s")
SEAT_TEXT = gettext_noop(
    "%(promised)sの席が空いたので、あなたの席ができました。来られなくなったら、申しこみのページで取りやめてください。"
)


@writing()
def set_sign_up_terms(
    *, by: User, activity: Activity, facts: Mapping[str, Any], booking: Booking | None = None
) -> SignUpTerms:
    """Say on what terms one signs up for all dates of an activity, or for one of them. Raises `Refused`.

    More seats go to those who wait. Fewer seats take nobody's seat away.
    """
    require(can_write(by, activity), "この団体の活動は書けません。")
    of = {"booking": booking} if booking else {"activity": activity}
    terms, _ = SignUpTerms.objects.update_or_create(**of, defaults=dict(facts))
    today = timezone.localdate()
    dates = Booking.objects.filter(application__activity_link__activity=activity, day__gte=today)
    for date in [booking] if booking else dates.filter(sign_ups__state=SignUpState.WAITING).distinct():
        _move_up(_locked(date), by=by)
    record(by=by, action=Action.CHANGED, thing="sign_up_terms", thing_id=terms.pk)
    return terms


@writing()
def sign_up(
    *, by: User | None, booking: Booking, facts: Mapping[str, Any], token_hash: str, language: str = "ja"
) -> SignUp:
    """Take seats, or a place in the queue if there are not enough.

    `facts`: adults, children, name, allergies, contact. The same `token_hash` again is the same sign-up.
    Raises `ValidationError`."""
    known = SignUp.objects.filter(token_hash=token_hash).first()
    if known:
        return known
    booking = _locked(booking)
    offer = offer_of(booking)
    people = facts["adults"] + facts["children"]
    require(not offer.why_not(), offer.why_not())
    _check_party(offer, people)
    made = SignUp.objects.create(
        booking=booking,
        state=SignUpState.IN if offer.has_room(people) else SignUpState.WAITING,
        token_hash=token_hash,
        language=language,
        promised=offer.starts,
        **facts,
    )
    record(by=by, action=Action.CREATED, thing="sign_up", thing_id=made.pk)
    return made


@writing()
def change_sign_up(
    *, by: User | None, sign_up: SignUp, facts: Mapping[str, Any], token_hash: str = ""
) -> SignUp:
    """Another number of people, or other words. Who has seats and needs more than are left keeps those there
    are. Raises `ValidationError`."""
    booking, row, offer = _held(by, sign_up, token_hash)
    people = facts["adults"] + facts["children"]
    _check_party(offer, people)
    more = people - row.people
    if row.state == SignUpState.IN and more > 0 and not offer.has_room(more):
        left = offer.left or 0
        raise ValidationError({"adults": gettext("空いている席は、あと%(n)s人です。") % {"n": left}})
    for name, value in facts.items():
        setattr(row, name, value)
    row.save()
    _move_up(booking, by=by)
    record(by=by, action=Action.CHANGED, thing="sign_up", thing_id=row.pk)
    return SignUp.objects.get(pk=row.pk)


@writing()
def cancel_sign_up(*, by: User | None, sign_up: SignUp, token_hash: str = "") -> None:
    """Give the seats to those who wait; what was personal is gone at once. A second time changes nothing."""
    booking, row, _ = _held(by, sign_up, token_hash, again=True)
    if row.state == SignUpState.CANCELLED:
        return
    row.state = SignUpState.CANCELLED
    for name in PERSONAL:
        setattr(row, name, "")
    row.save()
    _move_up(booking, by=by)
    record(by=by, action=Action.CHANGED, thing="sign_up", thing_id=row.pk, detail={"cancelled": True})


@writing()
def forget_sign_ups(*, by: User | None) -> int:
    """Remove who signed up for dates of more than 30 days ago; how many."""
    old = SignUp.objects.filter(booking__day__lt=timezone.localdate() - timedelta(days=KEPT_DAYS))
    count = old.count()
    old.delete()
    if count:
        record(by=by, action=Action.CHANGED, thing="sign_up", thing_id="", detail={"forgotten": count})
    return count


def _check_party(offer: Offer, people: int) -> None:
    why = offer.why_not_seat(people)
    if why:
        raise ValidationError({"adults": why})


def _held(
    by: User | None, sign_up: SignUp, token_hash: str, *, again: bool = False
) -> tuple[Booking, SignUp, Offer]:
    """The sign-up as it is now, for whoever holds its link or writes its activity, before the date begins."""
    booking = _locked(sign_up.booking)
    row = SignUp.objects.get(pk=sign_up.pk)
    offer = offer_of(booking)
    holds = bool(token_hash) and token_hash == row.token_hash
    require(holds or (by is not None and can_write(by, offer.activity)))
    if timezone.now() >= offer.starts:
        raise Refused(gettext("この回は、もう始まりました。"))
    if row.state == SignUpState.CANCELLED and not again:
        raise Refused(gettext("もう取りやめています。"))
    return booking, row, offer


def _locked(booking: Booking) -> Booking:
    """Two who want the last seat of a date wait here for each other."""
    rows = Booking.objects.select_for_update(of=("self",)).prefetch_related("uses")
    return rows.select_related("application__activity_link__activity__group").get(pk=booking.pk)


def _move_up(booking: Booking, *, by: User | None) -> None:
    """Seats go to those who wait, in their order: a small party does not overtake a large one."""
    offer = offer_of(booking)
    capacity = offer.terms.capacity if offer.terms else None
    taken = offer.taken
    for row in booking.sign_ups.waiting():
        if capacity is not None and taken + row.people > capacity:
            return
        taken += row.people
        row.state, row.moved_up_at = SignUpState.IN, timezone.now()
        row.save(update_fields=["state", "moved_up_at"])
        if row.email:
            tell_party(by=by, sign_up=row, key="sign-up-seat", subject=SEAT_SUBJECT, text=SEAT_TEXT)


@writing()
def tell_party(*, by: User | None, sign_up: SignUp, key: str, subject: str, text: str) -> None:
    """Leave news of its date for a party that left an address. `subject` and `text` are translated into its
    language, with `name`, `promised` and `now` filled in; `key` and `by` as in `notify`."""
    offer = offer_of(sign_up.booking)
    with translation.override(sign_up.language):
        words = {
            "name": str(offer.activity),
            "promised": say_moment(sign_up.promised),
            "now": say_moment(offer.starts),
        }
        notify(
            by=by,
            key=f"{key}:{sign_up.pk}",
            address=sign_up.email,
            subject=without_readings(gettext(subject) % words),
            text=without_readings(gettext(text) % words),
            path=offer.activity.get_absolute_url(),
        )
