"""Writing an organization. Japanese only: a page for staff."""

from django import forms

from sengetsu.base.forms import Form, PhoneField

from .models import Organization


class OrganizationForm(Form, forms.ModelForm):
    """Has no instance: it only validates, the action writes."""

    phone = PhoneField(label="電話", required=False)

    class Meta:
        model = Organization
        fields = ["name", "name_kana", "kind", "description", "phone", "email", "website", "agency"]
