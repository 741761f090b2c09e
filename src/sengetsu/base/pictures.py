"""A picture that somebody hands in becomes two small JPEGs that say nothing but what they show.

A photo of a telephone carries where and when it was taken, by which device, often a thumbnail of what was
cut away. Nothing of the file is kept: its pixels are drawn again on a white ground. JPEG, because the oldest
telephones that open our pages cannot show anything newer.
"""

import hashlib
from dataclasses import dataclass
from io import BytesIO
from typing import IO, Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from PIL import Image, ImageOps, UnidentifiedImageError

KINDS = ("JPEG", "PNG", "WEBP")  # no other parser of Pillow is ever asked
MOST_BYTES = 15_000_000  # the largest photo that a telephone takes today, and half as much again
MOST_PIXELS = 60_000_000  # of a JPEG, which is decoded at the size that is needed
MOST_PIXELS_DECODED = 25_000_000  # of the others, which are decoded in full (4 bytes each)
SIZES = {"large": 1600, "small": 640}  # longest edge in pixels
QUALITY = 80

NOT_A_PICTURE = (
    "写真として読めません。JPEG・PNG・WebP の写真を選んでください（HEIC・SVG・PDF などは使えません）。"
)
EMPTY = "ファイルが空です。もう一度選んでください。"
TOO_MANY_BYTES = f"写真が大きすぎます。{MOST_BYTES // 1_000_000}MB までのものを選んでください。"
TOO_MANY_PIXELS = "写真の画素が多すぎます。小さくしたものを選んでください。"


@dataclass(frozen=True)
class Drawing:
    """One size of a picture, as a JPEG without metadata."""

    content: bytes
    width: int
    height: int

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


def drawings(file: IO[bytes]) -> dict[str, Drawing]:
    """The picture in every size of `SIZES`, never larger than it was. Raises `ValidationError`."""
    try:
        with Image.open(file, formats=KINDS) as picture:
            _refuse_many_pixels(picture)
            picture.draft("RGB", (max(SIZES.values()),) * 2)
            upright = ImageOps.exif_transpose(picture)
            whole = _on_white(upright)
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError) as fault:
        raise ValidationError(_why(fault)) from fault
    except (ValueError, EOFError, TypeError, IndexError, KeyError, ArithmeticError, MemoryError) as fault:
        # A file that was made to confuse a parser fails in many ways; for its sender it is no picture.
        raise ValidationError(NOT_A_PICTURE) from fault
    return {name: _drawn(whole, edge) for name, edge in SIZES.items()}


class PictureField(forms.FileField):
    """A photo to be handed in. Cleans to its `drawings`, or None."""

    widget = forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"})
    default_error_messages = {"empty": EMPTY, "required": "写真を選んでください。", "invalid": NOT_A_PICTURE}

    def clean(self, data: Any, initial: Any = None) -> Any:
        upload = super().clean(data, initial)
        if not isinstance(upload, UploadedFile):
            return None
        if (upload.size or 0) > MOST_BYTES:
            raise ValidationError(TOO_MANY_BYTES)
        return drawings(upload)


def _refuse_many_pixels(picture: Image.Image) -> None:
    """By the header, before a single pixel is decoded."""
    width, height = picture.size
    most = MOST_PIXELS if picture.format in {"JPEG", "MPO"} else MOST_PIXELS_DECODED
    if width * height > most:
        raise ValidationError(TOO_MANY_PIXELS)


def _on_white(picture: Image.Image) -> Image.Image:
    """Its pixels alone, on a new canvas: nothing else of the file comes along."""
    colours = picture.convert("RGBA") if picture.has_transparency_data else picture.convert("RGB")
    canvas = Image.new("RGB", colours.size, "white")
    canvas.paste(colours, mask=colours.getchannel("A") if colours.mode == "RGBA" else None)
    return canvas


def _drawn(whole: Image.Image, edge: int) -> Drawing:
    small = whole.copy()
    small.thumbnail((edge, edge), Image.Resampling.LANCZOS)
    out = BytesIO()
    small.save(out, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    return Drawing(out.getvalue(), *small.size)


def _why(fault: Exception) -> str:
    return TOO_MANY_PIXELS if isinstance(fault, Image.DecompressionBombError) else NOT_A_PICTURE
