"""`make bench`: a small run through the whole of it, on a real server."""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_the_bench_prints_a_table_and_writes_ratios_to_a_bare_page(tmp_path: Path) -> None:
    output = tmp_path / "results.json"
    environment = {"PATH": "/usr/bin:/bin", "SENGETSU_DATA": str(tmp_path), "LANG": "C.UTF-8"}
    command = [sys.executable, str(ROOT / "bench" / "run.py"), "--small", "--output", str(output)]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    assert done.returncode == 0, done.stderr
    (sqlite,) = json.loads(output.read_text())["results"]
    pages = {page["page"].split(",")[0]: page for page in sqlite["pages"]}
    assert {"bare", "home", "case", "course", "search"} <= set(pages)
    assert {"free times", "front", "calendar", "calendar.ics"} <= set(pages)
    assert pages["bare"]["ratio"] == 1
    assert pages["home"]["ratio"] > 1
    assert all(page["queries"] < 42 for page in pages.values())  # today asks once for each of its parts
    assert "p95_ratio" in done.stdout.splitlines()[1]
    assert [(row["clients"], row["bookings"]) for row in sqlite["applications"]] == [(1, 4), (4, 4)]
    assert all(0 < row["ratio"] < 1 for row in sqlite["applications"])
