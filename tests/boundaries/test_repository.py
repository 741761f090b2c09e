"""Grain, and what the repository as a whole may not hold."""

import re
import subprocess
from collections.abc import Iterable
from pathlib import Path

from .source import ROOT, Module, modules

LONGEST_FILE = 300  # lines
# "link_work/cases/actions.py": why it may be longer. The list may only shrink.
LONGER: dict[str, str] = {}

# Hosts that the repository may name: examples, this machine, standards, and what documentation points to.
KNOWN_HOSTS = re.compile(
    r"(?:.*\.)?(?:example(?:\.(?:jp|com|org))?|localhost|testserver|127\.0\.0\.1|w3\.org|astral\.sh|djangoproject\.com"
    r"|creativecommons\.org|openreferral\.org|schema\.org|ietf\.org|rfc-editor\.org|fsf\.org|gnu\.org|github\.com|lg\.jp|go\.jp)"
)
HOST = re.compile(r"(?:https?|wss?)://([A-Za-z0-9.-]*[A-Za-z0-9])")
OWN_MACHINE = re.compile(r"(?<![\w.])/(?:root|Users)/\w|(?<![\w.\"'])/home/\w+/\.")


def tracked() -> list[Path]:
    listing = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True)
    paths = [ROOT / name for name in listing.stdout.split("\0") if name]
    return [path for path in paths if path.is_file() and not path.is_symlink()]


def texts() -> Iterable[tuple[str, str]]:
    for path in tracked():
        try:
            yield str(path.relative_to(ROOT)), path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue  # a picture


def too_long(sources: Iterable[Module]) -> list[str]:
    return [module.name for module in sources if module.lines > LONGEST_FILE]


def strange_hosts(files: Iterable[tuple[str, str]]) -> list[str]:
    named = {(name, host) for name, text in files for host in HOST.findall(text)}
    return sorted(f"{name}: {host}" for name, host in named if not KNOWN_HOSTS.fullmatch(host))


def machine_paths(files: Iterable[tuple[str, str]]) -> list[str]:
    return [f"{name}: {found}" for name, text in files for found in OWN_MACHINE.findall(text)]


def catch_alls(sources: Iterable[Module]) -> list[str]:
    """`except Exception: pass`: a fault that nobody ever hears of."""
    silent = re.compile(r"except(?: Exception| BaseException)?(?: as \w+)?:\s*\n\s*(?:pass|\.\.\.)\s*\n")
    return [module.name for module in sources if silent.search(module.text)]


def test_files_are_short() -> None:
    assert [name for name in too_long(modules()) if name not in LONGER] == []


def test_the_list_of_longer_files_only_shrinks() -> None:
    assert sorted(set(LONGER) - set(too_long(modules()))) == []


def test_no_file_names_a_host_that_is_not_known() -> None:
    assert strange_hosts(texts()) == []


def test_no_file_names_a_place_on_somebodys_machine() -> None:
    assert machine_paths(texts()) == []


def test_no_fault_is_swallowed_in_silence() -> None:
    assert catch_alls(modules()) == []


def test_a_long_file_is_noticed() -> None:
    assert too_long([Module("x.py", "x = 1\n" * (LONGEST_FILE + 1))]) == ["x.py"]


def test_a_strange_host_is_noticed() -> None:
    planted = "see https" + "://registry.somewhere.net/simple"
    assert strange_hosts([("x.md", planted)]) == ["x.md: registry.somewhere.net"]


def test_a_place_on_somebodys_machine_is_noticed() -> None:
    assert machine_paths([("x.md", "cd " + "/root" + "/town")])


def test_a_swallowed_fault_is_noticed() -> None:
    assert catch_alls([Module("x.py", "try:\n    go()\nexcept Exception:\n    pass\n")]) == ["x.py"]
