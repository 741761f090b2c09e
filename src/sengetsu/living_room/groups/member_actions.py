"""The only writer of who acts for a group."""

from django.utils import timezone

from sengetsu.accounts.access import require
from sengetsu.accounts.choices import Role
from sengetsu.accounts.invitations.actions import invite, redeem, take_back
from sengetsu.accounts.invitations.queries import LinkDead, hash_of
from sengetsu.accounts.models import Invitation, User
from sengetsu.audit.actions import record
from sengetsu.audit.choices import Action
from sengetsu.audit.writing import writing

from .access import NOT_YOURS, can_act_for, is_open, require_member
from .choices import GroupEvent
from .models import Group, MemberInvitation, Membership
from .queries import living_link, open_links
from .writing import held, note_step

MOST_LINKS = 20  # that wait at once for one group


@writing()
def invite_member(*, by: User, group: Group) -> str:
    """A link that lets one more person act for the group: it works once, for seven days. Its token is shown
    once and kept nowhere. Raises `Refused`."""
    require_member(by, group)
    group = held(group)
    require(is_open(group), "登録がおわった団体には、招待できません。")
    waiting = open_links(group).count()
    require(waiting < MOST_LINKS, "使われていないリンクが多すぎます。いらないものを取り消してください。")
    token = invite(by=by, role=Role.ORGANIZER, name_hint=group.name)
    invitation = Invitation.objects.get(token_hash=hash_of(token))
    link = MemberInvitation.objects.create(group=group, invitation=invitation)
    record(by=by, action=Action.INVITED, thing="membership", thing_id=link.pk, detail={"group": group.pk})
    return token


@writing()
def take_back_link(*, by: User, link: MemberInvitation) -> None:
    """The link works no longer. Raises `Refused`."""
    require(can_act_for(by, link.group), NOT_YOURS)
    take_back(by=by, invitation=link.invitation)


@writing()
def join(*, by: User, token: str) -> Group:
    """Use the link with the account that one has. Who acts for the group already keeps the link unused.

    Raises `LinkDead`, also for the slower of two who use it at the same moment.
    """
    group = living_link(token).group
    if not Membership.objects.filter(group=group, user=by, ended_at=None).exists():
        redeem(by=by, token=token)
    return group


@writing()
def seat(*, by: User, invitation: Invitation) -> None:
    """Whoever used the link of a group, with an account or by making one, acts for it from now on.

    Called in the transaction of the use (see `signals`). Raises `LinkDead` if the group is closed by now.
    """
    link = MemberInvitation.objects.filter(invitation=invitation).select_related("group").first()
    if link is None:
        return
    group = held(link.group)
    if not is_open(group):
        raise LinkDead
    membership, is_new = Membership.objects.get_or_create(group=group, user=by, ended_at=None)
    if is_new:
        note_step(by=by, group=group, event=GroupEvent.JOINED)
        detail = {"group": group.pk}
        record(by=by, action=Action.GRANTED, thing="membership", thing_id=membership.pk, detail=detail)


@writing()
def end_membership(*, by: User, membership: Membership) -> None:
    """From now on this person does not act for the group: said by another member, by staff, or by oneself.
    Ended twice is ended once. Raises `Refused`."""
    group = held(membership.group)
    require(can_act_for(by, group), NOT_YOURS)
    now = timezone.now()
    if not Membership.objects.filter(pk=membership.pk, ended_at=None).update(ended_at=now):
        return
    note_step(by=by, group=group, event=GroupEvent.LEFT, words=str(membership.user))
    detail = {"group": group.pk}
    record(by=by, action=Action.REVOKED, thing="membership", thing_id=membership.pk, detail=detail)
