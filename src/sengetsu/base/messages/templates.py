"""Messages in templates, read with Django's own lexer.

A template is of the open wing if it extends `base/open_page.html`, directly or not, or is extended or
included by one that is; the form parts and fault pages of `base` are, too. So nobody keeps a list.
"""

import re
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

from django.template.base import Lexer, Token, TokenType
from django.utils.text import unescape_string_literal

from .found import JAPANESE, PACKAGE, Finding, Message, app_of

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
            if file.suffix in {".html", ".txt"}
        }
        self._named = {name: set(_named_by(tokens(file))) for name, file in self.files.items()}

    def open_wing(self) -> dict[str, Path]:
        """The templates that a visitor may see, with the parents and parts that they are made of."""
        seen = {name for name in self.files if self._reaches_root(name, set())}
        seen |= {name for name in self.files if any(fnmatch(name, glob) for glob in ALWAYS_OPEN)}
        waiting = list(seen)
        while waiting:
            for _, part in self._named.get(waiting.pop(), ()):
                if part in self.files and part not in seen:
                    seen.add(part)
                    waiting.append(part)
        return {name: self.files[name] for name in sorted(seen)}

    def messages(self) -> Iterator[Message]:
        for file in self.open_wing().values():
            for token in tokens(file):
                if (text := _said(token)) is not None:
                    yield Message(app_of(file, self.package), text)

    def untranslated(self) -> Iterator[Finding]:
        """Japanese that would stay Japanese in every language."""
        for file in self.open_wing().values():
            place = file.relative_to(self.package)
            for token in tokens(file):
                if stray := _stray(token):
                    yield Finding(f"{place}:{token.lineno}", f"「{stray}」は say か plain の外にあります")

    def _reaches_root(self, name: str, on_the_way: set[str]) -> bool:
        if name == ROOT:
            return True
        parents = {part for word, part in self._named.get(name, ()) if word == "extends"} - on_the_way
        return any(self._reaches_root(parent, on_the_way | {name}) for parent in parents)


def tokens(file: Path) -> list[Token]:
    return Lexer(file.read_text(encoding="utf-8")).tokenize()


def _named_by(found: list[Token]) -> Iterator[tuple[str, str]]:
    for token in found:
        if token.token_type is TokenType.BLOCK:
            bits = token.split_contents()
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
