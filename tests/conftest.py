"""What every test stands on. The settings of a test process are in `tests/settings.py`."""

import importlib.util
import os

import pytest

pytest_plugins = ["tests.people"]

# Programs that a test starts (`sengetsu …`) run with the product's own settings, in this process's data.
os.environ["DJANGO_SETTINGS_MODULE"] = "sengetsu.config.settings"


@pytest.fixture(scope="session", autouse=True)
def keys_exist() -> None:
    """Sealed fields need their keys before the first row is written."""
    if importlib.util.find_spec("sengetsu.base.keys"):
        from sengetsu.base import keys

        keys.create_missing()
        return
    from cryptography.fernet import Fernet

    from sengetsu.base.sealed import keys_file

    keys_file().parent.mkdir(parents=True, exist_ok=True)
    keys_file().write_text(Fernet.generate_key().decode() + "\n")
