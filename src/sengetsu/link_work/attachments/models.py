"""Papers and photos of a case. Their content is sealed like every other text, so key rotation covers it."""

import uuid
from base64 import b64decode

from django.conf import settings
from django.db import models
from django.utils import timezone

from sengetsu.base.sealed import SealedTextField
from sengetsu.link_work.cases.models import Case

from .choices import FileKind


class Attachment(models.Model):
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    case = models.ForeignKey(Case, models.CASCADE, related_name="attachments")
    title = SealedTextField("何の紙・写真か")
    kind = models.CharField(max_length=5, choices=FileKind.choices)
    size = models.PositiveIntegerField("大きさ")  # bytes, before sealing
    content = SealedTextField()  # base64
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    removed = models.BooleanField(default=False)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return str(self.title)

    @property
    def bytes(self) -> bytes:
        return b64decode(self.content)

    @property
    def filename(self) -> str:
        return f"{self.case.number}-{self.pk}.{'pdf' if self.kind == FileKind.PDF else 'jpg'}"
