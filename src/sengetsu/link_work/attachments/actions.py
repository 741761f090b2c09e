"""The only writer of attachments."""

from base64 import b64encode
from typing import IO

from django.core.exceptions import ValidationError

from sengetsu.accounts.models import User
from sengetsu.audit.actions import record
from sengetsu.audit.choices import Action
from sengetsu.audit.writing import writing
from sengetsu.link_work.cases.models import Case

from .choices import FileKind
from .models import Attachment
from .reading import read_file


def _trace(attachment: Attachment, by: User, action: Action) -> None:
    record(
        by=by,
        action=action,
        thing="attachment",
        thing_id=str(attachment.public_id),
        case_id=attachment.case.number,
        detail={"kind": attachment.kind, "bytes": str(attachment.size)},
    )


def attach(*, by: User, case: Case, title: str, file: IO[bytes], size: int) -> Attachment:
    """Keep a photo or a PDF. See `reading.read_file` for what is refused."""
    try:
        kind, content = read_file(file, size=size)
    except ValidationError as refused:
        raise ValidationError({"file": refused.messages}) from refused
    return keep(by=by, case=case, title=title, kind=kind, content=content)


def keep(*, by: User, case: Case, title: str, kind: FileKind, content: bytes) -> Attachment:
    """Keep bytes that this house itself has made or has read."""
    if not title.strip():
        raise ValidationError({"title": "何の紙・写真かを書いてください。"})
    with writing():
        row = Attachment.objects.create(
            case=case, title=title, kind=kind, size=len(content), content=b64encode(content).decode(), by=by
        )
        _trace(row, by, Action.CREATED)
    return row


def remove_attachment(*, by: User, attachment: Attachment, back: bool = False) -> None:
    """Out of the list, and back: erasing for good is a matter of retention."""
    with writing():
        attachment.removed = not back
        attachment.save(update_fields=["removed"])
        _trace(attachment, by, Action.CHANGED)
