"""Messages in Python: literal arguments of Django's gettext functions, found by `ast`."""

import ast
from collections.abc import Iterator
from pathlib import Path

from .found import FOR_STAFF, JAPANESE, PACKAGE, Finding, Message, app_of

GETTEXT = {"gettext", "gettext_lazy", "gettext_noop"}
OPEN_WING = ("base", "directory", "living_room", "postbox")
# Files whose words reach a visitor unless their docstring says that they are for staff.
SPEAKING = {"forms.py", "choices.py", "access.py"}


def messages(package: Path = PACKAGE) -> Iterator[Message]:
    for file in _files(package):
        for _, text in _translated(ast.parse(file.read_text(encoding="utf-8"))):
            if JAPANESE.search(text):
                yield Message(app_of(file, package), text)


def untranslated(package: Path = PACKAGE) -> Iterator[Finding]:
    """Japanese in forms, choices and refusals of the open wing that no gettext function wraps."""
    for file in _files(package):
        if file.name not in SPEAKING or app_of(file, package) not in OPEN_WING:
            continue
        tree = ast.parse(file.read_text(encoding="utf-8"))
        if FOR_STAFF in (ast.get_docstring(tree) or ""):
            continue
        fine = {id(node) for node, _ in _translated(tree)} | _docstrings(tree)
        for node in ast.walk(tree):
            text = node.value if isinstance(node, ast.Constant) and id(node) not in fine else ""
            if isinstance(text, str) and JAPANESE.search(text):
                place = f"{file.relative_to(package)}:{node.lineno}"  # type: ignore[attr-defined]
                yield Finding(place, f"「{text[:40]}」は gettext を通っていません")


def _files(package: Path) -> list[Path]:
    return sorted(file for file in package.rglob("*.py") if "migrations" not in file.parts)


def _translated(tree: ast.Module) -> Iterator[tuple[ast.Constant, str]]:
    names = _gettext_names(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and node.args and _name(node.func) in names:
            first = node.args[0]
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                yield first, first.value


def _gettext_names(tree: ast.Module) -> set[str]:
    """The names under which this module knows gettext: `_` is only one if it was imported so."""
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation":
            names |= {alias.asname or alias.name for alias in node.names if alias.name in GETTEXT}
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils":
            names |= {
                f"{alias.asname or alias.name}.{function}"
                for alias in node.names
                if alias.name == "translation"
                for function in GETTEXT
            }
    return names


def _name(function: ast.expr) -> str:
    if isinstance(function, ast.Name):
        return function.id
    if isinstance(function, ast.Attribute) and isinstance(function.value, ast.Name):
        return f"{function.value.id}.{function.attr}"
    return ""


def _docstrings(tree: ast.Module) -> set[int]:
    return {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
