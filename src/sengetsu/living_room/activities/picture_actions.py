"""The only writer of the pictures of activities."""

from collections.abc import Mapping

from django.core.exceptions import ValidationError

from sengetsu.accounts.access import require
from sengetsu.accounts.models import User
from sengetsu.audit.actions import record
from sengetsu.audit.choices import Action
from sengetsu.audit.writing import writing
from sengetsu.base.language_fields import Words
from sengetsu.base.pictures import Drawing

from .access import can_write
from .models import Activity
from .picture_models import ActivityPicture, ActivityPictureFile

MOST_PICTURES = 6  # of one activity: a page that an old telephone still loads
TOO_MANY = f"写真は{MOST_PICTURES}枚までです。使わないものを外してから、入れてください。"


@writing()
def add_activity_picture(
    *, by: User, activity: Activity, drawings: Mapping[str, Drawing], alt: Words
) -> ActivityPicture:
    """Put a picture at the end. Raises `Refused`, and `ValidationError` for one too many."""
    require(can_write(by, activity), "この団体の活動は書けません。")
    if ActivityPicture.objects.filter(activity=activity).count() >= MOST_PICTURES:
        raise ValidationError(TOO_MANY)
    picture = ActivityPicture.objects.create(activity=activity, alt=alt)
    ActivityPictureFile.objects.bulk_create(
        ActivityPictureFile(
            picture=picture,
            size=size,
            content=drawing.content,
            digest=drawing.digest,
            width=drawing.width,
            height=drawing.height,
        )
        for size, drawing in drawings.items()
    )
    record(by=by, action=Action.CREATED, thing="activity_picture", thing_id=picture.pk)
    return picture


@writing()
def remove_activity_picture(*, by: User, picture: ActivityPicture) -> None:
    """Take a picture away for good: somebody in it may have changed their mind."""
    require(can_write(by, picture.activity), "この団体の活動は書けません。")
    number = picture.pk
    picture.delete()
    record(
        by=by,
        action=Action.CHANGED,
        thing="activity_picture",
        thing_id=number,
        detail={"removed": True},
    )
