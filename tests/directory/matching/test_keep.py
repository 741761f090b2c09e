"""What is kept for the next process is the same thing, and never an old one."""

from pathlib import Path

import pytest

from sengetsu.directory.matching import keep
from sengetsu.directory.matching.answers import answer
from sengetsu.directory.matching.shelves import read_shelf, shelf
from sengetsu.directory.models import Service
from tests.directory import town

pytestmark = pytest.mark.django_db
STORY = "借金の督促がこわい"


def names() -> list[str]:
    return [one.entry.name for one in answer(STORY).services]


def test_the_next_process_reads_what_this_one_computed() -> None:
    town.service("債務整理の相談", description="借金の返済を弁護士と")
    town.service("コーラスの会")
    first = names()
    again = read_shelf(shelf().expert)
    heard = again.expert.hear(STORY)
    assert [one.entry.name for one in again.rank(STORY, heard)] == first
    assert list(keep.folder().glob("shelf-*.pickle"))


def test_a_changed_entry_is_read_anew() -> None:
    entry = town.service("コーラスの会")
    town.service("花の会")
    names()
    Service.objects.filter(pk=entry.pk).delete()
    town.service("債務整理の相談", description="借金の返済を弁護士と")
    assert names()[0] == "債務整理の相談"


@pytest.mark.parametrize("data", [b"", b"garbage", b"\x80\x05N."])
def test_a_broken_file_is_computed_anew(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "x.pickle"
    file.write_bytes(data)
    assert keep.kept(file, dict) is None


def test_only_a_few_files_stay(tmp_path: Path) -> None:
    for number in range(9):
        keep.keep({number: number}, tmp_path / f"shelf-{number}.pickle", instead_of="shelf-*.pickle")
    assert len(list(tmp_path.glob("*.pickle"))) == keep.NEWEST
    assert not list(tmp_path.glob("*.part"))
