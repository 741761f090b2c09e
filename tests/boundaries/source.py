"""The sources as the boundary tests read them: modules as syntax trees, templates as text."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "sengetsu"
# From the open gate down to the cellar; a key or a name may only point to the right.
FLOORS = (
    "config",
    "home",
    "insight",
    "link_work",
    "living_room",
    "postbox",
    "directory",
    "accounts",
    "audit",
    "base",
)
CONFIDENTIAL = {"link_work", "home", "insight"}


@dataclass(frozen=True)
class Module:
    """A Python file. `name` is its path below the package: `link_work/cases/actions.py`."""

    name: str
    text: str

    @property
    def tree(self) -> ast.Module:
        return ast.parse(self.text)

    @property
    def lines(self) -> int:
        return len(self.text.splitlines())

    def functions(self) -> Iterator[ast.FunctionDef]:
        """Every function and method, also the nested ones."""
        return (node for node in ast.walk(self.tree) if isinstance(node, ast.FunctionDef))


@dataclass(frozen=True)
class Template:
    """A page or a part of one. `name` is its path below the package."""

    name: str
    text: str

    @property
    def app(self) -> str:
        return self.name.split("/")[0]


def modules(pattern: str = "*.py") -> list[Module]:
    """Our modules whose file name matches, without migrations."""
    return [
        Module(str(path.relative_to(PACKAGE)), path.read_text())
        for path in sorted(PACKAGE.rglob(pattern))
        if "migrations" not in path.parts
    ]


def views() -> list[Module]:
    return [*modules("views.py"), *modules("*_views.py")]


def templates() -> list[Template]:
    return [
        Template(str(path.relative_to(PACKAGE)), path.read_text())
        for path in sorted(PACKAGE.rglob("templates/**/*"))
        if path.is_file() and path.suffix in {".html", ".txt", ".svg"}
    ]
