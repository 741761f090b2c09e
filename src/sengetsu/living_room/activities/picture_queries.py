"""Pictures as pages need them: never with their bytes, but one file at a time."""

from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.db.models import Prefetch, Q, QuerySet

from sengetsu.accounts.models import User

from .models import Activity
from .picture_models import ActivityPicture, ActivityPictureFile


def pictures_of(activity: Activity) -> QuerySet[ActivityPicture]:
    """With the sizes of their files. Two queries."""
    files = ActivityPictureFile.objects.defer("content")
    rows = ActivityPicture.objects.filter(activity=activity).select_related("activity__group")
    return rows.prefetch_related(Prefetch("files", files))


def file_shown(user: User | AnonymousUser, picture_id: UUID, size: str) -> ActivityPictureFile | None:
    """A file of a published activity; its writers see those of a draft, too."""
    readable = Q(picture__activity__in=Activity.objects.published())
    readable |= Q(picture__activity__in=Activity.objects.visible_to(user).values("pk"))
    rows = ActivityPictureFile.objects.select_related("picture__activity")
    return rows.filter(readable, picture__public_id=picture_id, size=size).first()
