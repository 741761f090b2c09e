"""New keys for sealed fields: the reasons are sealed anew, the chain stays as it was."""

import shutil
from pathlib import Path

import pytest
from django.test import override_settings

from sengetsu.audit import queries
from sengetsu.audit.models import Entry
from sengetsu.base import keys, rotation


@pytest.mark.django_db
def test_reasons_are_sealed_anew_and_the_chain_still_holds(trail: list[Entry], tmp_path: Path) -> None:
    shutil.copytree(keys.directory(), tmp_path, dirs_exist_ok=True)
    sealed = Entry.objects.with_reason_sealed().get(sequence=1).token
    with override_settings(KEYS=tmp_path):
        rotation.add_key()
        rotation.reseal_everything()
        rotation.drop_old_keys()
        assert Entry.objects.with_reason_sealed().get(sequence=1).token != sealed
        assert Entry.objects.get(sequence=1).reason == trail[0].reason
        assert queries.verify().fault is None
        newest = Entry.objects.first()
        assert newest is not None
        assert (newest.action, newest.thing) == ("keys_rotated", "keys")
