"""Settings of a server that a test starts as a process, on a database that the environment names."""

from sengetsu.config.settings import *  # noqa: F403
from sengetsu.config.settings import STORAGES

STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
