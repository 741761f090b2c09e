"""A house with a synthetic town in it, kept below `var/bench`, so that a second run that day is quick."""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCES = (
    "src/sengetsu/*/migrations/*.py",
    "src/sengetsu/*/synthetic/*",
    "src/sengetsu/living_room/demo*",
)


@dataclass(frozen=True)
class Size:
    cases: int
    contacts: int
    bookings: int  # of ten years
    requests: int
    applications: int  # that each number of clients sends


FULL = Size(cases=1_500, contacts=60_000, bookings=18_000, requests=60, applications=80)
SMALL = Size(cases=40, contacts=1_600, bookings=600, requests=3, applications=4)


def sengetsu(*words: str) -> None:
    """Run a command of the product in the data directory of the environment."""
    command = [sys.executable, "-c", "from sengetsu.config.cli import main; main()", *words]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"sengetsu {' '.join(words)} failed:\n{done.stdout}{done.stderr}")


def _mark(size: Size, database: str) -> str:
    """Changes when the town would be another one: its size, its makers, the tables, the day."""
    digest = sha256(f"{database} {size.cases} {size.contacts} {size.bookings} {date.today()}".encode())  # noqa: DTZ011
    for pattern in SOURCES:
        for file in sorted(filter(Path.is_file, ROOT.glob(pattern))):
            digest.update(file.read_bytes())
    return digest.hexdigest()[:12]


def furnish(where: Path, size: Size, database: str) -> Path:
    """Set up the data directory, and point this process to it. Returns it; old ones are thrown away."""
    home = where / f"{database}-{_mark(size, database)}"
    for old in where.glob(f"{database}-*"):
        if old != home or not (home / "ready").exists():  # another day's, or half made
            shutil.rmtree(old)
    home.mkdir(parents=True, exist_ok=True)
    os.environ.update(SENGETSU_DATA=str(home), SENGETSU_KEYS=str(home / "keys"), SENGETSU_DEBUG="0")
    dump = home / "town.dump"
    if database == "postgresql" and dump.exists():
        _restore(dump)
        return home
    if database == "sqlite" and (home / "ready").exists():
        return home
    sys.stderr.write(f"{database}: making a town of {size.cases} cases (kept for the next run) …\n")
    sengetsu("setup")
    numbers = {"cases": size.cases, "contacts": size.contacts, "bookings": size.bookings}
    sengetsu("generate", *(word for name, number in numbers.items() for word in (f"--{name}", str(number))))
    if database == "postgresql":
        subprocess.run(["pg_dump", "-Fc", "-f", str(dump), os.environ["DATABASE_URL"]], check=True)
    (home / "ready").touch()
    return home


def _restore(dump: Path) -> None:
    command = ["pg_restore", "--no-owner", "-d", os.environ["DATABASE_URL"], str(dump)]
    subprocess.run(command, check=True)
    # What autovacuum would know of a database that has been in use.
    subprocess.run(["psql", "-qc", "ANALYZE", os.environ["DATABASE_URL"]], check=True)


def has_postgresql() -> bool:
    """Whether PostgreSQL's own programs are on this machine (see `.ci/postgres`)."""
    here = list(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return bool(here or shutil.which("initdb")) and bool(shutil.which("pg_dump"))
