"""The pictures of the documents keep their colours while they lose their weight."""

import importlib.util
import struct
import zlib
from pathlib import Path
from types import ModuleType

import pytest

SOURCE = Path(__file__).resolve().parents[2] / "docs" / "pictures" / "small_png.py"
NIGHT, MOON, PAPER = (22, 33, 62), (255, 216, 102), (250, 249, 245)
ROWS = [[NIGHT, MOON, PAPER], [MOON, MOON, NIGHT], [PAPER, NIGHT, MOON], [NIGHT] * 3, [PAPER, PAPER, MOON]]


@pytest.fixture(scope="module")
def small_png() -> ModuleType:
    spec = importlib.util.spec_from_file_location("small_png", SOURCE)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def paeth(left: int, up: int, corner: int) -> int:
    """The words of the standard, written once more: the nearest of the three to their sum and difference."""
    target = left + up - corner
    return sorted((left, up, corner), key=lambda value: abs(target - value))[0]


def screenshot(small_png: ModuleType) -> bytes:
    """`ROWS` as a browser might write them: each line by another of the five filters."""
    lines, above = [], [0] * 9
    for kind, row in enumerate(ROWS):
        now = [value for colour in row for value in colour]
        left, corner = [0, 0, 0, *now[:-3]], [0, 0, 0, *above[:-3]]
        mean = [(one + other) // 2 for one, other in zip(left, above, strict=True)]
        best = [paeth(*three) for three in zip(left, above, corner, strict=True)]
        guess = ([0] * 9, left, above, mean, best)[kind]
        lines.append(bytes([kind, *((n - g) % 256 for n, g in zip(now, guess, strict=True))]))
        above = now
    header = struct.pack(">IIBBBBB", 3, len(ROWS), 8, 2, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(b"".join(lines))), (b"IEND", b""))
    return bytes(small_png.SIGNATURE) + b"".join(small_png._chunk(name, data) for name, data in parts)


def test_every_filter_is_undone_and_every_colour_kept(small_png: ModuleType) -> None:
    chunks = dict(small_png._chunks(small_png.shrink(screenshot(small_png))))
    palette = [tuple(chunks[b"PLTE"][at : at + 3]) for at in range(0, len(chunks[b"PLTE"]), 3)]
    data = zlib.decompress(chunks[b"IDAT"])
    shown = [[palette[place] for place in data[at + 1 : at + 4]] for at in range(0, len(data), 4)]
    assert shown == ROWS


def test_with_fewer_places_the_nearest_colour_is_taken(
    small_png: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(small_png, "COLOURS", 2)
    chunks = dict(small_png._chunks(small_png.shrink(screenshot(small_png))))
    assert len(chunks[b"PLTE"]) == 2 * 3


def test_another_kind_of_picture_is_refused(small_png: ModuleType) -> None:
    grey = screenshot(small_png).replace(b"\x08\x02\x00\x00\x00", b"\x08\x00\x00\x00\x00", 1)
    with pytest.raises(ValueError, match="RGB"):
        small_png.shrink(grey)
