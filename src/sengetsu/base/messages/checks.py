"""Is the open wing complete in three languages? Every rule is a function from catalogs to findings."""

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import polib

from sengetsu.base.language import READING

from . import sources
from .catalogs import LANGUAGES, Catalog, all_catalogs, is_kept, wanted
from .found import KANJI, PACKAGE, Finding, Message
from .templates import Templates

PERCENT = re.compile(r"%\((\w+)\)[sd]|%[sd]")
BRACE = re.compile(r"\{(\w*)\}")
KANA_READING = re.compile(r"[\u3041-\u3096\u30a1-\u30fa\u30fc・]+")


def all_messages(package: Path = PACKAGE) -> list[Message]:
    return [*Templates(package).messages(), *sources.messages(package)]


def check(package: Path = PACKAGE) -> list[Finding]:
    """Everything that a visitor would read wrong; an empty list is a complete open wing."""
    texts = wanted(all_messages(package))
    findings = [*Templates(package).untranslated(), *sources.untranslated(package)]
    apps = set(texts) | {catalog.app for catalog in all_catalogs(package)}
    for folder in LANGUAGES:
        said: dict[str, set[str]] = defaultdict(set)
        for app in sorted(apps):
            catalog = Catalog(app, folder, package)
            entries = {entry.msgid: entry for entry in catalog.read() if not entry.obsolete}
            place = str(catalog.file.relative_to(package))
            findings += [Finding(place, what) for what in _completeness(texts.get(app, set()), entries)]
            for entry in entries.values():
                findings += [Finding(place, what) for what in _entry(entry, folder)]
                said[entry.msgid] |= {entry.msgstr} - {""}
        findings += [
            Finding(folder, f"「{text}」の訳が2通りあります") for text in said if len(said[text]) > 1
        ]
    return findings


def _completeness(texts: set[str], entries: dict[str, polib.POEntry]) -> Iterator[str]:
    for text in sorted(texts - set(entries)):
        yield f"「{text}」がありません（sengetsu messages collect）"
    for text in sorted(set(entries) - texts):
        if not is_kept(entries[text]):
            yield f"「{text}」はもう使われていません（sengetsu messages collect）"


def _entry(entry: polib.POEntry, folder: str) -> Iterator[str]:
    said = [entry.msgstr] if not entry.msgid_plural else list(entry.msgstr_plural.values())
    if not all(said) or not said:
        yield f"「{entry.msgid}」の訳がありません"
        return
    if "fuzzy" in entry.flags:
        yield f"「{entry.msgid}」の訳は仮のままです（fuzzy）"
    for text in said:
        if placeholders(text) != placeholders(entry.msgid):
            yield f"「{entry.msgid}」の訳で、差し込み（%(…)s）が違います"
        if folder == "ja_Easy":
            yield from (f"「{word}」に読みがありません：{text}" for word in bare_kanji(text))
            yield from (f"「{reading}」は読みではありません：{text}" for reading in odd_readings(text))
        elif text == entry.msgid:
            yield f"「{entry.msgid}」が訳されていません"


def placeholders(text: str) -> list[str]:
    """What is filled in: `%(name)s`, `%s`, `{name}`; marks of readings are none. Order is free."""
    plain = READING.sub(r"\1", text)
    found = [match.group(0) for match in PERCENT.finditer(plain)]
    return sorted(found + [match.group(0) for match in BRACE.finditer(plain)])


def bare_kanji(text: str) -> list[str]:
    """Kanji words without a reading."""
    return KANJI.findall(READING.sub("", PERCENT.sub("", text)))


def odd_readings(text: str) -> list[str]:
    return [reading for _, reading in READING.findall(text) if not KANA_READING.fullmatch(reading)]
