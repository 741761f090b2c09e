"""Who may write the page of an activity.

Japanese only: organizers and staff read the refusals.
"""

from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest
from django.utils import timezone

from sengetsu.accounts.models import User
from sengetsu.living_room.groups.models import Group
from sengetsu.living_room.spaces.access import can_edit_venue

from .choices import MOVES, ActivityState
from .models import Activity


def can_write_for(user: User | AnonymousUser, group: Group | None) -> bool:
    """Members for their own group; those who run the place for everybody, and for the place itself."""
    if can_edit_venue(user):
        return True
    return group is not None and Group.objects.of(user).filter(pk=group.pk).exists()


def can_write(user: User | AnonymousUser, activity: Activity) -> bool:
    return can_write_for(user, activity.group)


def writer_or_404(request: HttpRequest) -> User:
    """Who is asking, if it is somebody who may write activities at all."""
    user = request.user
    if not isinstance(user, User) or not (can_edit_venue(user) or Group.objects.of(user).exists()):
        raise Http404
    return user


def why_not_move(user: User | AnonymousUser, activity: Activity, to: str) -> str:
    """Why an activity cannot be moved there now; empty when it can."""
    now = ActivityState(activity.state)
    if to not in MOVES[now]:
        return f"この活動は、いま「{now.label}」です。"
    group = activity.group
    if to != ActivityState.RUNNING or group is None or can_edit_venue(user):
        return ""
    if not group.is_valid_on(timezone.localdate()):
        return f"「{group.name}」の団体登録がまだ、または期限切れなので、公開できません。下書きは残ります。"
    return ""
