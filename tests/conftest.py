"""What every test stands on. The settings of a test process are in `tests/settings.py`."""

import os
import shutil
from collections.abc import Iterator

import pytest
from hypothesis import settings

# A busy machine is no fault of an example: times are measured in bench/, never asserted.
settings.register_profile("house", deadline=None)
settings.load_profile("house")

pytest_plugins = ["tests.people"]

# Programs that a test starts (`sengetsu …`) run with the product's own settings, in this process's data.
os.environ["DJANGO_SETTINGS_MODULE"] = "sengetsu.config.settings"


def pytest_unconfigure() -> None:
    """A worker of pytest-xdist ends without Python's own farewell (atexit)."""
    shutil.rmtree(os.environ["SENGETSU_DATA"], ignore_errors=True)


@pytest.fixture(scope="session", autouse=True)
def keys_exist() -> None:
    """Sealed fields need their keys before the first row is written."""
    from sengetsu.base import keys

    keys.create_missing()


@pytest.fixture(scope="session", autouse=True)
def words_are_compiled() -> None:
    """A page in English needs its catalog; the compiled ones are not in the repository."""
    from sengetsu.base.messages import catalogs

    catalogs.compile_all()


@pytest.fixture(autouse=True)
def trail_lets_itself_be_flushed(request: pytest.FixtureRequest) -> Iterator[None]:
    """A test with real commits ends in a flush of all tables, which the trail's triggers refuse.

    They are taken away just before it; the flush's `post_migrate` puts them, and the chain's head, back.
    """
    marker = request.node.get_closest_marker("django_db")
    commits = bool(marker and (marker.kwargs.get("transaction") or marker.kwargs.get("reset_sequences")))
    if not (commits or {"transactional_db", "live_server"} & set(request.fixturenames)):
        yield
        return
    request.getfixturevalue("transactional_db")  # set up before this, hence torn down after it
    yield
    from django.db import connection

    from sengetsu.audit import triggers

    triggers.remove(connection)
