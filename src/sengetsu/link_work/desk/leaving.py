"""Moving away (転出): a paper to another town, on a legal basis, kept with the case and in the ledger."""

from django.utils import timezone

from sengetsu.accounts.models import User
from sengetsu.audit.writing import writing
from sengetsu.base.dates import wareki, western
from sengetsu.base.paper import typeset
from sengetsu.directory.models import Organization
from sengetsu.link_work.attachments.actions import keep
from sengetsu.link_work.attachments.choices import FileKind
from sengetsu.link_work.attachments.models import Attachment
from sengetsu.link_work.cases.choices import EventKind
from sengetsu.link_work.cases.models import Case
from sengetsu.link_work.cases.writing import event
from sengetsu.link_work.consents.choices import Basis, Way
from sengetsu.link_work.consents.ledger_actions import disclose

TEMPLATE = "link_work/desk/paper/leaving.typ"


def hand_over_to_town(
    *,
    by: User,
    case: Case,
    recipient: str,
    basis: Basis,
    facts: list[str],
    why: str,
    words: str,
    place: str,
    reason: str = "",
    organization: Organization | None = None,
) -> Attachment:
    """Make the paper, enter the ledger, keep the PDF. The case stays open until somebody closes it.

    Raises what `disclose` raises: without a basis there is no paper.
    """
    now = timezone.now()
    with writing():
        disclose(
            by=by, case=case, basis=basis, way=Way.PRINTED, why=why, facts=facts, what="転出の引き継ぎ書",
            organization=organization, recipient=recipient, reason=reason,
        )  # fmt: skip
        day = timezone.localdate(now)
        data = {
            "place": place, "to": recipient, "from": str(by), "number": case.number, "words": words,
            "basis": Basis(basis).label, "day": f"{wareki(day)}（{western(day)}）",
        }  # fmt: skip
        paper = keep(
            by=by, case=case, title=f"転出の引き継ぎ書（{recipient}）", kind=FileKind.PDF,
            content=typeset(TEMPLATE, data, at=now),
        )  # fmt: skip
        event(case=case, kind=EventKind.MOVED_AWAY, by=by, words=f"{recipient}への引き継ぎ書をつくった")
    return paper
