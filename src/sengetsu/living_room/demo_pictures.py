"""Two drawings for the demo town, made of flat shapes: nobody's photo, and nothing to download."""

from collections.abc import Callable
from io import BytesIO

from PIL import Image, ImageDraw

from sengetsu.base.language_fields import Words
from sengetsu.base.pictures import drawings

from .spaces.models import Venue
from .spaces.picture_models import Picture, PictureFile

SIZE = (1200, 750)
WALL, WOOD, MAT, EDGE, NIGHT, MOON = "#f3ead8", "#b98b5b", "#c9cf9b", "#5f6b3a", "#22305a", "#ffd866"
STEEL, POT, TILE, CUSHION = "#c3c9cf", "#7d2a00", "#e6ecef", "#3a4f8f"

Pen = ImageDraw.ImageDraw


def load_pictures(venue: Venue) -> None:
    """Put the drawings on the pages once: a town that has pictures keeps its own."""
    if venue.pictures.exists():
        return
    for position, (kind, draw, alt) in enumerate(PICTURES):
        picture = Picture.objects.create(
            venue=venue,
            space=venue.spaces.filter(kind=kind).first(),
            alt=Words(alt),
            is_published=True,
            position=position,
        )
        PictureFile.objects.bulk_create(
            PictureFile(
                picture=picture,
                size=size,
                content=made.content,
                digest=made.digest,
                width=made.width,
                height=made.height,
            )
            for size, made in drawings(_drawn(draw)).items()
        )


def _drawn(draw: Callable[[Pen], None]) -> BytesIO:
    canvas = Image.new("RGB", SIZE, WALL)
    draw(ImageDraw.Draw(canvas))
    out = BytesIO()
    canvas.save(out, "PNG")
    out.seek(0)
    return out


def _window(pen: Pen, left: int, top: int) -> None:
    pen.rectangle((left, top, left + 320, top + 220), NIGHT, WOOD, 14)
    pen.ellipse((left + 190, top + 45, left + 270, top + 125), MOON)
    pen.ellipse((left + 165, top + 38, left + 243, top + 116), NIGHT)
    pen.rectangle((left + 154, top, left + 166, top + 220), WOOD)


def _room(pen: Pen) -> None:
    _window(pen, 440, 90)
    for top, height in ((400, 90), (490, 120), (610, 140)):
        for left in range(-60, 1300, 340):
            pen.rectangle((left, top, left + 340, top + height), MAT, EDGE, 5)
    for left in (230, 640):
        pen.rounded_rectangle((left, 470, left + 330, 505), 8, WOOD)
        pen.rectangle((left + 20, 505, left + 40, 575), WOOD)
        pen.rectangle((left + 290, 505, left + 310, 575), WOOD)
        for seat in (left + 20, left + 210):
            pen.ellipse((seat, 590, seat + 110, 640), CUSHION)


def _kitchen(pen: Pen) -> None:
    for left in range(0, 1200, 60):
        for top in range(240, 430, 60):
            pen.rectangle((left, top, left + 60, top + 60), TILE, "#cfd8dc", 2)
    _window(pen, 760, 30)
    pen.rectangle((0, 430, 1200, 480), STEEL)
    pen.rectangle((0, 480, 1200, 750), WOOD)
    for left in range(20, 1180, 290):
        pen.rounded_rectangle((left, 505, left + 265, 725), 10, "#a5774a")
        pen.rounded_rectangle((left + 100, 525, left + 165, 537), 6, WALL)
    for left, width in ((120, 200), (380, 150)):
        pen.rounded_rectangle((left, 330, left + width, 430), 18, POT)
        pen.rectangle((left - 16, 322, left + width + 16, 340), "#4a4a4a")
    pen.rounded_rectangle((620, 345, 760, 430), 24, "#ffffff", "#9aa0a6", 4)


PICTURES = (
    (
        "room",
        _room,
        {
            "ja": "シェアスペースの絵。畳の部屋に低い机が二つと座布団、窓に三日月。",
            "ja-easy": "シェアスペースの {絵|え}。{畳|たたみ}の {部屋|へや}と、{低|ひく}い {机|つくえ}です。",
            "en": "Drawing of the shared space: tatami, two low tables, cushions, a crescent in the window.",
        },
    ),
    (
        "kitchen",
        _kitchen,
        {
            "ja": "シェアキッチンの絵。調理台に大きな鍋が二つと炊飯器。",
            "ja-easy": "シェアキッチンの {絵|え}。{大|おお}きい なべが あります。",
            "en": "Drawing of the shared kitchen: a worktop with two large pots and a rice cooker.",
        },
    ),
)
