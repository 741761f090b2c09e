"""What somebody without an account writes: a wish, the next word about it."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from sengetsu.living_room.open_forms import OpenForm, Story

from .forms import WishFields
from .models import Wish

# What a browser may fill in, because it is about whoever writes (WCAG 1.3.5).
OWN = {"name": "name", "group_name": "organization", "email": "email", "phone": "tel"}


class WishForm(WishFields, OpenForm):
    """A wish. Only the words are needed."""

    field_order = (
        "text",
        "kind",
        "times",
        "needs_kitchen",
        "people",
        "name",
        "group_name",
        "email",
        "phone",
        "may_publish",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, purpose in OWN.items():
            self.fields[name].widget.attrs["autocomplete"] = purpose


class WriteBackForm(OpenForm):
    text = Story(label=_("続けて書く"), max_length=2000, rows=4)


class FindForm(OpenForm):
    """Who was told by e-mail that something waits, but has lost the link."""

    email = forms.EmailField(
        label=_("お知らせを受け取ったメールアドレス"),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    def __init__(self, *args: Any, wish: Wish | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.wish = wish

    def clean_email(self) -> str:
        """One answer for a wrong address and for a wish that is not there."""
        email: str = self.cleaned_data["email"]
        if self.wish is None or not self.wish.email or self.wish.email.casefold() != email.casefold():
            raise ValidationError(_("このメールアドレスでは見つかりません。電話でもお答えできます。"))
        return email
