"""Processes that write contacts until they are killed. What they were told is saved, they report at once."""

import itertools
import json
import os
import selectors
import signal
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from random import Random

from django.db import connections
from django.utils import timezone

from sengetsu.accounts.models import User
from sengetsu.base.once import once
from sengetsu.link_work.cases.actions import NextStep
from sengetsu.link_work.cases.models import Case
from sengetsu.link_work.visits.actions import record_contact
from sengetsu.link_work.visits.choices import How


def write_once(key: str, *, by: User, case: Case) -> str:
    """What the page does when a form with this key is sent: a contact with its next step, once."""

    def act() -> str:
        step = NextStep(words=f"次 {key}", on=timezone.localdate() + timedelta(days=7), person=by)
        contact = record_contact(
            by=by,
            case=case,
            at=timezone.now(),
            how=How.VISIT,
            happened=f"散歩の話をした {key}",
            next_step=step,
        )
        return str(contact.pk)

    return once(key=key, by=by, act=act)


@dataclass
class Writer:
    """A child process. `tried` is the key it is at, `acknowledged` what it was told is saved."""

    pid: int
    pipe: int
    tried: str = ""
    acknowledged: list[str] = field(default_factory=list)
    _rest: bytes = b""

    def hear(self) -> bool:
        """Take in what it reported; False when it has ended."""
        told = os.read(self.pipe, 65536)
        *lines, self._rest = (self._rest + told).split(b"\n")
        for line in lines:
            word, key = json.loads(line)
            if word == "trying":
                self.tried = key
            else:
                self.acknowledged.append(key)
        return bool(told)


def start_writer(name: str, write: Callable[[str], object], *, again: str = "") -> Writer:
    """Fork a process that calls `write` with one key after another; first with `again`, if there is one."""
    connections.close_all()  # a connection must not be shared with a child
    here, there = os.pipe()
    pid = os.fork()
    if pid:
        os.close(there)
        return Writer(pid, here)
    try:
        keys: Iterator[str] = (f"{name}-{number}" for number in itertools.count())
        for key in itertools.chain([again] if again else [], keys):
            _say(there, "trying", key)
            write(key)
            _say(there, "saved", key)
    finally:  # a child of the test runner must never go on as a second test runner
        os._exit(1)


def _say(pipe: int, word: str, key: str) -> None:
    os.write(pipe, json.dumps([word, key]).encode() + b"\n")


def kill(writer: Writer) -> None:
    """kill -9, and hear what it had managed to say before."""
    os.kill(writer.pid, signal.SIGKILL)
    os.waitpid(writer.pid, 0)
    while writer.hear():
        pass
    os.close(writer.pipe)


def listen(writers: list[Writer], *, seconds: float) -> None:
    """Hear all of them for so long: the pause before the next kill."""
    with selectors.DefaultSelector() as ears:
        for writer in writers:
            ears.register(writer.pipe, selectors.EVENT_READ, writer)
        until = timezone.now() + timedelta(seconds=seconds)
        while (left := (until - timezone.now()).total_seconds()) > 0:
            for ready, _ in ears.select(timeout=left):
                if not ready.data.hear():
                    raise AssertionError("a writer ended by itself")


def kill_many(*, kills: int, at_once: int, dice: Random, write: Callable[[str], object]) -> list[Writer]:
    """Keep `at_once` writers busy and kill one, two or three of them at random moments. The next one in a
    place first sends again what its predecessor was at. Returns the dead."""
    busy = [start_writer(f"w{number}", write) for number in range(at_once)]
    dead: list[Writer] = []
    try:
        while len(dead) < kills:
            listen(busy, seconds=dice.uniform(0.005, 0.25))
            for victim in dice.sample(busy, min(dice.randint(1, 3), kills - len(dead))):
                kill(victim)
                dead.append(victim)
                busy[busy.index(victim)] = start_writer(f"k{len(dead)}", write, again=victim.tried)
        # The last of them must have the time to send again.
        while any(not writer.acknowledged for writer in busy):
            listen(busy, seconds=0.05)
    finally:
        for writer in busy:
            kill(writer)
    return [*dead, *busy]
