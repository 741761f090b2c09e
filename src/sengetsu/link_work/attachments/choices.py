from django.db import models


class FileKind(models.TextChoices):
    PHOTO = "photo", "写真"
    PDF = "pdf", "PDF"


TYPES = {FileKind.PHOTO: "image/jpeg", FileKind.PDF: "application/pdf"}
MOST_PDF_BYTES = 5_000_000
