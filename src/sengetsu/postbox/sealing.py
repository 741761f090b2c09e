"""The seals of the letter box. What is written here, the open wing cannot read afterwards.

Letters are sealed with the link workers' public key (`KEYS/letters.public`); only `open_letter`, called in
the confidential wing, needs `KEYS/letters.private`. Replies are sealed to the writer's own key, questions
with a key that only their link holds. All of them are padded, so that the length tells little.
"""

import hashlib
import json
from base64 import b64decode
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox
from nacl.secret import SecretBox

Content = dict[str, Any]
Ciphertext = bytes | memoryview  # a driver may hand a binary column out as either
BLOCK = 1024  # bytes
LONGEST = 128 * BLOCK


class LettersKeyMissing(RuntimeError):
    """The key file of the letter box is not there or holds no key."""


class LetterBroken(RuntimeError):
    """A sealed content cannot be opened: it was made for another key, or altered."""


def public_file() -> Path:
    return Path(settings.KEYS) / "letters.public"


def private_file() -> Path:
    return Path(settings.KEYS) / "letters.private"


def _keys(file: Path) -> list[bytes]:
    """The keys of a file, newest first (one base64 line each: older ones stay after a rotation)."""
    try:
        keys = [b64decode(line, validate=True) for line in file.read_text().split()]
    except FileNotFoundError as missing:
        raise LettersKeyMissing(f"no key file {file}: run `sengetsu keys create`") from missing
    except ValueError as broken:
        raise LettersKeyMissing(f"{file} holds something that is no key") from broken
    if not keys or any(len(key) != PublicKey.SIZE for key in keys):
        raise LettersKeyMissing(f"no whole key in {file}")
    return keys


def _padded(content: Content) -> bytes:
    """JSON, filled with spaces (which JSON ignores) to whole blocks. Raises ValueError if far too long."""
    plain = json.dumps(content, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()
    if len(plain) > LONGEST:
        raise ValueError("content too long for the letter box")
    return plain.ljust(-(-len(plain) // BLOCK) * BLOCK)


def _content(plain: bytes) -> Content:
    content = json.loads(plain)
    if not isinstance(content, dict):
        raise LetterBroken("a content is an object")
    return content


def seal_letter(content: Content) -> bytes:
    """For the link workers alone. Raises `LettersKeyMissing`."""
    return SealedBox(PublicKey(_keys(public_file())[0])).encrypt(_padded(content))


def open_letter(sealed: Ciphertext) -> Content:
    """What is in a letter; for the confidential wing alone.

    Raises `LettersKeyMissing` without the private key, `LetterBroken` for another key's letter, an altered
    one, or one that was collected already (its ciphertext is empty).
    """
    for key in _keys(private_file()):
        try:
            return _content(SealedBox(PrivateKey(key)).decrypt(bytes(sealed)))
        except (CryptoError, ValueError):
            continue
    raise LetterBroken("no key of the letter box opens this letter")


def seal_reply(content: Content, *, public_key: bytes | memoryview) -> bytes:
    return SealedBox(PublicKey(bytes(public_key))).encrypt(_padded(content))


def open_reply(sealed: Ciphertext, *, key: PrivateKey) -> Content:
    """Raises `LetterBroken` for the wrong passphrase's key."""
    try:
        return _content(SealedBox(key).decrypt(bytes(sealed)))
    except (CryptoError, ValueError) as broken:
        raise LetterBroken("not sealed to this key") from broken


def _digest(purpose: str, value: str) -> str:
    return hashlib.sha256(f"sengetsu.postbox.{purpose}.v1\x00{value}".encode()).hexdigest()


def reply_address(receipt: str) -> str:
    """Where the replies to a letter lie."""
    return _digest("reply", receipt)


def question_address(token: str) -> str:
    """Where a question lies. The token cannot be found from it."""
    return _digest("question", token)


def _question_box(token: str) -> SecretBox:
    derived = HKDF(algorithm=SHA256(), length=SecretBox.KEY_SIZE, salt=None, info=b"sengetsu.postbox.key.v1")
    return SecretBox(derived.derive(token.encode()))


def seal_question(content: Content, *, token: str) -> bytes:
    return bytes(_question_box(token).encrypt(_padded(content)))


def open_question(sealed: Ciphertext, *, token: str) -> Content:
    """Raises `LetterBroken` if the token is not the one of this envelope."""
    try:
        return _content(_question_box(token).decrypt(bytes(sealed)))
    except (CryptoError, ValueError) as broken:
        raise LetterBroken("not the key of this envelope") from broken
