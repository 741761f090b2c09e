"""What the documents name is there: buttons, pictures, pages, commands, variables."""

import re
from collections.abc import Iterable
from pathlib import Path

from django.core.management import get_commands

from sengetsu.config import cli

ROOT = Path(__file__).resolve().parents[2]
SOURCES = ROOT / "src" / "sengetsu"
MANUAL = ROOT / "docs" / "manual"
DOCUMENTS = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]

Named = Iterable[tuple[str, str]]  # document, what it names

BUTTON = re.compile(r"\*\*「([^」]+)」\*\*")
LINK = re.compile(r"\]\(([^)\s#]+)[^)]*\)")
COMMAND = re.compile(r"(?:^|[`/\s])sengetsu ((?:[a-z][a-z_-]*)(?: [a-z][a-z_-]*)?)", re.MULTILINE)
TARGET = re.compile(r"(?:`|^|\s)make ([a-z]+)", re.MULTILINE)
CODE = re.compile(r"```.*?```|`[^`\n]+`", re.DOTALL)
VARIABLE = re.compile(r"\b(?:SENGETSU_[A-Z_]+|DATABASE_URL|PORT)\b")
TOO_HEAVY = 150_000  # bytes


def named(pattern: re.Pattern[str], documents: Iterable[Path], *, in_code: bool = False) -> Named:
    for document in documents:
        text = document.read_text()
        pieces = CODE.findall(text) if in_code else [text]
        for piece in pieces:
            for found in pattern.findall(piece):
                yield document.name, found


def words_of_the_pages() -> str:
    kinds = ("*.html", "*.py")
    return "\n".join(path.read_text() for kind in kinds for path in sorted(SOURCES.rglob(kind)))


def unknown_buttons(buttons: Named, words: str) -> list[str]:
    """Names that stand nowhere as a whole: between tags, in quotation marks, or before a detail."""
    unknown = {
        f"{document}: {name}"
        for document, name in buttons
        if not re.search(rf"[>\"}}]\s*{re.escape(name)}\s*[<\"{{（]", words)
    }
    return sorted(unknown)


def dead_links(documents: Iterable[Path]) -> list[str]:
    return sorted(
        f"{document.name}: {target}"
        for document in documents
        for target in LINK.findall(document.read_text())
        if "://" not in target and not (document.parent / target).exists()
    )


def unknown_commands(commands: Named) -> list[str]:
    known = get_commands()
    names = {(document, cli._management_command(words.split())[0]) for document, words in commands}
    return sorted(f"{document}: {name}" for document, name in names if name not in known)


def unknown_targets(targets: Named) -> list[str]:
    known = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    return sorted(f"{document}: {name}" for document, name in targets if name not in known)


def variables_read() -> set[str]:
    texts = [(SOURCES / "config" / name).read_text() for name in ("settings.py", "environment.py")]
    quoted = re.findall(r"[\"'](SENGETSU_[A-Z_]+|PORT)[\"']", "\n".join(texts))
    return {*quoted, "DATABASE_URL"}


def variables_told(readme: str) -> set[str]:
    return set(re.findall(r"^\| `([A-Z_]+)` \|", readme, re.MULTILINE))


def test_every_button_of_the_manual_is_on_a_page() -> None:
    buttons = list(named(BUTTON, MANUAL.glob("*.md")))
    assert len(buttons) > 50
    assert unknown_buttons(buttons, words_of_the_pages()) == []


def test_every_linked_picture_and_page_is_there() -> None:
    assert dead_links(DOCUMENTS) == []


def test_every_test_that_holds_a_promise_is_there() -> None:
    paths = set(re.findall(r"`((?:tests|docs|src|\.ci)/[\w./-]+)`", (ROOT / "README.md").read_text()))
    assert len(paths) > 10
    assert sorted(path for path in paths if not (ROOT / path).exists()) == []


def test_every_picture_is_light_and_shown_somewhere() -> None:
    pictures = list((ROOT / "docs" / "pictures").glob("*.png"))
    shown = "\n".join(document.read_text() for document in DOCUMENTS)
    assert [path.name for path in pictures if path.stat().st_size > TOO_HEAVY] == []
    assert [path.name for path in pictures if f"pictures/{path.name}" not in shown] == []


def test_every_command_named_is_there() -> None:
    commands = list(named(COMMAND, DOCUMENTS, in_code=True))
    assert len(commands) > 10
    assert unknown_commands(commands) == []


def test_every_make_target_named_is_there() -> None:
    assert unknown_targets(named(TARGET, DOCUMENTS, in_code=True)) == []


def test_the_readme_tells_every_variable_that_is_read_and_no_other() -> None:
    assert variables_told((ROOT / "README.md").read_text()) == variables_read()


def test_no_document_names_a_variable_that_nobody_reads() -> None:
    told = {name for _, name in named(VARIABLE, DOCUMENTS, in_code=True)}
    assert sorted(told - variables_read()) == []


def test_a_button_that_is_not_there_is_noticed() -> None:
    assert unknown_buttons([("x.md", "月へ行く")], words_of_the_pages()) == ["x.md: 月へ行く"]


def test_a_part_of_a_button_is_not_the_button() -> None:
    assert unknown_buttons([("x.md", "記録す")], '<a class="btn">記録する</a>') == ["x.md: 記録す"]


def test_a_dead_link_is_noticed(tmp_path: Path) -> None:
    page = tmp_path / "x.md"
    page.write_text("![nothing](nowhere.png)")
    assert dead_links([page]) == ["x.md: nowhere.png"]


def test_a_command_that_is_not_there_is_noticed() -> None:
    assert unknown_commands([("x.md", "moon rise")]) == ["x.md: moon"]
    assert unknown_targets([("x.md", "moon")]) == ["x.md: moon"]
