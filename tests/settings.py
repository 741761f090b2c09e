"""The product's settings in a data directory of this test process alone.

pytest-django reads the settings before any conftest, so the environment is made here. With pytest-xdist
each worker is a process of its own and so has its own keys, database and files.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

_DATA = Path(tempfile.mkdtemp(prefix="sengetsu-test-"))
atexit.register(shutil.rmtree, _DATA, ignore_errors=True)
for _name in ("SENGETSU_DEMO", "SENGETSU_OPEN_WING_ONLY", "SENGETSU_SECRET_KEY", "SENGETSU_HOSTS"):
    os.environ.pop(_name, None)
os.environ.update(
    SENGETSU_DATA=str(_DATA),
    SENGETSU_KEYS=str(_DATA / "keys"),
    SENGETSU_DEBUG="0",
    SENGETSU_URL="http://127.0.0.1:8000",
)

from sengetsu.config.settings import *  # noqa: E402, F403
from sengetsu.config.settings import DATABASES, STORAGES  # noqa: E402

ALLOWED_HOSTS = ["127.0.0.1", "localhost", "testserver"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
(_DATA / "static").mkdir()  # WhiteNoise warns of a missing one

_database = DATABASES["default"]
_database["CONN_MAX_AGE"] = 0  # a thread that keeps its connection would keep the database from being dropped
if _database["ENGINE"] == "django.db.backends.sqlite3":
    # A real file: threads and a live server see each other only there. Losing it in a power cut is no harm.
    _database["TEST"] = {"NAME": str(_DATA / "test.sqlite3")}
    _options = dict(_database["OPTIONS"])
    _options["init_command"] = _options["init_command"].replace("synchronous=FULL", "synchronous=OFF")
    _database["OPTIONS"] = _options
