"""What a source file says: a message with its place, or a piece of Japanese that escaped translation."""

import re
from dataclasses import dataclass
from pathlib import Path

import sengetsu

# In a module's docstring or a template's comment: only signed-in people see these words.
FOR_STAFF = "Japanese only"
PACKAGE = Path(sengetsu.__file__).parent
JAPANESE = re.compile(r"[\u3005-\u3007\u3040-\u30fa\u30fc-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
KANJI = re.compile(r"[\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+")


@dataclass(frozen=True)
class Message:
    """A text to translate. `app` is the package whose catalog holds it."""

    app: str
    text: str


@dataclass(frozen=True)
class Finding:
    """Something that a visitor would see wrong. `place` is a file (and line) below the package."""

    place: str
    what: str

    def __str__(self) -> str:
        return f"{self.place}: {self.what}"


def app_of(file: Path, package: Path = PACKAGE) -> str:
    return file.relative_to(package).parts[0]
