"""Groups as pages need them."""

from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone

from sengetsu.accounts.invitations.queries import LinkDead, hash_of, living
from sengetsu.accounts.models import User
from sengetsu.base.text import fold_phone
from sengetsu.directory.folding import Word, words_of

from .choices import DECISIONS, UNDOABLE, GroupState, Shown
from .models import Group, GroupQuerySet, GroupStep, MemberInvitation, Membership, Permit
from .terms import SOON, UNDO

FOUND = 8  # groups that a search offers while somebody types
SHORTEST_NUMBER = 3  # digits; fewer are in too many numbers


def own_groups(user: User) -> GroupQuerySet:
    """The groups that this person acts for, with `members` and `papers`; three queries."""
    return _with_papers(Group.objects.of(user)).prefetch_related(Prefetch("memberships", _now(), "members"))


def group_seen_by(user: User | AnonymousUser, public_id: UUID) -> Group | None:
    """This group, if this person may see it."""
    seen = _with_papers(Group.objects.visible_to(user).filter(public_id=public_id))
    members = Prefetch("memberships", _now(), "members")
    return seen.select_related("decided_by").prefetch_related(members).first()


def applied_group(public_id: UUID) -> Group | None:
    """What was applied for a moment ago, for the page that says what happens next. Its number is the key."""
    return Group.objects.filter(public_id=public_id, state=GroupState.APPLIED).first()


def listed(shown: Shown, text: str = "") -> GroupQuerySet:
    """The groups of one view of the staff's list, the most urgent first; four queries with their papers."""
    found = matching(text).filter(_condition(shown))
    order = ["applied_at"] if shown == Shown.WAITING else ["valid_until", "reading", "name"]
    if shown in {Shown.VALID, Shown.ENDED}:
        order = ["reading", "name", "pk"]
    return _with_papers(found).order_by(*order)


def counts() -> dict[str, int]:
    """How many groups each view has; one query."""
    each = {shown.value: Count("pk", filter=_condition(shown)) for shown in Shown}
    return Group.objects.order_by().aggregate(**each)


def find(text: str) -> GroupQuerySet:
    """For somebody on the telephone: open groups by name, reading, contact or telephone, registered ones
    first. Nothing typed finds nothing."""
    if not words_of(text):
        return Group.objects.none()
    found = matching(text).filter(state__in=[GroupState.APPROVED, GroupState.APPLIED])
    return found.order_by("-state", "reading", "name", "pk")[:FOUND]


def matching(text: str) -> GroupQuerySet:
    """Every word is in it: in another spelling, width or word for the same, or as part of a number."""
    found = Group.objects.all()
    for word in words_of(text):
        found = found.filter(_holds(word))
    return found


def undoable(group: Group) -> GroupStep | None:
    """The decision that can still be taken back: the last one, and not older than 15 minutes."""
    last = group.steps.filter(event__in=DECISIONS).first()
    if last is None or last.undone_at or last.event not in UNDOABLE:
        return None
    return last if last.at >= timezone.now() - UNDO else None


def history(group: Group) -> QuerySet[GroupStep]:
    return group.steps.select_related("by")


def membership_of(group: Group, pk: int) -> Membership | None:
    return _now().filter(group=group, pk=pk).first()


def is_member(user: User, group: Group) -> bool:
    return _now().filter(user=user, group=group).exists()


def is_last_member(group: Group) -> bool:
    """Whether only one person acts for the group."""
    return _now().filter(group=group).count() == 1


def permit_of(group: Group, pk: int) -> Permit | None:
    return Permit.objects.filter(group=group, pk=pk).select_related("group").first()


def removed_lately(group: Group) -> QuerySet[Permit]:
    """What was taken off the page a moment ago, perhaps by mistake."""
    return group.permits.filter(removed_at__gte=timezone.now() - UNDO)


def open_links(group: Group) -> QuerySet[MemberInvitation]:
    """Links of the group that still work, the newest first."""
    waiting = Q(invitation__used_at=None, invitation__revoked_at=None)
    found = group.invitations.filter(waiting, invitation__expires_at__gt=timezone.now())
    return found.select_related("group", "invitation__invited_by").order_by("-invitation__invited_at")


def link_of(group: Group, pk: int) -> MemberInvitation | None:
    return group.invitations.filter(pk=pk).select_related("group", "invitation").first()


def living_link(token: str) -> MemberInvitation:
    """The link of this token. Raises `LinkDead`, also for a link that leads into no group."""
    living(token)
    found = MemberInvitation.objects.filter(invitation__token_hash=hash_of(token))
    link = found.select_related("group", "invitation__invited_by").first()
    if link is None or link.group.state not in {GroupState.APPLIED, GroupState.APPROVED}:
        raise LinkDead
    return link


def kinds_used() -> list[str]:
    """What this town calls its permits and insurances."""
    return list(Permit.objects.standing().order_by("kind").values_list("kind", flat=True).distinct()[:50])


def _now() -> QuerySet[Membership]:
    return Membership.objects.filter(ended_at=None).select_related("user", "group")


def _with_papers(groups: GroupQuerySet) -> GroupQuerySet:
    return groups.prefetch_related(Prefetch("permits", Permit.objects.standing(), "papers"))


def _condition(shown: Shown) -> Q:
    today = timezone.localdate()
    registered = Q(state=GroupState.APPROVED)
    soon = Permit.objects.expiring(today).filter(group=OuterRef("pk"))
    return {
        Shown.WAITING: Q(state=GroupState.APPLIED) | registered & Q(renewal_asked_at__isnull=False),
        Shown.VALID: registered & Q(valid_until__gte=today),
        Shown.EXPIRING: registered & (Q(valid_until__lt=today + SOON) | Q(Exists(soon))),
        Shown.ENDED: Q(state__in=[GroupState.ENDED, GroupState.DECLINED]),
    }[shown]


def _holds(word: Word) -> Q:
    said = Q(search_text__contains=word.folded) | _any(word.meanings)
    parts = [_any(one) for one in word.pieces]
    if parts:
        held = parts[0]
        for part in parts[1:]:
            held &= part
        said |= held
    digits = fold_phone(word.folded)
    if len(digits) >= SHORTEST_NUMBER:
        said |= Q(search_text__contains=digits)
    return said


def _any(stored: list[str]) -> Q:
    found = Q(pk__in=[])
    for one in stored:
        found |= Q(search_text__contains=one)
    return found
