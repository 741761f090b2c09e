"""A real server (granian) as a process of its own, and a browser's share of HTTP to talk to it."""

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from sengetsu.config.management.commands.serve import APPLICATION, arguments

ROOT = Path(__file__).resolve().parents[2]
SECONDS = 60


def environment_of(data: Path, *, database: str = "", keys: Path | None = None) -> dict[str, str]:
    """What a process needs to run the product on this data: nothing of the test runner's own house."""
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("SENGETSU_", "DATABASE"))
    }
    return {
        **kept,
        "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
        "DJANGO_SETTINGS_MODULE": "tests.faults.server_settings",
        "SENGETSU_DATA": str(data),
        "SENGETSU_KEYS": str(keys or data / "keys"),
        **({"DATABASE_URL": database} if database else {}),
    }


@dataclass
class Browser:
    """Keeps cookies, and can hang up before the answer comes."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)

    def _headers(self) -> dict[str, str]:
        origin = f"http://127.0.0.1:{self.port}"
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        return {"Cookie": cookies, "Origin": origin, "Sec-Fetch-Site": "same-origin"}

    def get(self, address: str) -> tuple[int, str]:
        return self._ask("GET", address)

    def post(self, address: str, body: str) -> tuple[int, str]:
        return self._ask("POST", address, body)

    def _ask(self, method: str, address: str, body: str | None = None) -> tuple[int, str]:
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=SECONDS)
        typed = {"Content-Type": "application/x-www-form-urlencoded"} if body else {}
        line.request(method, address, body=body, headers={**self._headers(), **typed})
        answer = line.getresponse()
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                cookie, _, rest = value.split(";")[0].partition("=")
                self.cookies[cookie] = rest
        text = answer.read().decode()
        line.close()
        return answer.status, text

    def send(self, address: str, body: str) -> socket.socket:
        """Send everything and read nothing; closing the line is hanging up."""
        head = {
            **self._headers(), "Host": f"127.0.0.1:{self.port}",
            "Content-Type": "application/x-www-form-urlencoded", "Content-Length": str(len(body.encode())),
        }  # fmt: skip
        lines = [f"POST {address} HTTP/1.1", *(f"{name}: {value}" for name, value in head.items()), "", ""]
        line = socket.create_connection(("127.0.0.1", self.port))
        line.sendall("\r\n".join(lines).encode() + body.encode())
        return line


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass(frozen=True)
class Server:
    port: int
    process: subprocess.Popen[bytes]

    @property
    def is_running(self) -> bool:
        return self.process.poll() is None


@contextmanager
def server(environment: Mapping[str, str], application: str = APPLICATION) -> Iterator[Server]:
    """The command line of `sengetsu serve`, on a free port; stopped at the end."""
    port = _free_port()
    command = arguments(host="127.0.0.1", port=port, workers=1, threads=4)
    running = subprocess.Popen([*command[:-1], application], env=dict(environment), cwd=ROOT)
    try:
        _until_it_answers(port, running)
        yield Server(port, running)
    finally:
        running.terminate()
        running.wait(timeout=SECONDS)


def _until_it_answers(port: int, running: subprocess.Popen[bytes]) -> None:
    last = time.monotonic() + SECONDS
    while time.monotonic() < last:
        assert running.poll() is None, "the server did not start"
        try:
            if Browser(port).get("/healthz")[0] == http.HTTPStatus.OK:
                return
        except OSError:
            time.sleep(0.05)
    raise AssertionError("the server did not answer in time")


def run(environment: Mapping[str, str], module: str) -> str:
    """The last line that a module prints when it is run on this data."""
    command = [sys.executable, "-m", module]
    done = subprocess.run(
        command, env=dict(environment), cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()[-1]
