"""What the form templates need beside the language tags."""

from django import template
from django.utils.safestring import SafeString

from sengetsu.base import language

register = template.Library()


@register.filter
def help_html(text: object) -> SafeString:
    """A help text with its readings; one that is HTML already (Django's password rules) stays as it is."""
    written = str(text)
    return written if isinstance(written, SafeString) else language.with_readings(written)
