"""Two people at the same moment: one is first, the other reads a sentence, and nobody gets a fault."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone

from sengetsu.accounts.invitations.queries import LinkDead
from sengetsu.accounts.models import User
from sengetsu.living_room.groups.choices import GroupState
from sengetsu.living_room.groups.decision_actions import approve
from sengetsu.living_room.groups.member_actions import invite_member, join
from sengetsu.living_room.groups.reminders import remind
from sengetsu.living_room.groups.terms import usual_end
from sengetsu.living_room.notices.models import Notice

from .neighbours import group_of

pytestmark = pytest.mark.django_db(transaction=True)
Act = Callable[[], object]


def together(*acts: Act) -> list[str]:
    """What each of the acts came to, sorted: "done", or the sentence of its refusal."""
    start = Barrier(len(acts))

    def run(act: Act) -> str:
        start.wait()
        try:
            act()
        except LinkDead:
            return "dead"
        except ValidationError as refusal:
            return refusal.messages[0]
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(max_workers=len(acts)) as pool:
        return sorted(pool.map(run, acts))


def test_of_two_managers_one_registers_and_the_other_reads_who(ogawa: User, aoki: User) -> None:
    end = usual_end(timezone.localdate())
    for _ in range(4):
        group = group_of(state=GroupState.APPLIED)
        said = together(*(partial(approve, by=by, group=group, until=end) for by in (ogawa, aoki)))
        group.refresh_from_db()
        assert said == ["done", f"{group.decided_by}さんが先に決めました。いまは「登録ずみ」です。"]


def test_a_link_used_twice_at_once_lets_one_in(
    organizer_soda: User, commissioner_hara: User, aoki: User
) -> None:
    group = group_of(organizer_soda)
    token = invite_member(by=organizer_soda, group=group)
    said = together(*(partial(join, by=by, token=token) for by in (commissioner_hara, aoki)))
    assert said == ["dead", "done"]
    assert group.memberships.filter(ended_at=None).count() == 2


def test_two_workers_remind_once(organizer_soda: User) -> None:
    group_of(organizer_soda, lasts=10)
    assert together(*[partial(remind, by=None, now=timezone.now())] * 2) == ["done", "done"]
    assert Notice.objects.count() == 1
