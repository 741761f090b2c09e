"""The passphrase of somebody who waits for a reply: made here, shown once, kept nowhere.

From its words a key pair is derived (argon2id, then X25519). The tables hold the public half and the salt:
a reply can be sealed to it, and be opened by nobody without the words.
"""

import hashlib
import hmac
import secrets
import threading
import unicodedata
from dataclasses import dataclass

import jaconv
from django.conf import settings
from nacl import pwhash, utils
from nacl.public import PrivateKey

from .words import WORDS

BITS = 9  # 512 words
WORDS_IN_ONE = 5  # 45 bits behind argon2id, where each guess costs an attacker the time and memory below

# RFC 9106, section 4, second recommended choice: 3 passes over 64 MiB. At most two derivations run at a
# time, so that a crowd at the letter box cannot eat the memory of a town's small server.
PASSES = 3
MEMORY = 64 * 1024 * 1024
_seats = threading.BoundedSemaphore(2)

_LARGE = str.maketrans("ぁぃぅぇぉっゃゅょゎ", "あいうえおつやゆよわ")
_VOICING = {"\u3099", "\u309a"}
_BARS = str.maketrans(dict.fromkeys("ー-‐‑–—−~〜"))
_LONG = str.maketrans({"ā": "aa", "ī": "ii", "ū": "uu", "ē": "ee", "ō": "ou"})


@dataclass(frozen=True)
class ReplyLock:
    """What the tables keep of a passphrase: the public key and the salt of its derivation."""

    public_key: bytes
    salt: bytes


def make() -> str:
    return " ".join(secrets.choice(WORDS) for _ in range(WORDS_IN_ONE))


def of_form(once_key: str) -> str:
    """The passphrase of a form that was sent: the same each time that the same form comes again.

    `once_key` is random, comes with the page, and is kept nowhere in plain (`letters.actions.content_key`):
    neither the tables nor the server's own secret can bring the words back.
    """
    if not once_key:
        return make()
    digest = hmac.new(settings.SECRET_KEY.encode(), f"words\x00{once_key}".encode(), hashlib.sha256).digest()
    number = int.from_bytes(digest, "big")
    return " ".join(WORDS[number >> (BITS * place) & (len(WORDS) - 1)] for place in range(WORDS_IN_ONE))


def in_latin(passphrase: str) -> str:
    """The same words in Latin letters, for a reader who does not read kana. Both are accepted."""
    return " ".join(jaconv.kana2alphabet(word.replace("ー", "")) for word in passphrase.split())


def _word(typed: str) -> str:
    plain = typed.translate(_LONG)
    kana = jaconv.alphabet2kana(plain) if plain.isascii() and plain.isalpha() else jaconv.kata2hira(plain)
    apart = unicodedata.normalize("NFD", kana.replace("ぢ", "じ").replace("づ", "ず").translate(_LARGE))
    return "".join(sign for sign in apart if "ぁ" <= sign <= "ん" and sign not in _VOICING)


def normalise(typed: str) -> str:
    """What is derived from: the same for hiragana, katakana (also half-width), Latin letters, any gaps,
    middle dots, small or large kana, with or without voicing marks and bars."""
    plain = unicodedata.normalize("NFKC", typed).lower().translate(_BARS)
    gaps = "".join(sign if sign.isalpha() or sign in _VOICING else " " for sign in plain)
    return "".join(_word(word) for word in gaps.split())


def private_key(passphrase: str, salt: bytes) -> PrivateKey:
    """The private half. Costs about a tenth of a second and 64 MiB, on purpose."""
    with _seats:
        seed = pwhash.argon2id.kdf(
            PrivateKey.SEED_SIZE,
            normalise(passphrase).encode(),
            salt,
            opslimit=PASSES,
            memlimit=MEMORY,
        )
    return PrivateKey(seed)


def new_salt() -> bytes:
    return utils.random(pwhash.argon2id.SALTBYTES)


def lock(passphrase: str) -> ReplyLock:
    """A fresh lock for this passphrase."""
    salt = new_salt()
    return ReplyLock(public_key=bytes(private_key(passphrase, salt).public_key), salt=salt)
