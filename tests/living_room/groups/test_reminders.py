"""An end is told once, thirty days before, to whoever acts for the group."""

from datetime import datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from sengetsu.accounts.models import User
from sengetsu.living_room.groups.choices import GroupState
from sengetsu.living_room.groups.models import Group, Permit
from sengetsu.living_room.groups.permit_actions import PERMIT_FACTS, save_permit
from sengetsu.living_room.groups.reminders import remind
from sengetsu.living_room.notices.models import Notice

from .neighbours import days, group_of, permit_of

pytestmark = pytest.mark.django_db


def now() -> datetime:
    return timezone.now()


def told() -> list[str]:
    return sorted(Notice.objects.values_list("subject", flat=True))


@pytest.mark.parametrize(("lasts", "is_told"), [(31, 0), (30, 1), (1, 1), (0, 1), (-1, 0)])
def test_a_permit_is_told_of_in_its_last_thirty_days(organizer_soda: User, lasts: int, is_told: int) -> None:
    permit_of(group_of(organizer_soda), "飲食店営業許可", lasts=lasts)
    assert remind(by=None, now=now()) == is_told
    assert ["飲食店営業許可" in notice.text for notice in Notice.objects.all()] == [True] * is_told


def test_an_end_is_told_once_however_often_the_worker_comes(organizer_soda: User) -> None:
    group = group_of(organizer_soda, lasts=20)
    permit_of(group, lasts=20)
    assert [remind(by=None, now=now() + timedelta(days=day)) for day in range(5)] == [2, 0, 0, 0, 0]
    assert told() == ["団体の登録の期限が近づいています", "許可や保険の期限が近づいています"]


def test_a_new_end_is_told_again(organizer_soda: User) -> None:
    permit = permit_of(group_of(organizer_soda), lasts=20)
    remind(by=None, now=now())
    facts = {name: getattr(permit, name) for name in PERMIT_FACTS}
    later = timezone.localdate() + days(100)
    save_permit(by=organizer_soda, group=permit.group, permit=permit, facts={**facts, "expires_on": later})
    assert remind(by=None, now=now()) == 0
    with time_machine.travel(now() + days(80)):
        assert remind(by=None, now=now()) == 1


def test_all_members_are_told_and_those_who_left_are_not(
    organizer_soda: User, commissioner_hara: User, partner_sato: User
) -> None:
    group = group_of(organizer_soda, commissioner_hara, partner_sato, lasts=10)
    group.memberships.filter(user=partner_sato).update(ended_at=now())
    remind(by=None, now=now())
    assert set(Notice.objects.values_list("user__username", flat=True)) == {"soda", "hara"}


def test_what_needs_no_reminder_gets_none(organizer_soda: User) -> None:
    asked = group_of(organizer_soda, lasts=10)
    Group.objects.filter(pk=asked.pk).update(renewal_asked_at=now())
    permit_of(group_of(organizer_soda, state=GroupState.ENDED), lasts=10)
    permit_of(group_of(organizer_soda), lasts=None)
    removed = permit_of(group_of(organizer_soda), lasts=10)
    Permit.objects.filter(pk=removed.pk).update(removed_at=now())
    assert remind(by=None, now=now()) == 0


def test_a_group_with_a_telephone_only_is_on_the_staffs_list_instead() -> None:
    group_of(lasts=10, contact_phone="048-000-0001")
    assert remind(by=None, now=now()) == 1
    assert told() == []
