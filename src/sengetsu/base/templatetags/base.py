"""The tags that every template has without `{% load %}` (see TEMPLATES in the settings)."""

from django import template

from . import base_language

register = template.Library()
for library in (base_language.register,):
    register.tags.update(library.tags)
    register.filters.update(library.filters)
