"""The letter to an agency: what is asked, what may be told, and the way to answer."""

from typing import Any

import segno
from django.conf import settings
from django.urls import reverse

from sengetsu.link_work.cases.models import Case

from .choices import Purpose
from .models import Question
from .queries import Asked


def answer_address(question: Question) -> str:
    """The full address of the one-time page."""
    return settings.PUBLIC_URL.rstrip("/") + reverse("answer_write", args=[question.token])


def qr_path(text: str) -> tuple[float, str]:
    """Side length in modules (with the quiet zone) and the SVG path of a QR code, level M."""
    code = segno.make(text, error="m", micro=False)
    size, _ = code.symbol_size(border=4)
    rows = enumerate(code.matrix_iter(border=4))
    return size, "".join(f"M{x} {y}h1v1h-1z" for y, row in rows for x, dark in enumerate(row) if dark)


def letter_context(case: Case, asked: Asked) -> dict[str, Any]:
    address = answer_address(asked.question)
    size, path = qr_path(address)
    return {
        "referral": asked.question.referral,
        "question": asked.question,
        "how_it_went": asked.question.purpose == Purpose.ATTENDANCE,
        "case": case,
        "shared": asked.shared,
        "address": address,
        "qr_size": size,
        "qr_path": path,
    }
