"""A demo and a talkative house never meet the public; what lies in the data directory is its owner's."""

from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from sengetsu.accounts.checks import why_not_open
from sengetsu.accounts.demo import load_demo
from sengetsu.base import keys

from .houses import House


@pytest.fixture(scope="module")
def demo_house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("demo") / "var"
    house = House(data, {"SENGETSU_DEMO": "1"})
    data.mkdir(mode=0o700)
    assert house.run("setup").returncode == 0
    return data


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"SENGETSU_DEMO": "1", "SENGETSU_HOSTS": "machi.example.jp"}, []),
        ({"SENGETSU_DEMO": "1"}, ["--host", "0.0.0.0"]),  # noqa: S104
        ({"SENGETSU_DEBUG": "1", "SENGETSU_HOSTS": "machi.example.jp"}, []),
    ],
)
def test_a_server_refuses_to_start_where_others_reach_it(
    demo_house: Path, settings: dict[str, str], words: list[str]
) -> None:
    answer = House(demo_house, settings).run("serve", "--port", "0", *words)
    assert answer.returncode != 0
    assert "外からつながる形では動かせません" in answer.stderr


@pytest.mark.parametrize("debug", ["0", "1"])
def test_the_deployment_check_names_the_demo_and_the_talkative_pages(demo_house: Path, debug: str) -> None:
    house = House(
        demo_house, {"SENGETSU_DEMO": "1", "SENGETSU_HOSTS": "machi.example.jp", "SENGETSU_DEBUG": debug}
    )
    said = house.run("check", "--deploy").stderr
    assert ("security.W018" if debug == "1" else "accounts.E001") in said


@pytest.mark.django_db
def test_a_real_house_opens_to_all_and_a_demo_to_its_own_machine(settings: Settings) -> None:
    assert why_not_open("0.0.0.0") == ""  # noqa: S104  (nothing is bound)
    load_demo()
    assert why_not_open("0.0.0.0") != ""  # noqa: S104
    settings.ALLOWED_HOSTS = ["127.0.0.1"]
    assert why_not_open("127.0.0.1") == ""


def test_what_lies_in_the_data_directory_is_for_its_owner_alone(tmp_path: Path) -> None:
    house = House(tmp_path, {"SENGETSU_DATA": str(tmp_path / "var")})
    assert house.run("keys", "create").returncode == 0
    assert (tmp_path / "var").stat().st_mode & 0o077 == 0
    key_files = sorted((tmp_path / "var" / "keys").iterdir())
    assert {file.name for file in key_files} >= {"seal.keys", "secret.key", "audit.key", "letters.private"}
    assert [file.name for file in [*key_files, key_files[0].parent] if file.stat().st_mode & 0o077] == []


def test_a_key_directory_that_others_may_enter_is_said(settings: Settings, tmp_path: Path) -> None:
    settings.KEYS = tmp_path / "keys"
    keys.create_missing()
    (tmp_path / "keys" / "secret.key").touch(mode=0o600)
    assert keys.open_to_others() == []
    (tmp_path / "keys").chmod(0o755)
    (tmp_path / "keys" / "secret.key").chmod(0o644)
    assert keys.open_to_others() == [".", "secret.key"]
