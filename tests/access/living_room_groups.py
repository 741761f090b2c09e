"""Groups of the living room: applying is open, a group's pages are its members' and the staff's."""

from typing import Any

from django.utils import timezone

from sengetsu.accounts.models import User
from sengetsu.living_room.groups.actions import apply
from sengetsu.living_room.groups.decision_actions import approve
from sengetsu.living_room.groups.member_actions import invite_member
from sengetsu.living_room.groups.models import Group
from sengetsu.living_room.groups.permit_actions import save_permit
from sengetsu.living_room.groups.queries import open_links
from sengetsu.living_room.groups.terms import usual_end

from .living_room import OF_A_GROUP
from .table import ANYBODY, HIDDEN, LINK_WORK, PUBLIC, SIGN_IN, SIGNED_IN, Profile, Row, Subject, Town

LINK = {"token": "group_token"}
# What only staff does, with a group of whichever organizer.
STAFF = Profile(
    "staff of the place",
    lambda who, of: OF_A_GROUP.rule(who, of) if who != "soda" else HIDDEN,
    (Subject.OWN, Subject.OTHER),
)
assert STAFF.rule(ANYBODY, Subject.OWN) is SIGN_IN

ROWS = [
    Row("group_own", SIGNED_IN),
    Row("group_apply", PUBLIC, "GET POST"),
    Row("group_applied", PUBLIC, "GET POST", keys={"group_id": "applied_group_id"}),
    Row("group_join", PUBLIC, "GET POST", keys=LINK),
    Row("group_show", OF_A_GROUP),
    Row("group_edit", OF_A_GROUP, "GET POST"),
    Row("group_ask_renewal", OF_A_GROUP, "POST"),
    Row("group_permit_new", OF_A_GROUP, "GET POST"),
    Row("group_permit_edit", OF_A_GROUP, "GET POST", keys={"permit_id": "group_permit_id"}),
    Row("group_permit_remove", OF_A_GROUP, "POST", keys={"permit_id": "group_permit_id"}),
    Row("group_permit_restore", OF_A_GROUP, "POST", keys={"permit_id": "group_permit_id"}),
    Row("group_member_invite", OF_A_GROUP, "POST"),
    Row("group_link_revoke", OF_A_GROUP, "POST", keys={"link_id": "group_link_id"}),
    Row("group_member_end", OF_A_GROUP, "GET POST"),
    Row("group_approve", STAFF, "GET POST"),
    Row("group_renew", STAFF, "GET POST"),
    Row("group_decline", STAFF, "GET POST"),
    Row("group_end", STAFF, "GET POST"),
    Row("group_undo", STAFF, "POST"),
    Row("group_note", STAFF, "GET POST"),
    Row("group_list", LINK_WORK),
    Row("group_find", LINK_WORK, query="q=%E3%81%BE%E3%82%81"),
    Row("group_new", LINK_WORK, "GET POST"),
]


def furnish(town: Town) -> None:
    aoki, soda = town.people["aoki"], town.people["soda"]
    own, token = _group("そらまめの集まり", soda, approved_by=aoki)
    town.put(Subject.OWN, group_token=token, **own)
    stranger = User.objects.create_user("tsukushi", display_name="土筆 のぞみ")
    other, _ = _group("つくしの集まり", stranger, approved_by=aoki)
    town.put(Subject.OTHER, **other)
    waiting = apply(by=None, facts={"name": "はじめての集まり", "contact_phone": "048-000-0001"})
    town.put(Subject.OWN, applied_group_id=waiting.public_id)


def _group(name: str, member: User, *, approved_by: User) -> tuple[dict[str, Any], str]:
    """What the addresses of a group with one member, one permit and one open link speak of; and the link."""
    group: Group = apply(by=member, facts={"name": name, "contact_phone": "048-000-0000"})
    approve(by=approved_by, group=group, until=usual_end(timezone.localdate()))
    facts = {"kind": "行事保険", "number": "", "holder": "", "expires_on": None}
    permit = save_permit(by=member, group=group, facts=facts)
    token = invite_member(by=member, group=group)
    return {
        "group_id": group.public_id,
        "membership_id": group.memberships.get().pk,
        "group_permit_id": permit.pk,
        "group_link_id": open_links(group).get().pk,
    }, token
