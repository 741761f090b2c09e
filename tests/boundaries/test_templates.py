"""What no page may hold: another wing's name, inline code, words that hurt."""

import re
from collections.abc import Callable, Iterable

import pytest

from tests.access.addresses import all_addresses

from .source import CONFIDENTIAL, Template, templates

Fault = Callable[[Template], list[str]]

URL = re.compile(r"{%\s*url\s+[\"']([\w:]+)[\"']")
PART = re.compile(r"{%\s*(?:include|extends)\s+[\"'](\w+)/")
INLINE = re.compile(
    r"""\sstyle\s*=|<style\b|<script\b(?![^>]*(?:\bsrc=|"application/(?:ld\+)?json"))|\son[a-z]+\s*=\s*["']|javascript:|\shx-on\b""",
    re.IGNORECASE,
)
OUTSIDE = re.compile(
    r"""<(?:script|img|link|iframe|source|use|image)\b[^>]*(?:src|href)\s*=\s*["'](?:https?:)?//""",
    re.IGNORECASE,
)
UNESCAPED = re.compile(r"\|\s*safe\b|{%\s*autoescape\s+off")
PLACEHOLDER = re.compile(r"\splaceholder\s*=")
# Understood when somebody searches with them, never shown (the field's rule about old or hurtful words).
HURTFUL = ("痴呆", "精神薄弱", "登校拒否", "浮浪者", "片親", "欠損家庭", "身障者", "健常者", "父兄", "引き篭")


def _confidential_names() -> set[str]:
    inside = tuple(f"sengetsu.{app}." for app in CONFIDENTIAL)
    return {address.name for address in all_addresses() if address.view.__module__.startswith(inside)}


# The page after signing in is promised to the outside, so an open page may point there.
PROMISED = {"home"}


def names_the_confidential_wing(template: Template) -> list[str]:
    if template.app in CONFIDENTIAL:
        return []
    urls = set(URL.findall(template.text)) & (_confidential_names() - PROMISED)
    return sorted(urls | (set(PART.findall(template.text)) & CONFIDENTIAL))


def holds_inline_code(template: Template) -> list[str]:
    return [found.group().strip() for found in INLINE.finditer(template.text)]


def loads_from_outside(template: Template) -> list[str]:
    return [found.group() for found in OUTSIDE.finditer(template.text)]


def leaves_text_unescaped(template: Template) -> list[str]:
    return UNESCAPED.findall(template.text)


def hides_words_in_a_field(template: Template) -> list[str]:
    return PLACEHOLDER.findall(template.text)


def says_hurtful_words(template: Template) -> list[str]:
    return [word for word in HURTFUL if word in template.text]


PLANTS: list[tuple[Fault, str]] = [
    (names_the_confidential_wing, '{% include "link_work/cases/_row.html" %}'),
    (holds_inline_code, '<p style="color: red">'),
    (holds_inline_code, "<script>alert(1)</script>"),
    (holds_inline_code, "<button onclick='go()'>"),
    (loads_from_outside, '<script src="https://example.jp/x.js"></script>'),
    (loads_from_outside, '<link rel="stylesheet" href="//example.jp/x.css">'),
    (leaves_text_unescaped, "{{ note.words|safe }}"),
    (hides_words_in_a_field, '<input placeholder="名前">'),
    (says_hurtful_words, "<p>登校拒否</p>"),
]
FAULTS = list(dict.fromkeys(fault for fault, _ in PLANTS))


def faults(fault: Fault, pages: Iterable[Template]) -> list[str]:
    return [f"{page.name}: {found}" for page in pages for found in fault(page)]


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__)
def test_no_template(fault: Fault) -> None:
    assert faults(fault, templates()) == []


@pytest.mark.parametrize(("fault", "text"), PLANTS)
def test_a_planted_fault_is_noticed(fault: Fault, text: str) -> None:
    assert faults(fault, [Template("living_room/templates/planted.html", text)])


def test_a_confidential_address_in_an_open_page_is_noticed() -> None:
    name = min(_confidential_names() - PROMISED)
    planted = Template("postbox/templates/planted.html", f"{{% url '{name}' %}}")
    assert names_the_confidential_wing(planted) == [name]


def test_a_script_of_our_own_is_no_fault() -> None:
    own = Template("base/templates/x.html", "<script src=\"{% static 'x.js' %}\" defer></script>")
    assert holds_inline_code(own) == loads_from_outside(own) == []


@pytest.mark.parametrize("kind", ["application/json", "application/ld+json"])
def test_data_is_no_fault(kind: str) -> None:
    """A browser runs no block of data: neither one for a script nor one for search engines."""
    data = Template("base/templates/x.html", f'<script id="x" type="{kind}">{{}}</script>')
    assert holds_inline_code(data) == []


@pytest.mark.parametrize("kind", ["application/javascript", "module", "application/ld+json;text/javascript"])
def test_what_a_browser_might_run_is_a_fault(kind: str) -> None:
    planted = Template("base/templates/x.html", f'<script type="{kind}">alert(1)</script>')
    assert holds_inline_code(planted)
