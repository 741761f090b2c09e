"""Keys: made once, found missing loudly, changed without losing a word."""

import stat
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from cryptography.fernet import Fernet
from django.apps.registry import Apps
from django.core.management import CommandError, call_command
from django.db import connection, models
from nacl.public import PrivateKey, SealedBox

from sengetsu.base import blind, canary, checks, keys, rotation
from sengetsu.base.models import KeyCanary
from sengetsu.base.sealed import SealBroken, SealedTextField


@pytest.fixture
def house(settings: Any, tmp_path: Path) -> Path:
    """A directory for keys, still empty."""
    settings.KEYS = tmp_path / "keys"
    return tmp_path / "keys"


@pytest.fixture
def set_up(db: None, house: Path) -> Path:
    """A house with its keys and its canary."""
    KeyCanary.objects.all()._raw_delete("default")
    keys.create_missing()
    assert canary.plant()
    return house


def run(*words: str) -> str:
    out = StringIO()
    call_command(*words, stdout=out, stderr=out)
    return out.getvalue()


def test_all_keys_are_made_for_their_owner_only(house: Path) -> None:
    assert set(keys.create_missing()) == set(keys.needed())
    assert keys.missing() == []
    assert {stat.S_IMODE(file.stat().st_mode) for file in house.iterdir()} == {0o600}
    assert keys.open_to_others() == []


def test_keys_that_are_there_stay_as_they_are(house: Path) -> None:
    keys.create_missing()
    before = {file.name: file.read_bytes() for file in house.iterdir()}
    (house / "blind.key").unlink()
    assert keys.create_missing() == ["blind.key"]
    after = {file.name: file.read_bytes() for file in house.iterdir()}
    assert {name for name in before if before[name] != after[name]} == {"blind.key"}


def test_of_two_that_make_a_key_at_once_the_first_wins(house: Path) -> None:
    assert keys.write_key_file(house / "x.key", "first")
    assert not keys.write_key_file(house / "x.key", "second")
    assert (house / "x.key").read_text() == "first\n"
    assert [file.name for file in house.iterdir()] == ["x.key"]


def test_a_letter_sealed_with_the_public_key_opens_with_the_private_one(house: Path) -> None:
    from base64 import b64decode

    from nacl.public import PublicKey

    keys.create_missing()
    public = PublicKey(b64decode((house / "letters.public").read_text()))
    private = PrivateKey(b64decode((house / "letters.private").read_text()))
    assert SealedBox(private).decrypt(SealedBox(public).encrypt("手紙".encode())).decode() == "手紙"
    assert keys.pair_fits()


def test_a_lost_public_key_is_made_again_from_the_private_one(house: Path) -> None:
    keys.create_missing()
    before = (house / "letters.public").read_text()
    (house / "letters.public").unlink()
    assert keys.create_missing() == ["letters.public"]
    assert (house / "letters.public").read_text() == before


def test_a_public_key_alone_gets_no_private_key_that_would_not_fit(house: Path) -> None:
    keys.create_missing()
    (house / "letters.private").unlink()
    assert keys.create_missing() == []
    assert keys.missing() == ["letters.private"]


def test_the_open_wing_alone_makes_no_key_that_opens_letters(house: Path, settings: Any) -> None:
    settings.OPEN_WING_ONLY = True
    assert not {"letters.private", "letters.public"} & set(keys.create_missing())
    assert keys.missing() == ["letters.public"]


def test_two_halves_that_do_not_fit_are_an_error(house: Path) -> None:
    keys.create_missing()
    keys.write_key_file(house / "letters.public", "AAAA", replace=True)
    assert not keys.pair_fits()


def test_a_house_with_its_own_keys_has_no_problem(set_up: Path) -> None:
    assert checks.key_files() == []
    assert checks.keys_open_the_database() == []
    assert "すべての記録をひらけます" in run("keys_check")


def test_a_missing_key_of_a_house_in_use_is_an_error(set_up: Path) -> None:
    (set_up / "seal.keys").unlink()
    assert [message.id for message in checks.key_files()] == ["sengetsu.E001"]
    assert [message.id for message in checks.keys_open_the_database()] == ["sengetsu.E002"]
    with pytest.raises(CommandError):
        run("keys_check")


@pytest.mark.django_db
def test_a_missing_key_before_the_house_is_set_up_is_only_a_warning(house: Path) -> None:
    KeyCanary.objects.all()._raw_delete("default")
    assert {message.id for message in checks.key_files()} == {"sengetsu.W001"}


@pytest.mark.parametrize("name", ["seal.keys", "blind.key"])
def test_a_wrong_key_is_found_before_the_first_page(set_up: Path, name: str) -> None:
    wrong = Fernet.generate_key().decode() if name == "seal.keys" else "00" * 32
    keys.write_key_file(set_up / name, wrong, replace=True)
    found = checks.keys_open_the_database()
    assert [message.id for message in found] == ["sengetsu.E002"]
    assert name in found[0].msg


def test_lost_keys_are_not_replaced_by_new_ones_that_open_nothing(set_up: Path) -> None:
    (set_up / "seal.keys").unlink()
    with pytest.raises(CommandError, match="控え"):
        run("keys_create")
    assert not (set_up / "seal.keys").exists()


def test_a_key_that_others_may_read_is_a_warning(set_up: Path) -> None:
    (set_up / "audit.key").chmod(0o644)
    assert [message.id for message in checks.key_files()] == ["sengetsu.W002"]


def test_the_canary_is_planted_once(set_up: Path) -> None:
    assert not canary.plant()


def test_create_tells_what_it_made(house: Path, db: None) -> None:
    KeyCanary.objects.all()._raw_delete("default")
    assert "seal.keys をつくりました" in run("keys_create")
    assert "何もつくりませんでした" in run("keys_create")


def test_a_rotation_seals_everything_anew_and_keeps_the_old_key(set_up: Path) -> None:
    assert "新しい鍵をつくりました" in run("keys_rotate")
    assert rotation.number_of_keys() == 2
    assert not rotation.census().old_keys_needed
    assert KeyCanary.objects.get().song == canary.SONG


def test_old_keys_are_dropped_when_nothing_needs_them(set_up: Path) -> None:
    run("keys_rotate")
    assert "1本消しました" in run("keys_rotate", "--drop-old")
    assert rotation.number_of_keys() == 1
    assert KeyCanary.objects.get().song == canary.SONG


def test_old_keys_stay_while_something_needs_them(set_up: Path) -> None:
    rotation.add_key()
    with pytest.raises(SealBroken):
        rotation.drop_old_keys()
    assert rotation.number_of_keys() == 2


def test_an_interrupted_rotation_goes_on_with_its_own_key(set_up: Path) -> None:
    rotation.add_key()  # and then the power failed
    assert "続けます" in run("keys_rotate")
    assert rotation.number_of_keys() == 2
    assert not rotation.census().old_keys_needed


def test_a_value_that_no_key_opens_stops_a_rotation_and_is_named(set_up: Path) -> None:
    keys.write_key_file(set_up / "seal.keys", Fernet.generate_key().decode(), replace=True)
    assert rotation.census().broken == {"base_keycanary.song": 1}
    with pytest.raises(CommandError):
        run("keys_rotate")


def test_search_tokens_stay_the_same_through_a_rotation(set_up: Path) -> None:
    before = blind.token("ひきこもり", kind="word")
    run("keys_rotate")
    assert blind.token("ひきこもり", kind="word") == before


class Page(models.Model):  # noqa: DJ008
    """Many rows, in no migration."""

    story = SealedTextField(blank=True)

    class Meta:
        apps = Apps()
        app_label = "base"


def test_more_rows_than_a_batch_are_sealed_anew_and_what_was_done_is_not_done_again(
    set_up: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rotation, "BATCH", 7)
    with connection.cursor() as cursor:
        number = "bigserial" if connection.vendor == "postgresql" else "integer"
        cursor.execute(f"CREATE TABLE base_page (id {number} PRIMARY KEY, story text NOT NULL)")
    Page.objects.bulk_create([Page(story="" if n % 10 == 0 else f"話{n}") for n in range(50)])
    column = rotation.Column(Page, Page._meta.get_field("story"))
    rotation.add_key()
    Page.objects.filter(pk__lte=Page.objects.order_by("pk")[19].pk).update(story="もう新しい")
    assert rotation.reseal_column(column) == 27
    assert rotation.reseal_column(column) == 0
    assert list(Page.objects.order_by("pk").values_list("story", flat=True))[31] == "話31"


def test_sealed_values_outside_of_sealed_fields_are_reached(
    set_up: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sengetsu.base.sealed import key_number, seal

    secrets = {"totp": str(seal("JBSWY3DP", label="second factor"))}

    def walk(change: rotation.Change) -> None:
        for name, token in secrets.items():
            secrets[name] = change(token)

    monkeypatch.setattr(rotation, "_elsewhere", {})
    rotation.also("second factors", walk)
    run("keys_rotate")
    assert key_number(secrets["totp"]) == 0
    assert rotation.number_of_keys() == 2
