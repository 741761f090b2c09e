"""What an entry says, in the visitor's language where the entry has it."""

from django import template
from django.utils import translation
from django.utils.html import format_html
from django.utils.safestring import SafeString

from sengetsu.directory.models import Service

register = template.Library()


@register.simple_tag
def own_text(service: Service) -> SafeString:
    """The description; in English or やさしい日本語 first the text that the entry has in it."""
    language = translation.get_language() or ""
    own = {"en": service.english_text, "ja-easy": service.easy_text}.get(language, "")
    shown = format_html('<p class="pre" lang="ja">{}</p>', service.description)
    if not own:
        return shown
    return format_html('<p class="pre" lang="{}">{}</p>{}', language[:2], own, shown)
