"""Services ranked for a story, each with its reason in one sentence."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .expert import Expert, Heard
from .facts import Known, may_fit
from .features import Floats, Rows, Signals, likeness

OWN_WORDS = 0.2  # weight of the words that the entry shares with the story
OWN_SENSE = 0.5  # ... and of what both mean
SENSE_EDGE = 1.5
WORDS = Signals(letters=0.3, words=0.7, meaning=0)
OTHER_AGES = 0.5
OTHER_DISTRICT = 0.4
FULL = 0.85
CLOSED = 0.3
TRIED = 0.3
REFUSED = 0.1
NOBODY_OLDER = 130
MOST = 60  # entries that are told with their reasons


@dataclass(frozen=True)
class Entry:
    """A service as the ranking sees it. `id`: its name outside; `key`: its own; `kinds`: code -> 0..1."""

    id: str
    key: str
    name: str
    text: str
    kinds: dict[str, float]
    ages: tuple[int, int] = (0, NOBODY_OLDER)
    districts: tuple[str, ...] = ()
    accepting: str = "active"

    @property
    def is_limited(self) -> bool:
        """Whether anything may stand against it at all."""
        return self.ages != (0, NOBODY_OLDER) or bool(self.districts) or self.accepting != "active"


@dataclass(frozen=True)
class Ranked:
    """`marks`: codes of what stands against it (see `MARKS`); `kind`: the code that it was chosen for."""

    entry: Entry
    score: float
    kind: str
    reason: str
    marks: tuple[str, ...]


MARKS = {
    "age": "年齢の条件に合わないかもしれません",
    "district": "使える地区が限られています",
    "full": "いまはいっぱいです",
    "closed": "受付を終えています",
    "tried": "もう試しました",
    "refused": "本人が望んでいません",
}


class Shelf:
    """The entries of a directory, read once and compared with many stories."""

    def __init__(self, expert: Expert, entries: Sequence[Entry], rows: Rows | None = None) -> None:
        """`rows`: the entries' texts as `expert.leaflets.rows` gives them, where they are known already."""
        self.expert = expert
        self.entries = list(entries)
        codes = list(expert.taxonomy.kinds)
        self.kinds = np.array(
            [[entry.kinds.get(code, 0.0) for code in codes] for entry in self.entries], dtype=np.float32
        ).reshape(len(self.entries), len(codes))
        self.rows = rows or expert.leaflets.rows([entry.text for entry in self.entries])
        self.places = {entry.id: at for at, entry in enumerate(self.entries)}
        self.limited = [at for at, entry in enumerate(self.entries) if entry.is_limited]

    def rank(self, text: str, heard: Heard, known: Known | None = None, *, most: int = MOST) -> list[Ranked]:
        """The best `most` entries, the best first; the order of equals is that of the shelf."""
        if not self.entries:
            return []
        known = known or Known()
        fitting = self.expert.fitting(heard)
        scores = self._alike(text, fitting)
        marks = self._marks(heard, known)
        for place, found in marks.items():
            for mark in found:
                scores[place] *= LOWERED[mark]
        order = np.argsort(-scores, kind="stable")[:most]
        return [self._ranked(int(at), scores, fitting, heard, marks.get(int(at), ())) for at in order]

    def _alike(self, text: str, fitting: Floats) -> Floats:
        said = self.expert.leaflets.rows([text])
        by_kind = self.kinds @ fitting
        by_kind = by_kind / max(float(by_kind.max()), 1e-6)
        words = likeness(said, self.rows, WORDS)[0]
        sense = np.maximum(said.senses @ self.rows.senses.T, 0)[0] ** SENSE_EDGE
        return np.asarray(by_kind + OWN_WORDS * words + OWN_SENSE * sense, dtype=np.float32)

    def _marks(self, heard: Heard, known: Known) -> dict[int, tuple[str, ...]]:
        """What stands against entries, by their place on the shelf; most have nothing."""
        asked = [
            *self.limited,
            *(self.places[one] for one in known.tried | known.refused if one in self.places),
        ]
        found = {at: self._marks_of(self.entries[at], heard, known) for at in dict.fromkeys(asked)}
        return {at: marks for at, marks in found.items() if marks}

    def _marks_of(self, entry: Entry, heard: Heard, known: Known) -> tuple[str, ...]:
        against = {
            "age": not may_fit(list(heard.ages), entry.ages),
            "district": bool(known.district and entry.districts and known.district not in entry.districts),
            "full": entry.accepting == "full",
            "closed": entry.accepting == "closed",
            "tried": entry.id in known.tried,
            "refused": entry.id in known.refused,
        }
        return tuple(mark for mark, is_so in against.items() if is_so)

    def _ranked(
        self, at: int, scores: Floats, fitting: Floats, heard: Heard, marks: tuple[str, ...]
    ) -> Ranked:
        entry = self.entries[at]
        speaks = self.kinds[at] * fitting
        codes = list(self.expert.taxonomy.kinds)
        kind = codes[int(np.argmax(speaks))] if speaks.max() > 0 else ""
        return Ranked(entry, float(scores[at]), kind, self._reason(kind, heard), marks)

    def _reason(self, kind: str, heard: Heard) -> str:
        """One sentence: the words that were heard, what they were taken for, and what this place is."""
        if not kind:
            return "話の言葉に近いことが、この項目に書かれています。"
        label = self.expert.taxonomy.kinds[kind].label
        for named in sorted(heard.needs, key=lambda one: -one.score * dict(one.need.kinds).get(kind, 0)):
            if kind in dict(named.need.kinds):
                words = "".join(f"「{word}」" for word in named.words[:2])
                heard_as = (
                    f"{words}から「{named.need.label}」と読み、"
                    if words
                    else f"「{named.need.label}」と読み、"
                )
                return f"{heard_as}{label}として挙げました。"
        return f"似た話のときに、{label}が役に立っています。"


LOWERED = {
    "age": OTHER_AGES,
    "district": OTHER_DISTRICT,
    "full": FULL,
    "closed": CLOSED,
    "tried": TRIED,
    "refused": REFUSED,
}
