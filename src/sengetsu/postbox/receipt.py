"""Receipt numbers: eight characters that can be read out on the telephone, the last one a check."""

import secrets
import unicodedata

# No 0, O, 1, I (look alike) and no V (ブイ and ビー are misheard): 31 signs, a prime, so that the weighted
# sum below notices every wrong character and every swapped pair.
SIGNS = "23456789ABCDEFGHJKLMNPQRSTUWXYZ"
LENGTH = 8


def _check(body: str) -> str:
    return SIGNS[sum(place * SIGNS.index(sign) for place, sign in enumerate(body, start=2)) % len(SIGNS)]


def make() -> str:
    """A new number, such as `K7QM-3XPA`; 34 bits, so that nobody comes upon another's by trying."""
    body = "".join(secrets.choice(SIGNS) for _ in range(LENGTH - 1))
    whole = body + _check(body)
    return f"{whole[:4]}-{whole[4:]}"


def normalise(typed: str) -> str | None:
    """The number as stored, from full-width, lower-case or spaced typing; None if it cannot be one."""
    plain = unicodedata.normalize("NFKC", typed).upper()
    whole = "".join(sign for sign in plain if sign.isalnum())
    if len(whole) != LENGTH or any(sign not in SIGNS for sign in whole) or _check(whole[:-1]) != whole[-1]:
        return None
    return f"{whole[:4]}-{whole[4:]}"
