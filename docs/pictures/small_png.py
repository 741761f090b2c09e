"""Screenshots as PNG with a palette: a third of the size, and no package for it.

A page of ours has few colours and their shades along letters; the most frequent ones tell everything.
"""

import struct
import zlib
from collections import Counter
from collections.abc import Iterator

COLOURS = 200
SIGNATURE = b"\x89PNG\r\n\x1a\n"
RGB = 3  # bytes per pixel of Chromium's screenshots

Colour = tuple[int, int, int]


def shrink(picture: bytes) -> bytes:
    """The same picture with at most `COLOURS` colours. Takes 8-bit RGB, as Chromium writes it."""
    chunks = list(_chunks(picture))
    width, height, depth, kind = struct.unpack(">IIBB", chunks[0][1][:10])
    if (depth, kind) != (8, 2):
        raise ValueError("not an 8-bit RGB picture")
    rows = list(_rows(zlib.decompress(b"".join(data for name, data in chunks if name == b"IDAT")), width))
    counted = Counter(colour for row in rows for colour in _colours(row))
    palette = [colour for colour, _ in counted.most_common(COLOURS)]
    place = {colour: _nearest(colour, palette) for colour in counted}
    lines = b"".join(b"\0" + bytes(place[colour] for colour in _colours(row)) for row in rows)
    return SIGNATURE + b"".join(
        _chunk(name, data)
        for name, data in (
            (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)),
            (b"PLTE", b"".join(bytes(colour) for colour in palette)),
            (b"IDAT", zlib.compress(lines, 9)),
            (b"IEND", b""),
        )
    )


def _colours(row: bytes) -> Iterator[Colour]:
    return zip(row[0::RGB], row[1::RGB], row[2::RGB], strict=True)


def _nearest(colour: Colour, palette: list[Colour]) -> int:
    return min(
        range(len(palette)),
        key=lambda index: sum((one - two) ** 2 for one, two in zip(colour, palette[index], strict=True)),
    )


def _chunks(picture: bytes) -> Iterator[tuple[bytes, bytes]]:
    position = len(SIGNATURE)
    while position < len(picture):
        (length,) = struct.unpack(">I", picture[position : position + 4])
        yield picture[position + 4 : position + 8], picture[position + 8 : position + 8 + length]
        position += length + 12


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def _rows(data: bytes, width: int) -> Iterator[bytes]:
    """Undo the five filters of PNG (W3C PNG, section 9)."""
    length = width * RGB
    above = bytearray(length)
    for start in range(0, len(data), length + 1):
        row = bytearray(data[start + 1 : start + 1 + length])
        _undo(data[start], row, above)
        yield bytes(row)
        above = row


def _undo(kind: int, row: bytearray, above: bytearray) -> None:
    for i in range(len(row)) if kind else ():
        left = row[i - RGB] if i >= RGB else 0
        corner = above[i - RGB] if i >= RGB else 0
        guess = (0, left, above[i], (left + above[i]) // 2, _paeth(left, above[i], corner))[kind]
        row[i] = (row[i] + guess) & 0xFF


def _paeth(left: int, up: int, corner: int) -> int:
    near = left + up - corner
    _, _, best = min((abs(near - left), 0, left), (abs(near - up), 1, up), (abs(near - corner), 2, corner))
    return best
