"""Papers of the house: a Typst template of a room and its data become a PDF.

A template is named as it lies below the package (`living_room/bookings/paper/permit.typ`) and imports
`/base/paper/house.typ`. The data goes in as JSON and comes out as values: what people typed is never source.
Letters come from the packages of the lock file, so a fresh server without fonts makes the same paper
(docs/adr/0010).
"""

import json
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal

import typst
from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpResponse
from django.utils.http import content_disposition_header

HOUSE = Path(str(files("sengetsu")))
LETTERS = ("noto_cjk_sans_jp_regular", "noto_cjk_sans_jp_bold")


@cache
def letters() -> typst.Fonts:
    """Our Japanese letters, then those inside Typst (for ą, ğ, ❤); none of the machine's."""
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=True,
        font_paths=[str(files(package)) for package in LETTERS],
    )


def typeset(
    template: str,
    data: Mapping[str, Any],
    *,
    at: datetime | None = None,
    kind: Literal["pdf", "png", "svg"] = "pdf",
) -> bytes:
    """The paper as PDF (or a picture of it, if it has one page). Same data, same bytes.

    `at` is written into the file as the time when it was made; without it the file names none. Dates, times
    and lazy words in `data` become text. Raises `typst.TypstError` where the template is at fault.
    """
    inputs = {"data": json.dumps(data, cls=DjangoJSONEncoder, ensure_ascii=False)}
    if at is not None:
        inputs["dated"] = "yes"
    made = typst.compile(
        HOUSE / template,
        root=HOUSE,
        font_paths=letters(),
        ignore_system_fonts=True,
        format=kind,
        sys_inputs=inputs,
        timestamp=int(at.timestamp()) if at else 0,
    )
    return bytes(made)


def pdf_answer(pdf: bytes, filename: str) -> HttpResponse:
    """The paper in the browser's own viewer; saved, it carries `filename`, which may be Japanese.

    Kept nowhere, unless the view of a paper that anybody may read says otherwise.
    """
    headers = {
        "Content-Disposition": content_disposition_header(as_attachment=False, filename=filename) or "inline",
        "Cache-Control": "no-store, private",
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(pdf, content_type="application/pdf", headers=headers)
