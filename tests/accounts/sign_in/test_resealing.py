"""A rotation of the keys reaches the secrets of second factors."""

from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.mfa.utils import decrypt
from django.core.management import call_command

from sengetsu.accounts.models import User
from sengetsu.base import canary, keys, rotation
from sengetsu.base.models import KeyCanary
from sengetsu.base.sealed import key_number


@pytest.mark.django_db
def test_second_factors_work_after_the_old_key_is_gone(aoki: User, settings: Any, tmp_path: Any) -> None:
    settings.KEYS = tmp_path
    keys.create_missing()
    KeyCanary.objects.all()._raw_delete("default")  # of the keys that this test replaces
    Authenticator.objects.all()._raw_delete("default")
    canary.plant()
    secret = generate_totp_secret()
    totp = TOTP.activate(aoki, secret)
    codes = RecoveryCodes.activate(aoki)
    before = codes.get_unused_codes()
    rotation.add_key()

    assert key_number(totp.instance.data["secret"]) == 1
    call_command("keys_rotate", "--drop-old")

    data = {factor.type: factor.data for factor in Authenticator.objects.all()}
    assert rotation.number_of_keys() == 1
    assert decrypt(data["totp"]["secret"]) == secret
    assert RecoveryCodes(Authenticator.objects.get(type="recovery_codes")).get_unused_codes() == before


@pytest.mark.django_db(transaction=True)
def test_an_operator_checks_the_keys_outside_of_any_transaction(administrator_uno: User) -> None:
    """PostgreSQL refuses to hold rows without one, and a command has none around it."""
    assert Authenticator.objects.filter(user=administrator_uno).exists()
    assert not rotation.census().broken["mfa_authenticator.data"]
