"""Whatever the trail records has a name that an auditor understands."""

import re

from sengetsu.audit.words import THINGS

from .source import PACKAGE

THING = re.compile(r'thing="(\w+)"')


def test_every_thing_that_is_recorded_has_a_japanese_name() -> None:
    recorded = {name for file in PACKAGE.rglob("*.py") for name in THING.findall(file.read_text())}
    assert recorded, "nothing is recorded any more?"
    assert sorted(recorded - set(THINGS)) == []
