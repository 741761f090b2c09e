"""Writing a service. Japanese only: a page for staff."""

from django import forms

from sengetsu.base.forms import Chips, Edits, Form, PhoneField
from sengetsu.directory.organizations.queries import organizations
from sengetsu.directory.places.queries import places_with_keeper
from sengetsu.directory.taxonomies.queries import taxonomy

from .choices import Accepting
from .models import Service


class ServiceForm(Edits, Form, forms.ModelForm):  # type: ignore[type-arg]
    """Has no instance: it only validates, the action writes."""

    phone = PhoneField(label="電話", required=False, help_text="空なら、おこなうところの電話を見せます。")
    accepting = forms.ChoiceField(label="受付", choices=Accepting.choices, widget=Chips)

    kinds = forms.MultipleChoiceField(
        label="種類",
        required=False,
        help_text="空けておくと、書かれた言葉から見当をつけます。",
        widget=forms.SelectMultiple(attrs={"size": "8"}),
    )
    website = forms.URLField(label="ウェブサイト", required=False, assume_scheme="https")

    class Meta:
        model = Service
        fields = [
            "organization",
            "name",
            "name_kana",
            "alternate_names",
            "category",
            "description",
            "target",
            "minimum_age",
            "maximum_age",
            "times",
            "place",
            "how_to_apply",
            "reachable_without_phone",
            "is_free",
            "cost",
            "languages",
            "phone",
            "contact",
            "email",
            "website",
            "districts",
            "household",
            "condition",
            "capacity",
            "easy_text",
            "english_text",
            "kinds",
            "accepting",
        ]

    EDITS = tuple(Meta.fields)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.choose_from("kinds", [(one.code, one.label) for one in taxonomy().kinds.values()])
        self.fields["organization"].queryset = organizations()  # type: ignore[attr-defined]
        self.fields["place"].queryset = places_with_keeper()  # type: ignore[attr-defined]
