"""The only writer of a group's facts: how it comes in, and what is changed about it later."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils import timezone

from sengetsu.accounts.access import require
from sengetsu.accounts.invitations.actions import become_organizer
from sengetsu.accounts.models import User
from sengetsu.audit.actions import record
from sengetsu.audit.choices import Action
from sengetsu.audit.writing import writing
from sengetsu.base.seen import refuse_if_changed
from sengetsu.base.text import fold, fold_phone

from .access import require_member, require_staff
from .choices import GroupEvent, GroupState
from .models import Group, Membership, Permit
from .terms import usual_end
from .writing import held, note_step

FACTS = ("name", "reading", "purpose", "people", "contact_name", "contact_phone", "contact_email")
NO_CONTACT = "電話かメールの、どちらかを書いてください。電話だけでかまいません。"


@writing()
def apply(*, by: User | None, facts: Mapping[str, Any], permits: Iterable[Mapping[str, Any]] = ()) -> Group:
    """団体登録の申請. `facts`: see `FACTS`; one way to reach somebody is needed. Who applies with an account
    is the first member. Raises `Refused`."""
    require(bool(facts.get("contact_phone") or facts.get("contact_email")), NO_CONTACT)
    group = Group.objects.create(**{name: facts[name] for name in FACTS if name in facts})
    for permit in permits:
        Permit.objects.create(group=group, **permit)
    note_step(by=by, group=group, event=GroupEvent.APPLIED)
    if by is not None:
        Membership.objects.create(group=group, user=by)
        become_organizer(by=by)
    record(by=by, action=Action.CREATED, thing="group", thing_id=group.pk)
    return group


@writing()
def register_by_phone(
    *, by: User, name: str, contact_name: str, contact_phone: str, reading: str = ""
) -> Group:
    """Staff writes down who is on the telephone, and that is the registration: it holds at once, until the
    usual end. A caller waits for no paper; what is missing is written later.

    The same name with the same telephone is the group that is there already: it is returned as it is.
    Raises `Refused`.
    """
    require_staff(by)
    require(bool(contact_phone), "電話番号を書いてください。")
    if known := _known(name, contact_phone):
        return known
    now = timezone.now()
    group = Group.objects.create(
        name=name,
        reading=reading,
        contact_name=contact_name,
        contact_phone=contact_phone,
        state=GroupState.APPROVED,
        valid_until=usual_end(timezone.localdate(now)),
        decided_at=now,
        decided_by=by,
    )
    note_step(by=by, group=group, event=GroupEvent.REGISTERED)
    record(by=by, action=Action.CREATED, thing="group", thing_id=group.pk, detail={"door": "phone"})
    return group


@writing()
def change_facts(*, by: User, group: Group, facts: Mapping[str, Any], seen: str = "") -> Group:
    """Write the facts anew. A new name is told to staff on the group's page. Raises `Refused`, `Stale`."""
    require_member(by, group)
    group = held(group)
    refuse_if_changed(group, seen=seen, fields=FACTS)
    require(bool(facts.get("contact_phone") or facts.get("contact_email")), NO_CONTACT)
    changed = [name for name in FACTS if name in facts and getattr(group, name) != facts[name]]
    if not changed:
        return group
    if "name" in changed:
        note_step(by=by, group=group, event=GroupEvent.RENAMED, words=f"前の名前：{group.name}")
    for name in changed:
        setattr(group, name, facts[name])
    group.save(update_fields=changed)
    detail = {"fields": ",".join(changed)}
    record(by=by, action=Action.CHANGED, thing="group", thing_id=group.pk, detail=detail)
    return group


@writing()
def write_note(*, by: User, group: Group, note: str, seen: str = "") -> None:
    """What staff alone remembers of a group. Raises `Refused`, `Stale`."""
    require_staff(by)
    group = held(group)
    refuse_if_changed(group, seen=seen, fields=["note"])
    group.note = note
    group.save(update_fields=["note"])
    record(by=by, action=Action.CHANGED, thing="group", thing_id=group.pk, detail={"fields": "note"})


def _known(name: str, phone: str) -> Group | None:
    digits = fold_phone(phone)
    open_ones = Group.objects.filter(state=GroupState.APPROVED, search_text__contains=digits)
    valid = (group for group in open_ones if group.is_valid and fold_phone(group.contact_phone) == digits)
    return next((group for group in valid if fold(group.name) == fold(name)), None)
