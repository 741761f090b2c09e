"""Letting somebody in: by a link that works once, for seven days."""

import secrets
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.utils import timezone

from sengetsu.accounts.access import can_invite_to, can_manage_people, can_take_back, require
from sengetsu.accounts.choices import AgencyRole, Role
from sengetsu.accounts.models import Agency, RoleGrant, Team, User
from sengetsu.accounts.sessions import life
from sengetsu.accounts.signals import invitation_used
from sengetsu.accounts.terms import term_end
from sengetsu.audit.actions import record
from sengetsu.audit.choices import Action
from sengetsu.audit.writing import writing

from .models import Invitation
from .queries import LinkDead, hash_of, living, unused

LIFE = timedelta(days=7)


@writing()
def invite(
    *,
    by: User,
    role: Role,
    team: Team | None = None,
    agency: Agency | None = None,
    agency_role: AgencyRole = AgencyRole.STAFF,
    district: str = "",
    starts_on: date | None = None,
    ends_on: date | None = None,
    name_hint: str = "",
) -> str:
    """Make an invitation and return its token, which is kept nowhere and cannot be shown again."""
    require(
        can_invite_to(by, role, agency.pk if agency else None), "この役割の人を招待することはできません。"
    )
    starts_on = starts_on or timezone.localdate()
    if role == Role.INFORMANT and ends_on is None:
        ends_on = term_end(starts_on)
    token = secrets.token_urlsafe(32)
    invitation = Invitation.objects.create(
        token_hash=hash_of(token),
        role=role,
        team=team,
        agency=agency,
        agency_role=agency_role,
        district=district,
        starts_on=starts_on,
        ends_on=ends_on,
        name_hint=name_hint,
        invited_by=by,
        expires_at=timezone.now() + LIFE,
    )
    _record(by, Action.INVITED, invitation, role=str(role))
    return token


@writing()
def reinvite(*, by: User, user: User) -> str:
    """For somebody who lost a password or a second factor: both are set anew by a link. Until then nobody
    gets in with the old ones, and no session of theirs stays open."""
    require(can_manage_people(by))
    require(user.is_active, "この人のアカウントは終わっています。新しく招待してください。")
    require(user.pk != by.pk, "ご自身の確認手段は「わたしのアカウント」で変えてください。")
    return _begin_anew(user, invited_by=by, by=by)


@writing()
def appoint_administrator(*, by: None, username: str, display_name: str = "") -> str:
    """A link for the first administrator of a house, or for one who lost everything while there is no other.

    `by` is nobody: only who runs the server can do this, by command. Somebody who has other roles and not
    this one is refused.
    """
    user, is_new = User.objects.get_or_create(
        username=username, defaults={"display_name": display_name or username}
    )
    if is_new:
        RoleGrant.objects.create(user=user, role=Role.ADMINISTRATOR, starts_on=timezone.localdate())
    require(user.is_active and can_manage_people(user), "この人はシステム管理者ではありません。")
    return _begin_anew(user, invited_by=user, by=by)


def _begin_anew(user: User, *, invited_by: User, by: User | None) -> str:
    """From now on nothing but the link lets this person in: password, second factor, sessions are gone."""
    user.authenticator_set.all().delete()
    user.set_unusable_password()
    user.save(update_fields=["password"])
    life.close_all(user)
    unused().filter(for_user=user).update(revoked_at=timezone.now())
    token = secrets.token_urlsafe(32)
    invitation = Invitation.objects.create(
        token_hash=hash_of(token),
        for_user=user,
        name_hint=user.display_name,
        starts_on=timezone.localdate(),
        invited_by=invited_by,
        expires_at=timezone.now() + LIFE,
    )
    _record(by, Action.INVITED, invitation, role="again", user=str(user.pk))
    return token


@writing()
def revoke(*, by: User, invitation: Invitation) -> None:
    """Take a link back. One that was used or taken back already stays as it is."""
    require(can_take_back(by, invitation))
    take_back(by=by, invitation=invitation)


@writing()
def take_back(*, by: User, invitation: Invitation) -> None:
    """`revoke` for whoever answers for what the link leads into. The caller has made sure of that."""
    if unused().filter(pk=invitation.pk).update(revoked_at=timezone.now()):
        _record(by, Action.WITHDRAWN, invitation)


@writing()
def accept(*, by: None, token: str, password: str, display_name: str = "", username: str = "") -> User:
    """Use the link, once: make the account with its role, or give an account back to its owner.

    `by` is nobody yet. `display_name` and `username` count for a new account only. Raises `LinkDead`, also
    for the slower one of two who use the link at the same moment, and `ValidationError` for a name that
    somebody has.
    """
    invitation = living(token)
    if not unused().filter(pk=invitation.pk).update(used_at=timezone.now()):
        raise LinkDead
    if invitation.for_user is None and User.objects.filter(username__iexact=username).exists():
        raise ValidationError({"username": "このユーザー名は使われています。別のものにしてください。"})
    user = invitation.for_user or User(username=username, display_name=display_name)
    user.set_password(password)
    user.save()
    if invitation.for_user is None:
        RoleGrant.objects.create(
            user=user,
            role=invitation.role,
            team=invitation.team,
            agency=invitation.agency,
            agency_role=invitation.agency_role,
            district=invitation.district,
            starts_on=invitation.starts_on,
            ends_on=invitation.ends_on,
        )
    _used(by or user, invitation, user)
    return user


@writing()
def redeem(*, by: User, token: str) -> Invitation:
    """Use an organizer's link, once, with the account that one has. Raises `LinkDead` as `accept` does, and
    for a link that makes another kind of account."""
    invitation = living(token)
    is_for_organizers = invitation.role == Role.ORGANIZER and invitation.for_user is None
    if not is_for_organizers or not unused().filter(pk=invitation.pk).update(used_at=timezone.now()):
        raise LinkDead
    become_organizer(by=by)
    _used(by, invitation, by)
    return invitation


@writing()
def become_organizer(*, by: User) -> None:
    """Who acts for a group is an organizer, whatever else they are. One who is already stays as they are."""
    if RoleGrant.objects.current().filter(user=by, role=Role.ORGANIZER).exists():
        return
    grant = RoleGrant.objects.create(user=by, role=Role.ORGANIZER, starts_on=timezone.localdate())
    record(by=by, action=Action.GRANTED, thing="grant", thing_id=grant.pk, detail={"role": grant.role})


def _used(by: User, invitation: Invitation, user: User) -> None:
    """In the transaction of the use: tell whoever stands above, and write it down."""
    invitation_used.send(sender=Invitation, user=user, invitation=invitation)
    _record(by, Action.ACCEPTED, invitation, user=str(user.pk), role=invitation.role)


def _record(by: User | None, action: Action, invitation: Invitation, **detail: str) -> None:
    record(by=by, action=action, thing="invitation", thing_id=invitation.pk, detail=detail)
