"""Every page outside the confidential wing: no violation of WCAG 2.2 AA at 390 and 1280 px, none too wide."""

from types import ModuleType

import pytest

from tests.access.rows import MODULES

from .conftest import Axe, Enter, OpenPage
from .pages import faults_of_pages

CONFIDENTIAL = {"link_work", "home", "insight"}
APPS = {module.__name__.rpartition(".")[2]: module for module in MODULES}
HERE = {name: module for name, module in APPS.items() if name not in CONFIDENTIAL}


@pytest.mark.parametrize("app", HERE.values(), ids=HERE)
def test_the_pages_are_for_everybody(app: ModuleType, open_page: OpenPage, enter: Enter, axe: Axe) -> None:
    faults = faults_of_pages(app, open_page, enter, axe)
    if faults:
        pytest.fail("\n".join(faults))
