"""`{% say %}`, `{% plain %}` and `|ruby`: the words of the open wing in three languages."""

from typing import Any

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.template import Context
from django.utils import translation
from django.utils.safestring import SafeString

from sengetsu.base import language

register = template.Library()


@register.simple_tag
def say(message: str, **values: Any) -> SafeString:
    """`{% say "あと%(n)s人" n=n %}` in the visitor's language, `{漢字|かんじ}` as ruby."""
    return language.say(message, values)


@register.simple_tag
def plain(message: str, **values: Any) -> str:
    """`{% plain "…" %}` for attributes and titles: translated, without readings."""
    return language.plain(message, values)


@register.filter
def ruby(text: object) -> SafeString:
    """A text that was translated in Python (a label, a choice) with its readings as ruby."""
    return language.with_readings("" if text is None else str(text))


@register.filter
def no_ruby(text: object) -> str:
    """A text that was translated in Python, for an attribute."""
    return language.without_readings("" if text is None else str(text))


@register.simple_tag
def html_lang() -> str:
    """`<html lang="{% html_lang %}">`."""
    return language.html_lang()


def _here(request: HttpRequest | None) -> str:
    """Where a switch leads back to. After a POST: the form's own page, without what was sent."""
    if request is None:
        return "/"
    return request.get_full_path() if request.method == "GET" else request.path


@register.inclusion_tag("base/_languages.html", takes_context=True)
def languages(context: Context) -> dict[str, Any]:
    """The language switch: `{% languages %}`. Links, so that it works without JavaScript."""
    request = context.get("request")
    now = translation.get_language()
    return {
        "languages": [
            {"code": code, "name": name, "lang": "en" if code == "en" else "ja", "now": code == now}
            for code, name in settings.LANGUAGES
        ],
        "here": _here(request),
    }
