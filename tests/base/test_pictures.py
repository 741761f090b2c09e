"""What becomes of a picture that somebody hands in: small, upright, and silent about where it was taken."""

import struct
import zlib
from io import BytesIO
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, PngImagePlugin

from sengetsu.base import pictures
from sengetsu.base.pictures import MOST_BYTES, NOT_A_PICTURE, TOO_MANY_PIXELS, PictureField, drawings
from sengetsu.base.uploads import MOST_BYTES_SENT

SECRET = "北本市西高尾4-198-5 一郎さんの部屋"
GPS, MAKE, COMMENT, ORIENTATION, PLACE = 0x8825, 0x010F, 0x9286, 0x0112, 2


def photo(kind: str = "JPEG", size: tuple[int, int] = (40, 20), mode: str = "RGB", **options: Any) -> bytes:
    out = BytesIO()
    Image.new(mode, size, "teal" if mode != "RGBA" else (0, 128, 128, 0)).save(out, kind, **options)
    return out.getvalue()


def telling_photo(kind: str, size: tuple[int, int] = (40, 20)) -> bytes:
    """As a telephone takes it: position, device, remark, colour profile, XMP."""
    exif = Image.Exif()
    exif[MAKE] = "TELEPHONE-17"
    exif[COMMENT] = SECRET
    exif.get_ifd(GPS).update({1: "N", PLACE: (36.0, 1.0, 36.0), 3: "E", 4: (139.0, 31.0, 48.0)})
    options: dict[str, Any] = {"exif": exif, "xmp": f"<x>{SECRET}</x>".encode(), "icc_profile": b"SECRETICC"}
    if kind == "JPEG":
        options["comment"] = SECRET
    if kind == "PNG":
        options.pop("xmp")
        options["pnginfo"] = told = PngImagePlugin.PngInfo()
        told.add_itxt("Comment", SECRET)
    return photo(kind, size, **options)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_nothing_of_the_file_is_kept_but_what_it_shows(kind: str) -> None:
    sent = telling_photo(kind)
    assert b"TELEPHONE-17" in sent
    with Image.open(BytesIO(sent)) as before:
        assert before.getexif().get_ifd(GPS)[PLACE] == (36.0, 1.0, 36.0)
    for drawing in drawings(BytesIO(sent)).values():
        for trace in (
            b"TELEPHONE-17",
            SECRET.encode(),
            b"SECRETICC",
            b"Exif",
            b"x:xmp",
            b"GPS",
        ):
            assert trace not in drawing.content
        with Image.open(BytesIO(drawing.content)) as after:
            assert (after.format, dict(after.getexif())) == ("JPEG", {})
            assert after.info.keys() <= {
                "jfif",
                "jfif_version",
                "jfif_unit",
                "jfif_density",
                "progressive",
                "progression",
            }


def test_a_photo_of_a_telephone_held_upright_stands_upright() -> None:
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    made = drawings(BytesIO(photo(size=(80, 40), exif=exif)))
    assert (made["large"].width, made["large"].height) == (40, 80)


def test_a_large_photo_becomes_small_and_a_small_one_stays_as_it_is() -> None:
    made = drawings(BytesIO(photo(size=(4000, 3000))))
    assert {name: (one.width, one.height) for name, one in made.items()} == {
        "large": (1600, 1200),
        "small": (640, 480),
    }
    assert max(len(one.content) for one in made.values()) < 400_000
    assert drawings(BytesIO(photo(size=(100, 50))))["large"].width == 100


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P"])
def test_what_is_transparent_becomes_white(mode: str) -> None:
    out = BytesIO()
    Image.new("RGBA", (8, 8), (255, 0, 0, 0)).convert(mode).save(
        out, "PNG", transparency=0 if mode == "P" else None
    )
    with Image.open(BytesIO(drawings(BytesIO(out.getvalue()))["small"].content)) as after:
        assert min(after.getpixel((4, 4))) > 250  # type: ignore[type-var, arg-type]


@pytest.mark.parametrize("mode", ["L", "CMYK", "1"])
def test_other_ways_to_write_colours_are_read(mode: str) -> None:
    assert drawings(BytesIO(photo("PNG" if mode == "1" else "JPEG", mode=mode)))["small"].width == 40


def png_that_says_it_is(width: int, height: int) -> bytes:
    """A few bytes whose header promises many pixels: unpacking them would fill the memory."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress(b"\0" * 1_000_000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("width", "height"), [(6_000, 5_000), (12_000, 12_000), (100_000, 100_000), (1, 2**31 - 1)]
)
def test_a_bomb_is_refused_by_its_header(width: int, height: int) -> None:
    with pytest.raises(ValidationError) as refused:
        drawings(BytesIO(png_that_says_it_is(width, height)))
    assert refused.value.messages == [TOO_MANY_PIXELS]


def other_files() -> dict[str, bytes]:
    gif, tiff, bmp = (photo(kind, mode="RGB") for kind in ("GIF", "TIFF", "BMP"))
    return {
        "svg": b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        "html": b"<!DOCTYPE html><script>alert(1)</script>",
        "pdf": b"%PDF-1.7\n",
        "gif": gif,
        "tiff": tiff,
        "bmp": bmp,
        "half a jpeg": photo(size=(400, 300))[:400],
        "half a png": photo("PNG", size=(400, 300))[:60],
        "a jpeg's first bytes": b"\xff\xd8\xff\xe0",
        "a word": "写真".encode(),
    }


@pytest.mark.parametrize("name", other_files())
def test_what_is_no_picture_is_refused_in_words(name: str) -> None:
    with pytest.raises(ValidationError) as refused:
        drawings(BytesIO(other_files()[name]))
    assert refused.value.messages == [NOT_A_PICTURE]


@given(
    st.binary(max_size=300),
    st.sampled_from([b"", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF\x10\0\0\0WEBP"]),
)
def test_no_bytes_break_it(rest: bytes, start: bytes) -> None:
    with pytest.raises(ValidationError):
        drawings(BytesIO(start + rest))


@given(st.data())
def test_a_damaged_photo_is_drawn_or_refused(data: st.DataObject) -> None:
    whole = bytearray(telling_photo(data.draw(st.sampled_from(["JPEG", "PNG", "WEBP"]))))
    for _ in range(data.draw(st.integers(1, 5))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    try:
        made = drawings(BytesIO(bytes(whole)))
    except ValidationError:
        return
    assert made["small"].content.startswith(b"\xff\xd8")


def test_the_field_refuses_an_empty_file_and_one_that_is_too_large() -> None:
    field = PictureField()
    for content, sentence in ((b"", pictures.EMPTY), (b"\0" * (MOST_BYTES + 1), pictures.TOO_MANY_BYTES)):
        with pytest.raises(ValidationError) as refused:
            field.clean(SimpleUploadedFile("部屋.jpg", content))
        assert refused.value.messages == [sentence]


def test_the_field_does_not_believe_a_name_or_a_type() -> None:
    svg = SimpleUploadedFile("部屋.jpg", b"<svg/>", content_type="image/jpeg")
    with pytest.raises(ValidationError):
        PictureField().clean(svg)
    named = SimpleUploadedFile("../../etc/passwd.svg", photo(), content_type="text/html")
    assert PictureField().clean(named)["small"].width == 40
    assert PictureField(required=False).clean(None) is None


@pytest.mark.django_db
def test_a_flood_is_refused_before_it_is_written() -> None:
    """Any open address takes a form; none of them takes a film."""
    sender = Client(enforce_csrf_checks=True)
    sender.get("/letters/new/")
    film = SimpleUploadedFile("film.mp4", b"x" * 100)
    announced = {"CONTENT_LENGTH": str(MOST_BYTES_SENT + 1)}
    assert sender.post("/letters/new/", {"film": film}, **announced).status_code == 400  # type: ignore[arg-type]
    assert sender.post("/letters/new/", {"film": film}).status_code == 403
