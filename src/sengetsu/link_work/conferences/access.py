"""Who may come into a conference, and what opens to them there. See docs/adr/0017."""

from datetime import date

from sengetsu.accounts.choices import Role
from sengetsu.accounts.models import User
from sengetsu.link_work.cases.models import Case
from sengetsu.link_work.consents.sight import organizations_of

from .choices import ConferenceState
from .models import Conference, Guest, Member


def is_staff(user: User) -> bool:
    """The city's own people: link workers and managers."""
    return user.has_role(Role.LINK_WORKER, Role.MANAGER)


def may_be_invited(user: User) -> bool:
    return user.is_active and user.has_role(Role.LINK_WORKER, Role.MANAGER, Role.PARTNER)


def member_of(user: User, conference: Conference) -> Member | None:
    """The seat of `user`, as long as they have not left."""
    rows = Member.objects.filter(conference=conference, user=user, left_at=None)
    return rows.select_related("organization", "conference").first()


def has_acknowledged(member: Member) -> bool:
    """Whether the door of a statutory conference is open to this member; a plan conference has no oath."""
    return not member.conference.is_statutory or member.acknowledged_at is not None


def is_open_to_partner(member: Member, user: User, day: date) -> bool:
    """Whether anything may be shown to an agency's person now: acknowledged, not left, the conference not
    over and not too long ago, and the person still of that agency."""
    conference = member.conference
    if member.left_at is not None or conference.state != ConferenceState.PLANNED:
        return False
    if day > conference.open_until or not has_acknowledged(member):
        return False
    return member.organization_id in {one.pk for one in organizations_of(user)}


def is_open_to_guest(guest: Guest, day: date) -> bool:
    """Whether a paper may be handed to somebody without an account: coming, bound to secrecy, not taken
    back; the conference still to come, or its papers not too old."""
    conference = guest.conference
    if guest.withdrawn_at is not None or guest.organization.is_closed:
        return False
    if conference.state != ConferenceState.PLANNED:
        return False
    return guest.acknowledged_at is not None and day <= conference.open_until


def can_prepare(user: User, conference: Conference) -> bool:
    """The chair, or another of the city's people who is a member, prepares and keeps the minutes."""
    member = member_of(user, conference)
    return is_staff(user) and member is not None and has_acknowledged(member)


def may_bring(user: User, case: Case) -> bool:
    """Only whoever may read a case brings it before a conference."""
    return Case.objects.readable_by(user).filter(pk=case.pk).exists()
