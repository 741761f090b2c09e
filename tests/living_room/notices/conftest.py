from collections.abc import Iterator

import pytest
from pytest_django import Settings

from .sink import Sink, sink


@pytest.fixture
def mail_server(settings: Settings) -> Iterator[Sink]:
    """Notices with an address go by mail, to here."""
    with sink() as server:
        settings.DEMO = False
        settings.MAIL_SERVER = server.as_setting
        settings.MAIL_FROM = "織月 <hello@sengetsu.example.jp>"
        settings.PUBLIC_URL = "https://sengetsu.example.jp"
        yield server
