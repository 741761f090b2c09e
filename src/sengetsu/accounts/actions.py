"""What administrators do to people, teams and agencies. Every act leaves a trace; whoever loses a role is
out with the next request."""

from datetime import date
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.db.models import Model, Q
from django.utils import timezone

from sengetsu.audit.actions import record
from sengetsu.audit.choices import Action
from sengetsu.audit.writing import writing
from sengetsu.base.seen import refuse_if_changed

from .access import can_end_role, can_manage_people, require
from .choices import AgencyRole, Role
from .invitations.models import Invitation
from .models import Agency, RoleGrant, Team, User
from .sessions import life

LAST_ADMINISTRATOR = "最後のシステム管理者です。先に、ほかの人をシステム管理者にしてください。"
TERM_FIELDS = ("starts_on", "ends_on")
Place = Team | Agency
Row = TypeVar("Row", bound=Model)
ACCOUNT_OVER = "この人のアカウントは終わっています。"


@writing()
def give_role(
    *,
    by: User,
    user: User,
    role: Role,
    team: Team | None = None,
    agency: Agency | None = None,
    agency_role: AgencyRole = AgencyRole.STAFF,
    district: str = "",
    starts_on: date | None = None,
    ends_on: date | None = None,
) -> RoleGrant:
    """One more role for somebody who has an account. It counts with their next request."""
    require(can_manage_people(by))
    require(user.is_active, ACCOUNT_OVER)
    grant = RoleGrant.objects.create(
        user=user,
        role=role,
        team=team,
        agency=agency,
        agency_role=agency_role,
        district=district,
        starts_on=starts_on or timezone.localdate(),
        ends_on=ends_on,
    )
    _record(by, Action.GRANTED, user, role=str(role))
    return grant


@writing()
def change_term(*, by: User, grant: RoleGrant, starts_on: date, ends_on: date | None, seen: str = "") -> None:
    """Another first or last day for a role. What is over by it is closed with the next request.

    `seen`: see `base.seen`; also of `rename` and `save_place`.
    """
    require(can_manage_people(by))
    grant = _locked(grant)
    refuse_if_changed(grant, seen=seen, fields=TERM_FIELDS)
    require(grant.ended_at is None, "この役割はもう終わっています。")
    today = timezone.localdate()
    if ends_on is not None or starts_on > today:
        _spare_last_administrator([grant])
    grant.starts_on, grant.ends_on = starts_on, ends_on
    grant.save(update_fields=["starts_on", "ends_on"])
    _record(by, Action.CHANGED, grant.user, role=grant.role, what="term")


@writing()
def end_role(*, by: User, grant: RoleGrant) -> None:
    """This role ends now, not at midnight: every session of the person is closed."""
    require(can_end_role(by, grant), "この役割を終わらせることはできません。")
    grant = _locked(grant)
    if grant.ended_at is not None:
        return
    _spare_last_administrator([grant])
    _end(grant)
    life.close_all(grant.user)
    _record(by, Action.REVOKED, grant.user, role=grant.role)


@writing()
def end_account(*, by: User, user: User) -> None:
    """離任: all roles end now, all sessions are closed, no link lets the person in again."""
    require(can_manage_people(by))
    user = _locked(user)
    if not user.is_active:
        return
    grants = list(RoleGrant.objects.filter(user=user, ended_at=None))
    _spare_last_administrator(grants)
    for grant in grants:
        _end(grant)
    user.is_active = False
    user.save(update_fields=["is_active"])
    Invitation.objects.filter(for_user=user, used_at=None, revoked_at=None).update(revoked_at=timezone.now())
    life.close_all(user)
    _record(by, Action.REVOKED, user, what="account")


@writing()
def rename(*, by: User, user: User, display_name: str, seen: str = "") -> None:
    require(can_manage_people(by))
    user = _locked(user)
    refuse_if_changed(user, seen=seen, fields=["display_name"])
    user.display_name = display_name
    user.save(update_fields=["display_name"])
    _record(by, Action.CHANGED, user, what="name")


@writing()
def save_place(*, by: User, place: Place, name: str, seen: str = "") -> Place:
    """A new team or agency, or another name for one."""
    require(can_manage_people(by))
    is_new = place.pk is None
    if not is_new:
        place = _locked(place)
        refuse_if_changed(place, seen=seen, fields=["name"])
    if type(place)._default_manager.filter(name__iexact=name).exclude(pk=place.pk).exists():
        raise ValidationError({"name": "同じ名前がもうあります。"})
    place.name = name
    place.save()
    record(
        by=by,
        action=Action.CREATED if is_new else Action.CHANGED,
        thing="team" if isinstance(place, Team) else "agency",
        thing_id=place.pk,
    )
    return place


def _locked(row: Row) -> Row:
    """The row as it is now, not as it was when the page was asked for."""
    found: Row = type(row)._default_manager.select_for_update().get(pk=row.pk)
    return found


def _end(grant: RoleGrant) -> None:
    today = timezone.localdate()
    grant.ended_at = timezone.now()
    grant.ends_on = max(grant.starts_on, min(grant.ends_on or today, today))
    grant.save(update_fields=["ended_at", "ends_on"])


def _spare_last_administrator(grants: list[RoleGrant]) -> None:
    """Refuse an end that would leave the town without an administrator. Writers stand in one line, so two
    administrators cannot end each other at the same moment."""
    ending = {grant.pk for grant in grants if grant.role == Role.ADMINISTRATOR}
    if not ending:
        return
    lasting = RoleGrant.objects.current().filter(role=Role.ADMINISTRATOR, user__is_active=True)
    lasting = lasting.filter(Q(ends_on=None) | Q(ends_on__gt=timezone.localdate()))
    left = {grant.pk for grant in lasting} - ending
    require(bool(left), LAST_ADMINISTRATOR)


def _record(by: User, action: Action, user: User, **detail: str) -> None:
    record(by=by, action=action, thing="user", thing_id=user.pk, detail=detail)
