"""Pictures of the place. Japanese only: pages for staff; what a picture shows is said in three languages."""

import hashlib
from typing import Any, ClassVar

from django import forms

from sengetsu.base.forms import Edits
from sengetsu.base.pictures import PictureField
from sengetsu.base.words_forms import Line, WordsForm

from .models import Space, Venue
from .picture_models import PICTURE_EDITS, Picture
from .row_forms import WHOLE_HOUSE


class PictureForm(Edits, WordsForm):
    """What a picture shows and where it appears."""

    space = forms.ModelChoiceField(
        label="どこの写真か", queryset=Space.objects.none(), required=False, empty_label=WHOLE_HOUSE
    )
    is_published = forms.BooleanField(
        label="表のページに出す",
        required=False,
        help_text="人が写っているときは、その人の同意を確かめてから出してください。",
    )

    EDITS = PICTURE_EDITS
    SAYS = (
        Line(
            "alt",
            "写っているもの",
            limit=120,
            needs_all=True,
            help_text="見えない人に読み上げられます。例：畳の部屋。低い机が四つ、窓から庭が見えます。",
        ),
    )
    ORDER: ClassVar[tuple[str, ...]] = ("alt", "alt_easy", "alt_en", "space", "is_published")

    def __init__(self, data: Any = None, *args: Any, venue: Venue, picture: Picture | None = None) -> None:
        shown = picture or Picture(venue=venue)
        facts = {"alt": shown.alt, "space": shown.space_id, "is_published": shown.is_published}
        super().__init__(data, *args, facts=facts)
        if picture:
            self.saw(picture)
        self.choose_among("space", venue.spaces.all())


class NewPictureForm(PictureForm):
    """The photo itself, too. A browser does not send it a second time: after an error it is chosen again."""

    picture = PictureField(
        label="写真",
        help_text="JPEG・PNG・WebP、15MBまで。小さくして、撮った場所などの記録を消してから入れます。",
    )

    ORDER = ("picture", *PictureForm.ORDER)
    NOT_FACTS = PictureForm.NOT_FACTS | {"picture"}

    def _fingerprint(self) -> str:
        """Another photo with the same words is another act (see `Form.clean_once_key`)."""
        sent = self.files.get("picture")
        if not sent:
            return super()._fingerprint()
        digest = hashlib.file_digest(sent, "sha256").hexdigest()
        sent.seek(0)
        return hashlib.sha256(f"{super()._fingerprint()}{digest}".encode()).hexdigest()[:24]
