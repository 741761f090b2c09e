"""Pictures as pages need them: never with their bytes, but one file at a time."""

from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.db.models import Prefetch, QuerySet

from sengetsu.accounts.models import User

from .access import can_edit_venue
from .picture_models import Picture, PictureFile


def pictures() -> QuerySet[Picture]:
    """With the sizes of their files. Two queries."""
    files = PictureFile.objects.defer("content")
    return Picture.objects.select_related("space", "venue").prefetch_related(Prefetch("files", files))


def published_pictures(venue_id: int) -> list[Picture]:
    return list(pictures().published().filter(venue_id=venue_id))  # type: ignore[attr-defined]


def file_shown(user: User | AnonymousUser, picture_id: UUID, size: str) -> PictureFile | None:
    """A file of a published picture; those who run the place see the others too."""
    files = PictureFile.objects.select_related("picture").filter(picture__public_id=picture_id, size=size)
    if not can_edit_venue(user):
        files = files.filter(picture__in=Picture.objects.published())
    return files.first()
