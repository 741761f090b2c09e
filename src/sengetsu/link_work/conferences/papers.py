"""A paper of a conference, printed: numbered on each page."""

from collections.abc import Iterable

from sengetsu.base.dates import wareki, western
from sengetsu.base.paper import typeset

from .models import Paper, PaperOpening, PaperPart


def paper_pdf(paper: Paper, parts: Iterable[PaperPart] | None = None) -> bytes:
    """The whole paper, or the `parts` of it that somebody may have."""
    conference = paper.item.conference
    shown = paper.parts.filter(removed=False) if parts is None else parts
    data = {
        "title": f"{conference}　{paper}",
        "kind": conference.get_kind_display(),
        "number": conference.number,
        "paper": str(paper),
        "day": f"{wareki(conference.on)}（{western(conference.on)}）",
        "until": wareki(paper.expires_on),
        "parts": [[part.heading, part.words] for part in shown],
    }
    return typeset("link_work/conferences/paper/paper.typ", data, at=paper.created_at)


def opened(paper: Paper) -> list[PaperOpening]:
    return list(paper.openings.select_related("member__user", "member__organization"))
