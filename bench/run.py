"""`make bench`: the pages of a link worker's day on a synthetic town of ten years.

Seconds depend on the machine, so the yardstick is the ratio to a bare Django page, measured on the same
server in the same run. Prints a table and writes `bench/results.json`.
"""

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bench.house import has_postgresql  # noqa: E402

COLUMNS = ("page", "ms", "p95_ms", "best_ms", "ratio", "p95_ratio", "best_ratio", "queries", "bytes")


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


def table(result: dict[str, Any]) -> str:
    rows = [COLUMNS, *(tuple(str(row[name]) for name in COLUMNS) for row in result["pages"])]
    widths = [max(len(row[place]) for row in rows) for place in range(len(COLUMNS))]
    lines = [
        "  ".join(
            cell.ljust(width) if not place else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in rows
    ]
    return "\n".join([f"== {result['database']}", *lines, ""])


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure pages as ratios to a bare Django page.")
    parser.add_argument("--small", action="store_true", help="a tiny town on SQLite: does the bench work?")
    parser.add_argument("--sqlite-only", action="store_true")
    parser.add_argument("--output", type=Path, default=ROOT / "bench" / "results.json")
    options = parser.parse_args()
    where = Path(os.environ.get("SENGETSU_DATA", "var")).resolve() / "bench"
    kinds = [False]
    if has_postgresql() and not (options.small or options.sqlite_only):
        kinds.append(True)
    results = []
    for postgresql in kinds:
        results.append(measure(where, small=options.small, postgresql=postgresql))
        print(table(results[-1]), flush=True)
    options.output.write_text(json.dumps({"yardstick": "bare", "results": results}, indent=1) + "\n")


if __name__ == "__main__":
    main()
