"""Whatever somebody with power over the database does to the trail, without the key it is found."""

import io
import json
import shutil
from contextlib import suppress
from itertools import pairwise
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import override_settings
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sengetsu.accounts.models import User
from sengetsu.audit import chain, queries
from sengetsu.audit.actions import record
from sengetsu.audit.choices import Action, Fault
from sengetsu.audit.models import ChainHead, Entry
from sengetsu.base.sealed import keys_file

from .conftest import Forge

pytestmark = pytest.mark.django_db

Found = tuple[Fault | None, int]


def found(start: int = 1, known: str = "") -> Found:
    report = queries.verify(start=start, known=known)
    return report.fault, report.sequence


def test_an_untouched_trail_is_whole(trail: list[Entry]) -> None:
    report = queries.verify()
    assert (report.fault, report.checked, report.head) == (None, 8, f"8:{trail[-1].hash}")


def test_an_empty_trail_is_whole() -> None:
    assert found() == (None, 0)


ALTERATIONS = {
    "at": "'2026-01-01 00:00:00+00:00'",
    "actor_id": "'999'",
    "actor_label": "'別の人'",
    "action": "'listed'",
    "thing": "'letter'",
    "thing_id": "'99'",
    "case_id": "'R8-099'",
    "reason": "''",
    "detail": "'{}'",
    "listed": "'[]'",
    "reference": "'000'",
    "previous_hash": "hash",
    "hash": "previous_hash",
}


def test_the_list_of_alterations_knows_every_column() -> None:
    columns = {field.column for field in Entry._meta.local_concrete_fields}
    assert set(ALTERATIONS) == columns - {"sequence"}


@pytest.mark.parametrize(("column", "value"), ALTERATIONS.items())
def test_an_altered_field_is_found(forge: Forge, column: str, value: str) -> None:
    forge(f"UPDATE audit_entry SET {column} = {value} WHERE sequence = 5")
    assert found() == (Fault.ALTERED, 5)


@pytest.mark.parametrize("column", ["at", "detail"])
@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL stores no such value")
def test_a_value_that_cannot_even_be_read_is_found(forge: Forge, column: str) -> None:
    forge(f"UPDATE audit_entry SET {column} = '7' WHERE sequence = 5")
    assert found() == (Fault.ALTERED, 5)


def test_a_reason_taken_from_another_entry_is_found(forge: Forge) -> None:
    taken = "SELECT reason FROM audit_entry WHERE sequence = 1"
    forge(f"UPDATE audit_entry SET reason = ({taken}) WHERE sequence = 3")
    assert found() == (Fault.ALTERED, 3)


@pytest.mark.parametrize("sequence", [1, 4, 7])
def test_a_removed_row_is_found(forge: Forge, sequence: int) -> None:
    forge(f"DELETE FROM audit_entry WHERE sequence = {sequence}")
    assert found() == (Fault.REMOVED, sequence)


def test_a_removed_row_is_found_though_the_numbers_were_closed_up(forge: Forge) -> None:
    forge("DELETE FROM audit_entry WHERE sequence = 4")
    for sequence in range(5, 9):
        forge(f"UPDATE audit_entry SET sequence = {sequence - 1} WHERE sequence = {sequence}")
    assert found() == (Fault.REMOVED, 4)


@pytest.mark.parametrize(("one", "other"), [(3, 4), (2, 7), (1, 8)])
def test_two_swapped_rows_are_found(forge: Forge, one: int, other: int) -> None:
    forge(f"UPDATE audit_entry SET sequence = 99 WHERE sequence = {one}")
    forge(f"UPDATE audit_entry SET sequence = {one} WHERE sequence = {other}")
    forge(f"UPDATE audit_entry SET sequence = {other} WHERE sequence = 99")
    assert found() == (Fault.REORDERED, one)


def test_a_cut_tail_is_found(forge: Forge) -> None:
    forge("DELETE FROM audit_entry WHERE sequence > 6")
    assert found() == (Fault.CUT, 7)


def test_an_emptied_trail_is_found(forge: Forge) -> None:
    forge("DELETE FROM audit_entry")
    assert found() == (Fault.CUT, 1)


def test_a_cut_tail_is_found_though_the_head_was_set_to_fit(forge: Forge, trail: list[Entry]) -> None:
    forge("DELETE FROM audit_entry WHERE sequence > 6")
    forge(f"UPDATE audit_chainhead SET count = 6, hash = '{trail[5].hash}'")
    assert found() == (Fault.HEAD, 6)


def test_a_missing_head_is_found(forge: Forge) -> None:
    forge("DELETE FROM audit_chainhead")
    assert found()[0] == Fault.HEAD


def test_a_row_appended_behind_the_head_is_found(trail: list[Entry]) -> None:
    extra = trail[-1]
    extra.sequence, extra.previous_hash = 9, extra.hash
    extra.save(force_insert=True)
    assert found() == (Fault.FORGED, 9)


@pytest.fixture
def another_key(tmp_path: Path) -> Path:
    """The forger's own keys: the true seal, but a trail key of the forger's making."""
    shutil.copy(keys_file(), tmp_path / "seal.keys")
    (tmp_path / "audit.key").write_text("a key of the forger's own making")
    return tmp_path


def test_a_chain_rewritten_under_another_key_is_found(
    forge: Forge, trail: list[Entry], another_key: Path
) -> None:
    with override_settings(KEYS=another_key):
        for before, entry in pairwise(trail[1:]):
            entry.previous_hash = before.hash
            entry.hash = chain.link_hash(entry)
            forge(
                f"UPDATE audit_entry SET hash = '{entry.hash}', previous_hash = '{entry.previous_hash}'"
                f" WHERE sequence = {entry.sequence}"
            )
        seal = chain.head_seal(count=8, last_hash=trail[-1].hash)
        forge(f"UPDATE audit_chainhead SET hash = '{trail[-1].hash}', seal = '{seal}'")
        assert found(start=3) == (None, 0), "the forger's own work fits the forger's own key"
    assert found(start=3) == (Fault.ALTERED, 3)


def test_an_older_state_of_everything_is_found_by_a_head_noted_elsewhere(
    forge: Forge, trail: list[Entry], aoki: User
) -> None:
    older = ChainHead.objects.get()
    record(by=aoki, action=Action.PRINTED, case_id="R8-012")
    noted = queries.verify().head
    forge("DELETE FROM audit_entry WHERE sequence = 9")
    older.save()
    assert found() == (None, 0), "a true older state cannot be told from inside"
    assert found(known=noted) == (Fault.ROLLED_BACK, 9)


@pytest.mark.parametrize("start", [1, 4, 8, 9, 50])
def test_a_walk_may_start_later(trail: list[Entry], start: int) -> None:
    report = queries.verify(start=start)
    assert (report.fault, report.checked) == (None, max(0, 9 - start))


def test_a_walk_from_a_row_finds_what_was_done_to_the_one_before_it(forge: Forge) -> None:
    forge("UPDATE audit_entry SET hash = previous_hash WHERE sequence = 4")
    assert found(start=5) == (Fault.ALTERED, 4)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=60))
def test_any_words_make_a_link_that_verifies(words: str, db: None) -> None:
    record(by=None, action=Action.CHANGED, reason=words, detail={"word": words}, listed=[words])
    assert found() == (None, 0)


def run(**options: str) -> tuple[str, dict[str, object]]:
    out = io.StringIO()
    with suppress(SystemExit):
        call_command("audit_verify", stdout=out, **options)
    sentence, facts = out.getvalue().splitlines()
    return sentence, json.loads(facts)


def test_the_command_says_in_words_and_for_machines_that_all_is_well(trail: list[Entry]) -> None:
    sentence, facts = run()
    assert "8番まで" in sentence
    assert facts["ok"] is True
    assert facts["head"] == f"8:{trail[-1].hash}"


def test_the_command_names_the_first_broken_row_and_ends_with_1(forge: Forge) -> None:
    forge("UPDATE audit_entry SET actor_label = '別の人' WHERE sequence IN (3, 6)")
    with pytest.raises(SystemExit) as end:
        call_command("audit_verify", stdout=io.StringIO())
    sentence, facts = run()
    assert end.value.code == 1
    assert "3番の記録が書きかえられています" in sentence
    assert (facts["ok"], facts["fault"], facts["sequence"]) == (False, "altered", 3)


def test_the_command_may_start_at_a_day_or_a_row(trail: list[Entry]) -> None:
    assert run(since="2000-01-01")[1]["checked"] == 8
    assert run(since="2999-01-01")[1]["checked"] == 0
    assert run(since="7")[1]["checked"] == 2


@pytest.mark.parametrize("options", [{"since": "きのう"}, {"known": "8"}])
def test_the_command_refuses_what_it_cannot_read(trail: list[Entry], options: dict[str, str]) -> None:
    with pytest.raises(CommandError):
        call_command("audit_verify", **options)
