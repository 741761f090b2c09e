from uuid import UUID

from sengetsu.link_work.cases.models import Case

from .models import Attachment


def attachments_of(case: Case) -> list[Attachment]:
    """Without their content, which only the download opens."""
    rows = Attachment.objects.filter(case=case).defer("content")
    return list(rows.select_related("by", "case"))


def attachment_of(case: Case, attachment_id: UUID) -> Attachment | None:
    rows = Attachment.objects.filter(case=case).select_related("case")
    return rows.filter(public_id=attachment_id).first()
