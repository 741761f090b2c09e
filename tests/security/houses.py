"""A house of its own for one test: a fresh data directory, and commands run as a town would run them."""

import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

COMMAND = [sys.executable, "-c", "from sengetsu.config.cli import main; main()"]
SECONDS = 300


@dataclass(frozen=True)
class House:
    data: Path
    settings: dict[str, str] = field(default_factory=dict)

    @property
    def around(self) -> dict[str, str]:
        """The environment of a town: nothing of this test process's own house."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("SENGETSU_")}
        kept |= {"DATABASE_URL": f"sqlite:///{self.data / 'town.sqlite3'}", "SENGETSU_DATA": str(self.data)}
        return {**kept, "DJANGO_SETTINGS_MODULE": "sengetsu.config.settings", **self.settings}

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        """`sengetsu words`. A server that starts instead of refusing runs into the time limit."""
        return self._run([*COMMAND, *words])

    def python(self, program: str) -> subprocess.CompletedProcess[str]:
        return self._run([sys.executable, "-c", f"import django\ndjango.setup()\n{program}"])

    def _run(self, command: list[str]) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command,
            env=self.around,
            cwd=self.data,
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=False,
        )
