"""What a form needs so that nothing typed into it is lost."""

from typing import Any

from django import forms
from django.urls import reverse

from sengetsu.accounts.models import User
from sengetsu.base.forms import Form

from .queries import draft_at


class ForUser(Form):
    """A form that needs no person itself, under `Drafted`, which names one."""

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:  # noqa: ARG002
        super().__init__(*args, **kwargs)


class Drafted(forms.Form):
    """Mix in before a form that takes `user`: it starts from the writer's draft, and tells the page where
    to keep it.

    `place` names form and record. The hidden field lets a POST that meets an ended session be kept too.
    """

    draft_place = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, user: User, place: str, **kwargs: Any) -> None:
        self.draft_key = place
        self.draft = draft_at(user, place) if not (args and args[0]) and not kwargs.get("data") else {}
        kwargs["initial"] = {**(kwargs.get("initial") or {}), "draft_place": place}
        super().__init__(*args, user=user, **kwargs)  # type: ignore[call-arg]
        for name, values in self.draft.items():
            if name in self.fields and name != "draft_place":
                many = isinstance(self.fields[name], forms.MultipleChoiceField)
                self.initial[name] = values if many else values[-1]

    @property
    def draft_address(self) -> str:
        return reverse("draft_keep", args=[self.draft_key])
