"""Messages in templates, read with Django's own lexer.

A template is of the open wing if it extends `base/open_page.html`, directly or not, or is extended or
included by one that is; the form parts and fault pages of `base` are, too. So nobody keeps a list. Not open
is a block that `base/open_page.html` replaces, and a part with a comment that says `Japanese only` (what
only a signed-in person sees).
"""

import re
from collections.abc import Iterable, Iterator
from fnmatch import fnmatch
from pathlib import Path

from django.template.base import Lexer, Token, TokenType
from django.utils.text import unescape_string_literal

from .found import FOR_STAFF, JAPANESE, PACKAGE, Finding, Message, app_of

ROOT = "base/open_page.html"
# Drawn by a renderer, a tag or a fault, so that no template names them.
ALWAYS_OPEN = ("base/_languages.html", "base/forms/*", "base/faults/*", "django/forms/*", "[45]0[0-9].html")
SAYS = {"say", "plain"}
NAMES_A_TEMPLATE = {"extends", "include"}
# Django's own comments are gone after the lexer, those of HTML are not.
HTML_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
MARKUP = re.compile(r"[<>\"'\n]+")


class Templates:
    """All templates of a source tree, by the name under which Django loads them."""

    def __init__(self, package: Path = PACKAGE) -> None:
        self.package = package
        self.files = {
            str(file.relative_to(folder)): file
            for folder in sorted(package.glob("*/templates"))
            for file in sorted(folder.rglob("*"))
            if file.suffix in {".html", ".txt"} and not _for_staff(file)
        }
        self.tokens = {name: _tokens(file) for name, file in self.files.items()}
        self._forget_replaced_blocks()
        self._named = {name: set(_named_by(found)) for name, found in self.tokens.items()}

    def open_wing(self) -> list[str]:
        """The templates that a visitor may see, with the parents and parts that they are made of."""
        seen = {name for name in self.files if self._reaches_root(name, set())}
        seen |= {name for name in self.files if any(fnmatch(name, glob) for glob in ALWAYS_OPEN)}
        waiting = list(seen)
        while waiting:
            for _, part in self._named[waiting.pop()]:
                if part in self.files and part not in seen:
                    seen.add(part)
                    waiting.append(part)
        return sorted(seen)

    def messages(self) -> Iterator[Message]:
        for name in self.open_wing():
            for token in self.tokens[name]:
                if (text := _said(token)) is not None:
                    yield Message(app_of(self.files[name], self.package), text)

    def untranslated(self) -> Iterator[Finding]:
        """Japanese that would stay Japanese in every language."""
        for name in self.open_wing():
            place = self.files[name].relative_to(self.package)
            for token in self.tokens[name]:
                if stray := _stray(token):
                    yield Finding(f"{place}:{token.lineno}", f"「{stray}」は say か plain の外にあります")

    def _reaches_root(self, name: str, on_the_way: set[str]) -> bool:
        if name == ROOT:
            return True
        parents = {part for word, part in self._named.get(name, ()) if word == "extends"} - on_the_way
        return any(self._reaches_root(parent, on_the_way | {name}) for parent in parents)

    def _forget_replaced_blocks(self) -> None:
        name, replaced = ROOT, set[str]()
        while name in self.tokens:
            self.tokens[name] = list(_without(self.tokens[name], replaced))
            replaced |= {bits[1] for bits in _tags(self.tokens[name]) if bits[0] == "block"}
            name = next((part for word, part in _named_by(self.tokens[name]) if word == "extends"), "")


def _tokens(file: Path) -> list[Token]:
    return Lexer(file.read_text(encoding="utf-8")).tokenize()


def _for_staff(file: Path) -> bool:
    return f"{{# {FOR_STAFF}" in file.read_text(encoding="utf-8")


def _tags(found: Iterable[Token]) -> Iterator[list[str]]:
    return (token.split_contents() for token in found if token.token_type is TokenType.BLOCK)


def _without(found: list[Token], replaced: set[str]) -> Iterator[Token]:
    """The tokens outside of the blocks that are called so."""
    open_blocks: list[str] = []
    for token in found:
        bits = token.split_contents() if token.token_type is TokenType.BLOCK else [""]
        if bits[0] == "block":
            open_blocks.append(bits[1])
        if not replaced.intersection(open_blocks):
            yield token
        if bits[0] == "endblock":
            open_blocks.pop()


def _named_by(found: list[Token]) -> Iterator[tuple[str, str]]:
    for bits in _tags(found):
        if len(bits) > 1 and bits[0] in NAMES_A_TEMPLATE and bits[1][0] in "\"'":
            yield bits[0], bits[1][1:-1].partition("#")[0]


def _said(token: Token) -> str | None:
    """The literal that a say or plain tag translates; a variable is collected where it is written."""
    if token.token_type is not TokenType.BLOCK:
        return None
    bits = token.split_contents()
    if len(bits) < 2 or bits[0] not in SAYS or bits[1][0] not in "\"'":  # noqa: PLR2004 - tag and text
        return None
    return unescape_string_literal(bits[1])


def _stray(token: Token) -> str:
    if token.token_type is TokenType.COMMENT:
        return ""
    if token.token_type is TokenType.TEXT:
        text = HTML_COMMENT.sub("", token.contents)
    elif _said(token) is not None:
        text = "".join(token.split_contents()[2:])
    else:
        text = token.contents
    words = (words.strip() for words in MARKUP.split(text))
    return next((words for words in words if JAPANESE.search(words)), "")[:40]
