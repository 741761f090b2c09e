"""`sengetsu` speaks in words, prepares a house, and becomes its server."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from sengetsu.config import cli, environment
from sengetsu.config.management.commands.serve import arguments


def test_words_find_the_longest_command() -> None:
    assert cli._management_command(["keys", "create"]) == ("keys_create", [])
    assert cli._management_command(["migrate", "audit"]) == ("migrate", ["audit"])


def test_the_help_lists_only_commands_that_exist(capsys: pytest.CaptureFixture[str]) -> None:
    from django.core.management import get_commands

    listed = {words.replace(" ", "_") for commands in cli.TOPICS.values() for words in commands}
    assert sorted(listed - set(get_commands())) == []


def test_the_server_keeps_no_list_of_addresses() -> None:
    """They carry the tokens of one-time pages."""
    assert "--no-access-log" in arguments(host="127.0.0.1", port=8000, workers=1, threads=4)


def test_a_secret_is_made_once_and_for_its_owner_only(tmp_path: Path) -> None:
    file = tmp_path / "keys" / "secret.key"
    first = environment.secret("SENGETSU_NO_SUCH_NAME", file)
    assert environment.secret("SENGETSU_NO_SUCH_NAME", file) == first
    assert file.stat().st_mode & 0o077 == 0


def test_setting_up_twice_changes_no_key(tmp_path: Path) -> None:
    around = {**os.environ, "SENGETSU_DATA": str(tmp_path), "SENGETSU_KEYS": str(tmp_path / "keys")}
    around["DATABASE_URL"] = f"sqlite:///{tmp_path / 'town.sqlite3'}"
    command = [sys.executable, "-c", "from sengetsu.config.cli import main; main()", "setup"]
    keys = []
    for _ in range(2):
        subprocess.run(command, env=around, check=True, capture_output=True)
        keys.append({path.name: path.read_bytes() for path in (tmp_path / "keys").iterdir()})
    assert keys[0] == keys[1]
    assert "seal.keys" in keys[0]
