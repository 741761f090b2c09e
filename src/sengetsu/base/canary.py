"""A row that only the right keys can read: a house started with the wrong keys says so at once."""

from django.db import DatabaseError, transaction

from . import blind, keys
from .models import KeyCanary
from .sealed import SealBroken

SONG = "この家の鍵"


def plant() -> bool:
    """Write the canary if the keys are there and it is not; returns whether it was written.

    It is never written anew: a second one would sing for the wrong keys.
    """
    if {"seal.keys", "blind.key"} & set(keys.missing()):
        return False
    with transaction.atomic():
        _, made = KeyCanary.objects.get_or_create(
            number=KeyCanary.THE_ONE, defaults={"song": SONG, "echo": blind.token(SONG, kind="canary")}
        )
    return made


def problems() -> list[str]:
    """What is wrong with the keys of a house that was set up; empty if all is well or nothing is there."""
    try:
        canary = KeyCanary.objects.filter(number=KeyCanary.THE_ONE).first()
    except SealBroken as broken:
        return [f"seal.keys: この家の記録をひらけない鍵です（{broken}）"]
    if canary is None:
        return []
    try:
        echo = blind.token(SONG, kind="canary")
    except blind.BlindKeyMissing as missing:
        return [f"blind.key: {missing}"]
    return [] if canary.echo == echo else ["blind.key: この家の索引をつくった鍵ではありません"]


def is_planted() -> bool:
    """Whether this house was set up with keys before. Without a database it was not."""
    try:
        return KeyCanary.objects.exists()
    except DatabaseError:
        return False
