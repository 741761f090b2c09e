"""The tags that every template has without `{% load %}` (see TEMPLATES in the settings).

Modules beside this one (`base_*.py`) bring their own `register`; they are gathered here.
"""

from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

from django import template

register = template.Library()
for _module in iter_modules([str(Path(__file__).parent)]):
    if _module.name.startswith("base_"):
        _library = import_module(f"{__package__}.{_module.name}").register
        register.tags.update(_library.tags)
        register.filters.update(_library.filters)
