"""A photo of an activity. Japanese only: a page for organizers and staff."""

import hashlib

from django import forms

from sengetsu.base.forms import Form
from sengetsu.base.pictures import PictureField


class ActivityPictureForm(Form):
    """A photo, and what it shows for whoever cannot see it."""

    picture = PictureField(
        label="写真",
        help_text="JPEG・PNG・WebP、15MBまで。小さくして、撮った場所などの記録を消してから入れます。",
    )
    alt = forms.CharField(
        label="写っているもの",
        max_length=120,
        help_text="見えない人に読み上げられます。例：長い机に並んだカレーと、手を合わせる子どもたち",
    )
    alt_easy = forms.CharField(label="写っているもの（やさしい日本語）", required=False, max_length=240)
    alt_en = forms.CharField(label="写っているもの（英語）", required=False, max_length=240)
    consent = forms.BooleanField(
        label="写っている人みんなが、表のページに出してよいと言っています（または、人は写っていません）"
    )

    def _fingerprint(self) -> str:
        """Another photo with the same words is another act (see `Form.clean_once_key`)."""
        sent = self.files.get("picture")
        if not sent:
            return super()._fingerprint()
        digest = hashlib.file_digest(sent, "sha256").hexdigest()
        sent.seek(0)
        return hashlib.sha256(f"{super()._fingerprint()}{digest}".encode()).hexdigest()[:24]
