"""`make bench`: the pages of a link worker's day, the open pages and the bookings of a town of ten years.

Seconds depend on the machine, so the yardstick is the ratio to a bare Django page, measured on the same
server in the same run. Prints a table and writes `bench/results.json`.
"""

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bench.house import has_postgresql  # noqa: E402

COLUMNS = ("page", "ms", "p95_ms", "best_ms", "ratio", "p95_ratio", "best_ratio", "queries", "bytes")
# Applications sent through the pages, and the bare INSERT of their rows on the same database.
SENT = ("clients", "bookings", "per_second", "bare_per_second", "ratio")


def measure(where: Path, *, small: bool, postgresql: bool) -> dict[str, Any]:
    """The results of one database, measured in a process of its own."""
    command = [sys.executable, "-m", "bench.one", "--where", str(where), *(["--small"] if small else [])]
    if postgresql:
        command = ["sh", str(ROOT / ".ci/postgres"), *command]
    paths = f"{ROOT / 'src'}{os.pathsep}{ROOT}"
    environment = {**os.environ, "PYTHONPATH": paths, "DJANGO_SETTINGS_MODULE": "sengetsu.config.settings"}
    environment.pop("DATABASE_URL", None)
    environment.pop("SENGETSU_DEMO", None)
    done = subprocess.run(command, cwd=ROOT, env=environment, check=False, stdout=subprocess.PIPE, text=True)
    if done.returncode:
        sys.exit(done.returncode)
    result: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return result


QUALITY = ("signal", "report_recall5", "report_ndcg10", "tune_recall5", "tune_ndcg10")
DANGER = ("half", "urgent_found", "false_alarms", "of_those_that_sound_urgent")
TIMES = ("entries", "ms_per_story", "p95_ms", "shelf_s", "memory_mb")


def measure_matching(where: Path) -> dict[str, Any]:
    """Quality on the half that was never looked at, then time and memory, each size in its own process."""
    environment = {
        **os.environ,
        "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
        "SENGETSU_DATA": str(where / "matching"),
    }

    def told(what: str) -> Any:
        command = [sys.executable, "-m", "bench.matching.measure", what]
        done = subprocess.run(
            command, cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE, text=True
        )
        return json.loads(done.stdout.splitlines()[-1])

    found = {"quality": told("quality"), "danger": told("danger")}
    print(table("matching, report half (tune half beside it)", QUALITY, found["quality"]), flush=True)
    print(table("danger", DANGER, found["danger"]), flush=True)
    found["times"] = [told(str(size)) for size in (70, 1_000, 5_000)]
    print(table("time and memory per story", TIMES, found["times"]), flush=True)
    return found


def table(name: str, columns: Sequence[str], measured: list[dict[str, Any]]) -> str:
    rows = [tuple(columns), *(tuple(str(row[column]) for column in columns) for row in measured)]
    widths = [max(len(row[place]) for row in rows) for place in range(len(columns))]
    lines = [
        "  ".join(
            cell.ljust(width) if not place else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in rows
    ]
    return "\n".join([f"== {name}", *lines, ""])


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure pages as ratios to a bare Django page.")
    parser.add_argument("--small", action="store_true", help="a tiny town on SQLite: does the bench work?")
    parser.add_argument("--sqlite-only", action="store_true")
    parser.add_argument("--output", type=Path, default=ROOT / "bench" / "results.json")
    parser.add_argument("--matching-only", action="store_true")
    options = parser.parse_args()
    where = Path(os.environ.get("SENGETSU_DATA", "var")).resolve() / "bench"
    if options.matching_only:
        measure_matching(where)
        return
    kinds = [False]
    if has_postgresql() and not (options.small or options.sqlite_only):
        kinds.append(True)
    results = []
    for postgresql in kinds:
        results.append(measure(where, small=options.small, postgresql=postgresql))
        name = results[-1]["database"]
        print(table(name, COLUMNS, results[-1]["pages"]), flush=True)
        print(table(f"{name}, applications", SENT, results[-1]["applications"]), flush=True)
    matching = {} if options.small else measure_matching(where)
    told = {"yardstick": "bare", "results": results, "matching": matching}
    options.output.write_text(json.dumps(told, indent=1, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
