"""Forms that anybody may send without an account: a trap for machines, a limit per address, no copy kept."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from . import limits
from .forms import Form

STORY = 4000  # characters
TRAP = "homepage"  # a field that people do not see and that must stay empty

View = Callable[..., HttpResponse]


class Story(forms.CharField):
    """Somebody's own words. NULs, which no keyboard makes and no form can show, are left out."""

    def __init__(
        self, *, rows: int = 8, danger: bool = False, max_length: int = STORY, **kwargs: Any
    ) -> None:
        attrs = {"rows": str(rows), **({"data-danger": ""} if danger else {})}
        super().__init__(max_length=max_length, widget=forms.Textarea(attrs=attrs), **kwargs)

    def to_python(self, value: Any) -> str:
        return super().to_python(str(value or "").replace("\x00", "")) or ""


class Line(forms.CharField):
    """One line, NULs left out."""

    def __init__(self, *, max_length: int = 200, **kwargs: Any) -> None:
        super().__init__(max_length=max_length, **kwargs)
        self.widget.attrs.setdefault("autocomplete", "off")

    def to_python(self, value: Any) -> str:
        return super().to_python(str(value or "").replace("\x00", "")) or ""


class OpenForm(Form):
    """A form for anybody, with a trap for machines. A person whose browser filled the trap sends again."""

    template_name = "base/forms/open.html"

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.data.get(TRAP):
            raise ValidationError(
                _("書きこみが自動のものに見えました。お手数ですが、もう一度「送る」を押してください。")
            )
        return cleaned


def admit_address(address: str, form: forms.BaseForm, *, what: str, limit: int) -> bool:
    """Whether this address may send one more `what` within the hour. If not, the form says so and keeps
    everything."""
    if limits.take(what, address, limit=limit):
        return True
    form.add_error(
        None,
        ValidationError(
            _("短い間にたくさん届いたので、いまは受け付けられません。1時間ほどあとで送ってください。"),
            code="throttled",
        ),
    )
    return False


def status_of(form: forms.BaseForm) -> int:
    """429 for a throttled form, 200 for every other one."""
    return 429 if form.is_bound and form.has_error(NON_FIELD_ERRORS, "throttled") else 200


def open_page(view: View) -> View:
    """Anybody may open it and send its form; what was sent stands in no error report."""
    guarded: View = sensitive_post_parameters()(require_http_methods(["GET", "HEAD", "POST"])(view))
    return login_not_required(guarded)


def secret_page(view: View) -> View:
    """An open page that only its address or its reader opens: in no cache, no search engine, and it tells no
    other site of itself.

    The referrer policy is the site's `same-origin`. `no-referrer` would make browsers send a form with the
    origin `null`, which the CSRF check refuses.
    """

    @wraps(view)
    def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response["Cache-Control"] = "no-store, private"
        response.headers.setdefault("Referrer-Policy", "same-origin")
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return open_page(page)
