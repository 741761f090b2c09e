"""The description and the answers agree: schemathesis asks all that the description allows."""

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from sengetsu.config.wsgi import application
from tests.directory import town

pytestmark = pytest.mark.django_db
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
EXAMPLES = 20  # of each operation
FILES = {
    "/open-data/events.csv",
    "/open-data/facilities.json",
    "/open-data/directory-hsds.json",
    "/calendar.ics",
}


@pytest.fixture
def described(settings: Any) -> Iterator[Any]:
    settings.API_PER_HOUR = 1_000_000
    settings.ALLOWED_HOSTS = ["*"]
    place = town.place("会館", street="北町1")
    town.service("子ども食堂", category="food", times="毎週水曜 17:00–19:00", place=place)
    # As Django's own test client: the end of a request does not close the connection of the test.
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield schemathesis.openapi.from_wsgi("/api/openapi.json", application)
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def test_every_answer_is_as_described(described: Any) -> None:
    asked = []
    for found in described.get_all_operations():
        operation = found.ok()
        if "/api/hsds" not in operation.path:
            continue
        asked.append(operation.path)

        @given(case=operation.as_strategy())
        @settings(
            max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck), database=None
        )
        def agree(case: Any) -> None:
            case.validate_response(case.call(), checks=CHECKS)

        agree()
    assert len(asked) == 11


def test_the_description_names_every_address_of_open_data(client: Client) -> None:
    paths = client.get("/api/openapi.json").json()["paths"]
    assert {"/api/hsds/services", *FILES} <= set(paths)
