"""What the owner of an entry may correct by a link. Japanese only: entries are written in Japanese."""

from django import forms

from sengetsu.base.forms import Chips
from sengetsu.base.open_forms import OpenForm
from sengetsu.directory.services.choices import Accepting
from sengetsu.directory.services.models import Service

CORRECTED = (
    "description",
    "target",
    "times",
    "cost",
    "how_to_apply",
    "phone",
    "contact",
    "capacity",
    "accepting",
)


class ConfirmForm(OpenForm, forms.ModelForm):  # type: ignore[type-arg]
    """Has no instance: it only validates, the action writes."""

    accepting = forms.ChoiceField(label="受付", choices=Accepting.choices, widget=Chips)

    class Meta:
        model = Service
        fields = CORRECTED
