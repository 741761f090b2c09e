"""Each end of a registration or a permit is told to the group once, 30 days before. The worker calls it."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from sengetsu.accounts.models import User
from sengetsu.base.dates import wareki

from .models import Group, Permit
from .terms import SOON
from .writing import tell


def remind(*, by: User | None, now: datetime) -> int:
    """Leave a notice for every end within 30 days of `now` (aware) that was not told yet; returns how many
    ends were told. Two workers at once tell each end once."""
    today = timezone.localdate(now)
    near = (today, today + SOON)
    groups = Group.objects.valid_on(today).filter(valid_until__range=near, renewal_asked_at=None)
    permits = Permit.objects.standing().filter(
        expires_on__range=near, group__in=Group.objects.valid_on(today)
    )
    ended = [_tell_of_group(by, group) for group in groups.filter(_not_told("valid_until"))]
    papers = permits.filter(_not_told("expires_on")).select_related("group")
    return sum(ended) + sum(_tell_of_permit(by, permit) for permit in papers)


def _not_told(end: str) -> Q:
    return Q(reminded_of=None) | ~Q(reminded_of=F(end))


@transaction.atomic
def _tell_of_group(by: User | None, group: Group) -> bool:
    end = group.valid_until
    if end is None or not _claim(Group.objects.filter(pk=group.pk, valid_until=end), end):
        return False
    text = (
        f"「{group.name}」の登録は{wareki(end)}までです。"
        "続けて使うときは、団体のページで「更新をたのむ」を押すか、電話で知らせてください。"
    )
    key = f"group-ends:{group.pk}:{end}"
    tell(by=by, group=group, key=key, subject="団体の登録の期限が近づいています", text=text)
    return True


@transaction.atomic
def _tell_of_permit(by: User | None, permit: Permit) -> bool:
    end = permit.expires_on
    if end is None or not _claim(Permit.objects.filter(pk=permit.pk, expires_on=end), end):
        return False
    text = (
        f"「{permit.group.name}」の「{permit.kind}」の期限は{wareki(end)}です。"
        "新しくしたら、団体のページに新しい期限を書くか、電話で知らせてください。"
    )
    key = f"permit-ends:{permit.pk}:{end}"
    tell(by=by, group=permit.group, key=key, subject="許可や保険の期限が近づいています", text=text)
    return True


def _claim(rows: QuerySet[Any], end: date) -> bool:
    """Whether it is we who tell this end: the row says so, and another worker finds it told."""
    return bool(rows.filter(Q(reminded_of=None) | ~Q(reminded_of=end)).update(reminded_of=end))
