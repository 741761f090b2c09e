"""All runners of a lap start at the same moment. A runner is whatever can ask for a lap, and be told."""

from collections.abc import Callable, Sequence
from threading import Barrier, BrokenBarrierError, Thread

from django.db import connections

from .laps import Lap
from .referee import FAULT, Told

SECONDS = 120  # for one lap; a runner that is not there by then breaks the race
Ask = Callable[[], Told]
Runner = Callable[[Lap], Ask]  # prepares (opens the form), and returns what is done at the start


def run(laps: Sequence[Lap], runners: Sequence[Runner]) -> list[list[Told]]:
    """`told[lap][runner]`: what each heard. What a runner did not hear, because one
    of them fell, counts as a fault."""
    told = [[Told(FAULT, won=False, sentence="no answer")] * len(runners) for _ in laps]
    start = Barrier(len(runners), timeout=SECONDS)

    def go(place: int, runner: Runner) -> None:
        try:
            for number, lap in enumerate(laps):
                ask = runner(lap)
                start.wait()
                told[number][place] = ask()
        except BaseException as fault:
            start.abort()  # the others would wait for ever
            if not isinstance(fault, BrokenBarrierError):
                raise
        finally:
            connections.close_all()

    threads = [Thread(target=go, args=(place, runner)) for place, runner in enumerate(runners)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return told
