"""Two people who touch the same need from two sides never wait for each other in a circle."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from sengetsu.accounts.models import User
from sengetsu.link_work.cases.actions import NextStep, open_case
from sengetsu.link_work.needs.actions import move_need, note_need
from sengetsu.link_work.needs.choices import Category, NeedState
from sengetsu.link_work.needs.models import Need
from sengetsu.link_work.referrals.actions import draft_referral, send_referral

ROUNDS = 15


def again_and_again(act: Callable[[], object]) -> None:
    try:
        for _ in range(ROUNDS):
            act()
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_sending_a_referral_and_moving_its_need_at_the_same_time(aoki: User, mori: User) -> None:
    assert aoki.team
    step = NextStep(words="訪ねる", on=timezone.localdate() + timedelta(days=1), person=aoki)
    case = open_case(by=aoki, title="北川家", team=aoki.team, owner=aoki, next_step=step)
    need = note_need(by=aoki, case=case, category=Category.FOOD, words="食べるものがない")

    def refer() -> None:
        referral = draft_referral(
            by=aoki, case=case, need=need, destination="こめびつ", question="お願いします", without_name=True
        )
        send_referral(by=aoki, referral=referral)

    def move() -> None:
        for state in (NeedState.UNMET, NeedState.OPEN):
            move_need(by=mori, need=Need.objects.get(pk=need.pk), to=state, unmet_reason="夜に開いている所")

    with ThreadPoolExecutor(max_workers=2) as both:
        list(both.map(again_and_again, [refer, move]))
