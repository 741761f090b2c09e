"""`{% linked_data facts %}`: what a page is about, for search engines (schema.org as JSON-LD).

A block of data: no browser runs it, so the policy against inline scripts has nothing to say about it. What
could end the block early is escaped, as `json_script` does it.
"""

import json
from typing import Any

from django import template
from django.core.serializers.json import DjangoJSONEncoder
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()
ESCAPES = {ord(letter): f"\\u{ord(letter):04X}" for letter in "<>&\u2028\u2029"}


@register.simple_tag
def linked_data(facts: dict[str, Any] | list[dict[str, Any]] | None) -> SafeString | str:
    """Nothing in, nothing out."""
    if not facts:
        return ""
    text = json.dumps(facts, cls=DjangoJSONEncoder, ensure_ascii=False, separators=(",", ":"))
    return format_html(
        '<script type="application/ld+json">{}</script>',
        mark_safe(text.translate(ESCAPES)),  # noqa: S308 - nothing that ends the block is left in it
    )
