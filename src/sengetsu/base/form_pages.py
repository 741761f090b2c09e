"""One way to answer a form: show it, act once, and put every refusal beside the field it is about."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render

from .once import once
from .seen import Stale


def add_refusal(form: forms.BaseForm, refusal: ValidationError) -> None:
    """Put what an action refused beside its fields; what belongs to no field of this form stands on top."""
    if isinstance(refusal, Stale) and isinstance(form.data, QueryDict):
        form.data["seen"] = refusal.seen  # the page now shows it: the next sending knows of it
    if hasattr(refusal, "error_dict"):
        for field, errors in refusal.error_dict.items():
            for error in errors:
                form.add_error(field if field in form.fields else None, error)
    else:
        form.add_error(None, refusal)


def form_page(
    request: HttpRequest,
    *,
    form: forms.BaseForm,
    template: str,
    act: Callable[[dict[str, Any]], str],
    context: dict[str, Any] | None = None,
) -> HttpResponse:
    """Render `form`; when it was sent and is valid, run `act` with its values once and go to the address that
    it returns. A `ValidationError` of the action comes back into the form, with everything typed."""
    if form.is_bound and form.is_valid():
        data = dict(form.cleaned_data)
        key = data.pop("once_key", "")  # the page's own, no value of what is written
        try:
            return redirect(once(key=key, by=request.user, act=lambda: act(data)))
        except ValidationError as refusal:
            add_refusal(form, refusal)
    return render(request, template, {"form": form, **(context or {})})


def posted(request: HttpRequest) -> Any:
    """What a form is bound to: the POST, or nothing for the first look."""
    return request.POST if request.method == "POST" else None


@contextmanager
def refusal_as_message(request: HttpRequest) -> Iterator[None]:
    """For a bare button: what the action refuses is said at the top of the next page."""
    try:
        yield
    except ValidationError as refusal:
        for sentence in refusal.messages:
            messages.error(request, sentence)
