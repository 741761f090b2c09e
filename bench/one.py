"""Measures one database: that of DATABASE_URL, else SQLite. Prints JSON. Started by `bench/run.py`."""

import argparse
import http.client
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from bench.house import FULL, SMALL, Size, furnish

OK = 200
WARM_UP = 3
SECONDS_TO_START = 60
MILLI = 1000


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def server(port: int) -> Iterator[None]:
    """The product's own server (`sengetsu serve`), with the bench's settings."""
    from sengetsu.config.management.commands.serve import arguments

    command = arguments(host="127.0.0.1", port=port, workers=1, threads=4)
    running = subprocess.Popen(command, stderr=subprocess.PIPE)
    try:
        _wait_for(port, running)
        yield
    finally:
        running.terminate()
        running.wait(timeout=20)


def _wait_for(port: int, running: subprocess.Popen[bytes]) -> None:
    last = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < last:
        if running.poll() is not None:
            sys.exit(f"the server did not start: {(running.stderr or sys.stderr).read()!r}")
        try:
            if fetch(http.client.HTTPConnection("127.0.0.1", port), "/healthz", {})[0] == OK:
                return
        except OSError:
            time.sleep(0.1)
    sys.exit("the server did not answer in time")


def fetch(
    connection: http.client.HTTPConnection, address: str, headers: dict[str, str]
) -> tuple[int, int, float]:
    """Status, bytes and seconds of one request on a connection that stays open."""
    begin = time.perf_counter()
    connection.request("GET", address, headers=headers)
    response = connection.getresponse()
    size = len(response.read())
    return response.status, size, time.perf_counter() - begin


def measure(size: Size) -> dict[str, Any]:
    """`pages` and `applications`, all on one server."""
    import django
    from django.conf import settings
    from django.db import connection as database
    from django.test.utils import CaptureQueriesContext

    django.setup()
    from bench.bookings import measure as applications
    from bench.pages import pages, signed_in

    wanted = pages()
    clients = {user: signed_in(user) for user in {page.user for page in wanted}}
    rows: list[dict[str, Any]] = []
    for page in wanted:
        clients[page.user].get(page.address)  # the first one fills what is kept between requests
        with CaptureQueriesContext(database) as asked:
            answer = clients[page.user].get(page.address)
        if answer.status_code != OK:
            sys.exit(f"{page.address} answered {answer.status_code}")
        rows.append({"page": page.name, "queries": len(asked), "bytes": len(answer.content), "times": []})
    name = settings.SESSION_COOKIE_NAME
    cookies = {
        user: {"Cookie": f"{name}={client.cookies[name].value}"} if user else {}
        for user, client in clients.items()
    }
    port = free_port()
    with server(port):
        line = http.client.HTTPConnection("127.0.0.1", port)
        # Pages take turns, so that a busy moment of the machine meets all of them alike.
        for turn in range(WARM_UP + size.requests):
            for page, row in zip(wanted, rows, strict=True):
                status, _, seconds = fetch(line, page.address, cookies[page.user])
                if status != OK:
                    sys.exit(f"{page.address} answered {status} on the server")
                if turn >= WARM_UP:
                    row["times"].append(seconds * MILLI)
        sent = applications(f"http://127.0.0.1:{port}", size.applications)
    return {"pages": summary(rows), "applications": sent}


def summary(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Median, 95th percentile and best in milliseconds, each also as a multiple of the bare page's.

    On a machine that does other things besides, the best is the least disturbed.
    """
    bare, bare_best = median(rows[0]["times"]), min(rows[0]["times"])
    told = []
    for row in rows:
        middle, late = median(row["times"]), quantiles(row["times"], n=20)[-1]
        best = min(row["times"])
        told.append(
            {
                **{key: row[key] for key in ("page", "queries", "bytes")},
                "ms": round(middle, 2),
                "p95_ms": round(late, 2),
                "best_ms": round(best, 2),
                "ratio": round(middle / bare, 2),
                "p95_ratio": round(late / bare, 2),
                "best_ratio": round(best / bare_best, 2),
            }
        )
    return told


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--small", action="store_true")
    parser.add_argument("--where", type=Path, required=True)
    options = parser.parse_args()
    size = SMALL if options.small else FULL
    database = "postgresql" if os.environ.get("DATABASE_URL", "").startswith("postgres") else "sqlite"
    furnish(options.where, size, database)
    os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"
    print(json.dumps({"database": database, **measure(size)}))


if __name__ == "__main__":
    main()
