"""The keys of the letter box, until `base.keys` makes them for every test."""

from base64 import b64encode

import pytest
from nacl.public import PrivateKey

from sengetsu.postbox import sealing


@pytest.fixture(scope="session", autouse=True)
def letter_keys(keys_exist: None) -> None:
    if sealing.public_file().exists():
        return
    key = PrivateKey.generate()
    sealing.private_file().write_bytes(b64encode(bytes(key)) + b"\n")
    sealing.public_file().write_bytes(b64encode(bytes(key.public_key)) + b"\n")
