"""The .po files: one per app and language, sorted, without line numbers and dates, so merges are calm."""

import os
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import polib

from .found import PACKAGE, Message

LANGUAGES = {"en": "en", "ja_Easy": "ja-easy"}  # folder: language code
PLURALS = {"en": "nplurals=2; plural=(n != 1);", "ja_Easy": "nplurals=1; plural=0;"}


@dataclass(frozen=True)
class Catalog:
    """One app's texts in one language."""

    app: str
    folder: str
    package: Path = PACKAGE

    @property
    def file(self) -> Path:
        return self.package / self.app / "locale" / self.folder / "LC_MESSAGES" / "django.po"

    def read(self) -> polib.POFile:
        if self.file.exists():
            return polib.pofile(str(self.file), wrapwidth=0)
        return polib.POFile(wrapwidth=0)


def all_catalogs(package: Path = PACKAGE) -> Iterator[Catalog]:
    for file in sorted(package.glob("*/locale/*/LC_MESSAGES/django.po")):
        yield Catalog(file.relative_to(package).parts[0], file.parent.parent.name, package)


def wanted(messages: Iterable[Message]) -> dict[str, set[str]]:
    """Texts by app."""
    texts: dict[str, set[str]] = defaultdict(set)
    for message in messages:
        texts[message.app].add(message.text)
    return texts


def collect(messages: Iterable[Message], package: Path = PACKAGE) -> int:
    """Bring every catalog up to its sources and return how many texts still wait for a translation.

    What no source says any more is dropped. A text that another app has translated already is taken over.
    Entries that carry the flag `kept` stay: messages of Django itself, which no source of ours names.
    """
    texts = wanted(messages)
    apps = set(texts) | {catalog.app for catalog in all_catalogs(package)}
    missing = 0
    for folder in LANGUAGES:
        catalogs = {app: Catalog(app, folder, package) for app in sorted(apps)}
        known = {
            entry.msgid: entry.msgstr
            for catalog in catalogs.values()
            for entry in catalog.read()
            if entry.msgstr and not entry.obsolete
        }
        for app, catalog in catalogs.items():
            missing += _bring_up(catalog, texts.get(app, set()), known)
    return missing


def _bring_up(catalog: Catalog, texts: set[str], known: dict[str, str]) -> int:
    had = {entry.msgid: entry for entry in catalog.read() if not entry.obsolete}
    kept = [entry for entry in had.values() if is_kept(entry)]
    entries = kept + [
        had.get(text) or polib.POEntry(msgid=text, msgstr=known.get(text, ""))
        for text in texts - {entry.msgid for entry in kept}
    ]
    for entry in entries:
        entry.occurrences = []
    made = polib.POFile(wrapwidth=0)
    made.metadata = {
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Language": catalog.folder,
        "Plural-Forms": PLURALS[catalog.folder],
    }
    made.extend(sorted(entries, key=lambda entry: entry.msgid))
    if entries:
        catalog.file.parent.mkdir(parents=True, exist_ok=True)
        made.save(str(catalog.file))
    elif catalog.file.exists():
        catalog.file.unlink()
    return sum(1 for entry in entries if not entry.msgstr and not entry.msgstr_plural)


def is_kept(entry: polib.POEntry) -> bool:
    """A message of Django itself that a visitor may meet in a form."""
    return "kept" in entry.flags


def compile_all(package: Path = PACKAGE) -> int:
    """Write every .mo file beside its .po file, whole or not at all; return how many."""
    count = 0
    for count, catalog in enumerate(all_catalogs(package), start=1):  # noqa: B007 - the last is the count
        compiled = catalog.file.with_suffix(".mo")
        partial = compiled.with_suffix(f".{os.getpid()}.new")
        catalog.read().save_as_mofile(str(partial))
        partial.replace(compiled)
    return count
