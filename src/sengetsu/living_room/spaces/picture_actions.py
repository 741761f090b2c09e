"""The only writer of pictures."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Max

from sengetsu.accounts.models import User
from sengetsu.audit.actions import record
from sengetsu.audit.choices import Action
from sengetsu.audit.writing import writing
from sengetsu.base.pictures import Drawing
from sengetsu.base.seen import refuse_if_changed

from .access import can_edit_venue
from .kinds import swapped
from .models import Venue
from .picture_models import PICTURE_EDITS, Picture, PictureFile

MOST_PICTURES = 60  # of one venue: some 15 MB
TOO_MANY = f"写真は{MOST_PICTURES}枚までです。使わないものを外してから、入れてください。"
ALL_LANGUAGES = "写っているものを、三つのことばで書いてください。"
ANOTHER_VENUES = "この部屋は、別の場所のものです。"


@writing()
def add_picture(
    *, by: User, venue: Venue, drawings: Mapping[str, Drawing], facts: Mapping[str, Any]
) -> Picture:
    """Put a picture at the end. `facts`: `space`, `alt` in three languages, `is_published`.

    Raises `PermissionDenied`, and `ValidationError` for a venue that has too many or an alt that is missing.
    """
    _check(by, venue, facts)
    rows = Picture.objects.filter(venue=venue)
    if rows.count() >= MOST_PICTURES:
        raise ValidationError(TOO_MANY)
    last = rows.aggregate(last=Max("position"))["last"] or 0
    picture = Picture.objects.create(venue=venue, position=last + 1, **facts)
    PictureFile.objects.bulk_create(
        PictureFile(
            picture=picture,
            size=size,
            content=drawing.content,
            digest=drawing.digest,
            width=drawing.width,
            height=drawing.height,
        )
        for size, drawing in drawings.items()
    )
    record(by=by, action=Action.CREATED, thing="picture", thing_id=picture.pk)
    return picture


@writing()
def change_picture(*, by: User, picture: Picture, facts: Mapping[str, Any], seen: str = "") -> None:
    """Say something else about a picture, show it or take it from the pages. `seen`: see `base.seen`."""
    _check(by, picture.venue, facts)
    picture = Picture.objects.select_for_update(of=("self",)).get(pk=picture.pk)
    refuse_if_changed(picture, seen=seen, fields=PICTURE_EDITS)
    for name, value in facts.items():
        setattr(picture, name, value)
    picture.save()
    record(by=by, action=Action.CHANGED, thing="picture", thing_id=picture.pk)


@writing()
def move_picture(*, by: User, picture: Picture, up: bool) -> None:
    """Change places with the picture before or after it."""
    _check(by, picture.venue, {})
    rows = list(Picture.objects.filter(venue_id=picture.venue_id).select_for_update(of=("self",)))
    Picture.objects.bulk_update(swapped(rows, picture.pk, up=up), ["position"])
    record(by=by, action=Action.CHANGED, thing="picture", thing_id=picture.pk, detail={"moved": True})


@writing()
def remove_picture(*, by: User, picture: Picture) -> None:
    """Take a picture away for good, with its files. One that is only not shown any more is unpublished."""
    _check(by, picture.venue, {})
    picture_id = picture.pk
    picture.delete()
    record(by=by, action=Action.CHANGED, thing="picture", thing_id=picture_id, detail={"removed": True})


def _check(by: User, venue: Venue, facts: Mapping[str, Any]) -> None:
    if not can_edit_venue(by):
        raise PermissionDenied
    space = facts.get("space")
    if space and space.venue_id != venue.pk:
        raise ValidationError({"space": ANOTHER_VENUES})
    alt = facts.get("alt")
    if alt is not None and not all(alt.get(code) for code in ("ja", "ja-easy", "en")):
        raise ValidationError({"alt": ALL_LANGUAGES})
