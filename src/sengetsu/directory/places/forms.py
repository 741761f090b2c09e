"""Writing a place. Japanese only: a page for staff."""

from typing import Any

from django import forms

from sengetsu.base.forms import Edits, Form
from sengetsu.base.text import PostalCodeProblem, normalise_postal_code

from .models import ADDRESS_FIELDS, Place


class PlaceForm(Edits, Form, forms.ModelForm):  # type: ignore[type-arg]
    """Has no instance: it only validates, the action writes."""

    class Meta:
        model = Place
        fields = [
            "name",
            "name_kana",
            "confidential",
            *ADDRESS_FIELDS,
            "latitude",
            "longitude",
            "accessibility",
        ]
        help_texts = {
            "confidential": "シェルターなど。チェックすると、住所はすべて消えます。元に戻せません。"
        }

    EDITS = tuple(Meta.fields)

    def clean_postal_code(self) -> str:
        typed: str = self.cleaned_data["postal_code"]
        if not typed:
            return ""
        try:
            return normalise_postal_code(typed)
        except PostalCodeProblem as problem:
            raise forms.ValidationError(str(problem)) from problem

    def clean(self) -> dict[str, Any]:
        """A confidential place forgets the address here already, so that the page does not send it back."""
        super().clean()
        if self.cleaned_data.get("confidential"):
            self.cleaned_data.update(dict.fromkeys(ADDRESS_FIELDS, ""), latitude=None, longitude=None)
        return self.cleaned_data
