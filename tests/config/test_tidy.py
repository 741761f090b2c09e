"""The nightly tidying forgets what nobody can send again, and nothing else."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from sengetsu.base.models import OnceKey
from sengetsu.base.once import once


@pytest.mark.django_db
def test_old_keys_of_forms_are_forgotten_and_new_ones_still_hold() -> None:
    once(key="last winter", by=None, act=lambda: "/old/")
    OnceKey.objects.update(at=timezone.now() - timedelta(days=31))
    once(key="a moment ago", by=None, act=lambda: "/new/")
    call_command("tidy")
    assert OnceKey.objects.count() == 1
    assert once(key="a moment ago", by=None, act=lambda: "/again/") == "/new/"
