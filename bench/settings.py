"""The product's own settings, with the bare pages of the bench beside its addresses."""

from sengetsu.config.settings import *  # noqa: F403

ROOT_URLCONF = "bench.urls"
