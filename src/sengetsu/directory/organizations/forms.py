"""Writing an organization. Japanese only: a page for staff."""

from django import forms

from sengetsu.base.forms import Edits, Form, PhoneField

from .models import Organization


class OrganizationForm(Edits, Form, forms.ModelForm):  # type: ignore[type-arg]
    """Has no instance: it only validates, the action writes."""

    phone = PhoneField(label="電話", required=False)
    website = forms.URLField(label="ウェブサイト", required=False, assume_scheme="https")

    class Meta:
        model = Organization
        fields = ["name", "name_kana", "kind", "description", "phone", "email", "website", "agency"]

    EDITS = tuple(Meta.fields)
