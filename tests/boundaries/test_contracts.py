"""The contracts of import-linter hold, and each of them notices its violation.

Each plant is a copy of the sources with one import too many; the named contract must break on it.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LINTER = Path(sys.executable).with_name("lint-imports")

# contract -> (file to plant, what it imports)
PLANTS = [
    ("house", "sengetsu/directory/planted.py", "sengetsu.link_work.models"),
    ("house", "sengetsu/postbox/planted.py", "sengetsu.living_room.models"),
    ("house", "sengetsu/attic/__init__.py", ""),  # a floor that nobody drew
    ("link_work_rooms", "sengetsu/link_work/people/planted.py", "sengetsu.link_work.cases.planted_too"),
    ("link_work_rooms", "sengetsu/link_work/cases/planted.py", "sengetsu.link_work.ties.planted_too"),
    ("link_work_rooms", "sengetsu/link_work/visits/planted.py", "sengetsu.link_work.needs.planted_too"),
    (
        "living_room_rooms",
        "sengetsu/living_room/spaces/planted.py",
        "sengetsu.living_room.bookings.planted_too",
    ),
    ("anatomy", "sengetsu/link_work/planted/models.py", "sengetsu.link_work.planted.views"),
    ("anatomy", "sengetsu/link_work/planted/actions.py", "sengetsu.link_work.planted.forms"),
    ("anatomy", "sengetsu/directory/planted/queries.py", "sengetsu.directory.planted.actions"),
    ("anatomy", "sengetsu/accounts/choices.py", "sengetsu.accounts.models"),
    ("sealed", "sengetsu/home/planted.py", "sengetsu.link_work.planted.models"),
    ("sealed", "sengetsu/home/planted.py", "sengetsu.link_work.planted.actions"),
    ("public", "sengetsu/living_room/planted.py", "sengetsu.link_work.urls"),
    ("public", "sengetsu/config/navigation.py", "sengetsu.config.planted_way_round"),
    ("cellar", "sengetsu/audit/planted.py", "sengetsu.accounts.models"),
    ("cellar", "sengetsu/base/planted.py", "sengetsu.config.environment"),
]


def lint(source: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [LINTER, "--no-cache", "--config", ROOT / "pyproject.toml", *arguments],
        cwd=source,
        env={**os.environ, "PYTHONPATH": str(source)},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("house") / "src"
    ignored = shutil.ignore_patterns("__pycache__", "static", "templates", "locale")
    shutil.copytree(ROOT / "src", target, ignore=ignored)
    way_round = target / "sengetsu/config/planted_way_round.py"
    way_round.write_text("import sengetsu.link_work.urls\n")
    return target


def write(source: Path, file: str, text: str) -> list[Path]:
    """Write `file` and the packages above it; gives what is new, to be taken away again."""
    path = source / file
    new = []
    for folder in reversed(path.parents):
        if source in folder.parents and not folder.exists():
            folder.mkdir()
            new.append(folder)
            (folder / "__init__.py").touch()
    path.write_text(text)
    return new or [path]


def test_the_house_stands() -> None:
    result = lint(ROOT / "src")
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize(("contract", "file", "imports"), PLANTS, ids=[f"{p[0]}-{p[1]}" for p in PLANTS])
def test_a_contract_notices_its_violation(copy: Path, contract: str, file: str, imports: str) -> None:
    before = (copy / file).read_text() if (copy / file).exists() else None
    planted: list[Path] = []
    if imports.startswith("sengetsu.") and not (copy / (imports.replace(".", "/") + ".py")).exists():
        planted += write(copy, imports.replace(".", "/") + ".py", "")
    planted += write(copy, file, f"import {imports}\n" if imports else "")
    try:
        result = lint(copy, "--contract", contract)
    finally:
        for path in planted:
            shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
        if before is not None:
            (copy / file).write_text(before)
    assert result.returncode == 1, result.stdout + result.stderr
    assert "BROKEN" in result.stdout
