"""Writing an organization. Japanese only: a page for staff."""

from django import forms

from sengetsu.base.forms import Edits, Form, JapaneseDateField, PhoneField

from .actions import OWN_FIELDS
from .models import Organization


class OrganizationForm(Edits, Form, forms.ModelForm):  # type: ignore[type-arg]
    """Has no instance: it only validates, the action writes."""

    phone = PhoneField(label="電話", required=False)
    website = forms.URLField(label="ウェブサイト", required=False, assume_scheme="https")

    closed_on = JapaneseDateField(
        label="活動をやめた日",
        required=False,
        help_text="書くと、その日から、新しい同意・つなぎ・支援プランの相手に出ません。記録は残ります。",
    )

    class Meta:
        model = Organization
        fields = [
            "name", "name_kana", "kind", "description", "phone", "email", "website", "agency", "closed_on",
        ]  # fmt: skip

    EDITS = tuple(Meta.fields)


class OwnEntryForm(Edits, Form, forms.ModelForm):  # type: ignore[type-arg]
    """What an agency itself keeps fresh."""

    phone = PhoneField(label="電話", required=False)
    website = forms.URLField(label="ウェブサイト", required=False, assume_scheme="https")

    class Meta:
        model = Organization
        fields = OWN_FIELDS

    EDITS = OWN_FIELDS
