"""Three languages of the open wing: Japanese, やさしい日本語 (with readings), English.

Japanese is the source language and the rule; only the visitor's own switch changes it. What the browser
says (`Accept-Language`) is not asked: the town's letters, signs and people are Japanese, and a shared or
second-hand telephone often speaks a language that is not its user's. The confidential wing is Japanese.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.html import conditional_escape, escape, format_html
from django.utils.safestring import SafeString, mark_safe

EASY = "ja-easy"
# {漢字|かんじ}: a word and its reading, as written in the easy Japanese catalog.
READING = re.compile(r"\{([^{}|]+)\|([^{}|]+)\}")

GetResponse = Callable[[HttpRequest], HttpResponse]


def with_readings(text: str) -> SafeString:
    """`text` as HTML: everything escaped, `{漢字|かんじ}` as ruby (with brackets for old browsers)."""
    parts = READING.split(text)
    made = [escape(parts[0])]
    for word, reading, rest in zip(parts[1::3], parts[2::3], parts[3::3], strict=True):
        made.append(format_html("<ruby>{}<rp>（</rp><rt>{}</rt><rp>）</rp></ruby>", word, reading))
        made.append(escape(rest))
    return mark_safe("".join(made))  # noqa: S308 - every part is escaped above


def without_readings(text: str) -> str:
    """`text` for places that hold no markup: attributes, titles, plain text files."""
    return READING.sub(r"\1", text)


def say(message: str, values: Mapping[str, Any]) -> SafeString:
    """`message` in the visitor's language as HTML. `%(name)s` is filled from `values`, escaped.

    Raises `KeyError` if a translation names a value that is not there (`messages check` finds it before).
    """
    text = with_readings(_translated(message))
    if not values:
        return text
    filled = str(text) % {name: conditional_escape(value) for name, value in values.items()}
    return mark_safe(filled)  # noqa: S308 - text and values are escaped


def plain(message: str, values: Mapping[str, Any]) -> str:
    """`message` in the visitor's language without markup; the template escapes it as any variable."""
    text = without_readings(_translated(message))
    return text % dict(values) if values else text


def _translated(message: str) -> str:
    # An empty msgid would answer with the catalog's header. A literal in a template is marked safe, which
    # gettext would pass on to the translation: str + "" takes the mark away.
    return translation.gettext(str(message) + "") if message else ""


def html_lang() -> str:
    """The `lang` attribute: やさしい日本語 is Japanese to a browser and a screen reader."""
    language = translation.get_language() or settings.LANGUAGE_CODE
    return "ja" if language == EASY else language


def chosen(request: HttpRequest) -> str:
    """The language the visitor switched to, else Japanese."""
    wanted = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    return wanted if wanted in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


class LanguageMiddleware:
    """Speaks the visitor's language on pages that anyone may open, and Japanese everywhere else.

    The rule is the one of `LoginRequiredMiddleware`: a view that is marked as open is the open wing. An
    address that does not exist and one that may not be seen are both Japanese, so they stay alike.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with translation.override(settings.LANGUAGE_CODE):
            self._speak(request, settings.LANGUAGE_CODE)
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", html_lang())
        patch_vary_headers(response, ("Cookie",))
        return response

    def process_view(self, request: HttpRequest, view: Callable[..., HttpResponse], *_: object) -> None:
        if not getattr(view, "login_required", True):
            self._speak(request, chosen(request))

    def _speak(self, request: HttpRequest, language: str) -> None:
        translation.activate(language)
        request.LANGUAGE_CODE = language
