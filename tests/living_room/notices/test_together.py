"""Two workers at once, and workers that are killed: never lost, never twice."""

import os
import random
import signal
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.management import call_command
from django.db import connection, connections
from django.utils import timezone

from sengetsu.accounts.models import User
from sengetsu.living_room.notices.actions import LEASE, notify
from sengetsu.living_room.notices.choices import Standing
from sengetsu.living_room.notices.delivery import deliver_due
from sengetsu.living_room.notices.models import Notice

from .sink import Sink

pytestmark = pytest.mark.django_db(transaction=True)
KILLS = 8


def tell_many(number: int, to: User | None = None) -> None:
    for one in range(number):
        address = f"reader{one}@example.jp"
        notify(by=None, key=f"news:{one}", subject=f"知らせ{one}", text="本文", to=to, address=address)


def at_once(workers: int, act: Callable[[], int]) -> list[int]:
    def work() -> int:
        try:
            return act()
        finally:
            connection.close()

    with ThreadPoolExecutor(workers) as pool:
        return [done.result() for done in [pool.submit(work) for _ in range(workers)]]


def start_worker() -> int:
    """Fork a real `sengetsu work`; gives its process number."""
    connections.close_all()  # a connection must not be shared with a child
    pid = os.fork()
    if pid:
        return pid
    try:
        call_command("work", every=0.02, verbosity=0, stdout=open(os.devnull, "w"))  # noqa: SIM115
    finally:  # a child of the test runner must never go on as a second test runner
        os._exit(0)


def test_two_workers_share_the_outbox(organizer_soda: User) -> None:
    tell_many(60, organizer_soda)
    shares = at_once(2, lambda: deliver_due().delivered)
    assert sum(shares) == 60
    assert set(Notice.objects.values_list("attempts", flat=True)) == {1}


def test_two_workers_send_one_message_each(mail_server: Sink) -> None:
    tell_many(60)
    shares = at_once(2, lambda: deliver_due().delivered)
    assert sum(shares) == 60
    assert min(shares) > 0, "one worker did everything: the test shows nothing"
    assert Counter(to for to, _ in mail_server.mails) == {f"reader{one}@example.jp": 1 for one in range(60)}


def test_workers_killed_between_notices_lose_none_and_repeat_none(organizer_soda: User) -> None:
    tell_many(400, organizer_soda)
    dice = random.Random(2026)  # noqa: S311 - when to kill is no secret
    before = 0
    for _ in range(KILLS):
        pid = start_worker()
        wait_until_more_than(before)
        time.sleep(dice.uniform(0, 0.01))
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        before = done()
    assert before < 400, "the kills met no worker at work"
    deliver_due()
    assert done() == 400
    assert set(Notice.objects.values_list("attempts", flat=True)) == {1}


def done() -> int:
    return Notice.objects.filter(delivered_at__isnull=False).count()


def wait_until_more_than(number: int) -> None:
    wait_until(lambda: done() > number)


def wait_until(is_so: Callable[[], bool]) -> None:
    last = time.monotonic() + 20
    while not is_so():
        assert time.monotonic() < last
        time.sleep(0.002)


def test_a_worker_killed_before_the_servers_answer_sends_nothing_twice(mail_server: Sink) -> None:
    tell_many(10)
    victim: list[int] = []

    def kill(to: str) -> bool:
        if to == "reader4@example.jp" and victim:
            os.kill(victim.pop(), signal.SIGKILL)
            return False
        return True

    mail_server.before_answer = kill
    victim.append(pid := start_worker())
    os.waitpid(pid, 0)
    Notice.objects.filter(sending_at__isnull=False).update(sending_at=timezone.now() - 2 * LEASE)
    deliver_due()
    assert Counter(to for to, _ in mail_server.mails) == {f"reader{one}@example.jp": 1 for one in range(10)}
    [unknown] = Notice.objects.stuck()
    assert (unknown.address, unknown.standing) == ("reader4@example.jp", Standing.STUCK)


def test_a_worker_that_is_told_to_stop_finishes_and_ends(organizer_soda: User) -> None:
    tell_many(3, organizer_soda)
    pid = start_worker()
    wait_until(lambda: done() == 3)
    os.kill(pid, signal.SIGTERM)
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0
