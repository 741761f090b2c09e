"""All rows of the access table, gathered from `tests/access/<app>.py`."""

import importlib
from pathlib import Path

from .table import Row

# In this order, because what a wing speaks about stands on what lies below it.
APPS = [
    "base",
    "audit",
    "accounts",
    "directory",
    "place",
    "living_room",
    "notices",
    "sessions",
    "usage",
    "startups",
    "living_room_activities",
    "living_room_pages",
    "living_room_fees",
    "living_room_groups",
    "postbox",
    "link_work",
    "insight",
    "home",
]
MODULES = [
    importlib.import_module(f"tests.access.{app}")
    for app in APPS
    if (Path(__file__).parent / f"{app}.py").exists()
]
ROWS: list[Row] = [row for module in MODULES for row in getattr(module, "ROWS", [])]
