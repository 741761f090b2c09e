"""Two teams that open cases at the same moment get two numbers, and nobody gets a fault."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from sengetsu.accounts.models import User
from sengetsu.link_work.cases.actions import NextStep, open_case
from sengetsu.link_work.cases.models import Case

EACH = 8


def open_some(owner: User) -> None:
    assert owner.team
    step = NextStep(words="訪ねる", on=timezone.localdate() + timedelta(days=1), person=owner)
    try:
        for _ in range(EACH):
            open_case(by=owner, title="北川家", team=owner.team, owner=owner, next_step=step)
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_two_teams_at_the_same_moment_get_different_numbers(aoki: User, kitano: User) -> None:
    with ThreadPoolExecutor(max_workers=2) as both:
        list(both.map(open_some, [aoki, kitano]))
    numbers = set(Case.objects.values_list("number", flat=True))
    assert len(numbers) == Case.objects.count() == 2 * EACH
