"""What a handed-in file is, by its content and never by its name."""

from typing import IO

from django.core.exceptions import ValidationError

from sengetsu.base.pictures import MOST_BYTES, drawings

from .choices import MOST_PDF_BYTES, FileKind

NEITHER = "写真（JPEG・PNG・WebP）か PDF として読めません。SVG・HTML・ZIP・Word などは使えません。"
TOO_LARGE_PDF = f"PDF が大きすぎます。{MOST_PDF_BYTES // 1_000_000}MB までにしてください。"
TOO_LARGE = f"ファイルが大きすぎます。{MOST_BYTES // 1_000_000}MB までにしてください。"


def read_file(file: IO[bytes], *, size: int) -> tuple[FileKind, bytes]:
    """The kind and the bytes to keep. A photo is drawn again without where and when it was taken.

    Raises `ValidationError`: too large, empty, or neither a photo nor a PDF.
    """
    if size > MOST_BYTES:
        raise ValidationError(TOO_LARGE)
    head = file.read(8)
    file.seek(0)
    if head.startswith(b"%PDF-"):
        return FileKind.PDF, _pdf(file, size)
    try:
        return FileKind.PHOTO, drawings(file)["large"].content
    except ValidationError as fault:
        raise ValidationError(fault.messages if "画素" in str(fault) else NEITHER) from fault


def _pdf(file: IO[bytes], size: int) -> bytes:
    if size > MOST_PDF_BYTES:
        raise ValidationError(TOO_LARGE_PDF)
    content = file.read()
    if b"%%EOF" not in content[-2048:]:
        raise ValidationError("PDF が途中で切れています。もう一度つくってください。")
    return content
