"""The expert at the worker's side: from a story to needs, kinds of service, and danger. In the process,
offline; a story is never kept and never logged."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import numpy as np

from sengetsu.directory.taxonomies.files import Need, Story, Taxonomy

from . import keep, meaning
from .alarms import ALARMS, Alarm, alarm_from, urgent_words
from .facts import Known, ages_in, may_fit
from .features import Floats, Signals
from .learned import Learned
from .terms import read
from .words import Spoken, spoken

SECOND_NEED = 0.8  # a need that is named second in an example counts less
MAPPED = 0.5  # what the taxonomy says of a story's needs, beside the grades that the story itself has
SPEECH = Signals()
LEAFLETS = Signals(letters=0.25, words=0.4, meaning=0.35, penalty=0.2)
SURE_NEED = 0.22  # a need with this score is named
MOST_NEEDS = 5
MOST_OTHERS = 6
USUAL = 1.5  # a kind that suits nearly every example must show more than that
EDGE = 1.5  # how much the first kinds stand out before the next
ENTRY_EDGE = 4  # the same for what an entry is
UNLIKELY = 0.1  # below this, an entry is not of a kind at all
OTHER_AGE = 0.6  # what is left of a kind that is for people of another age
JUST_RIGHT, HALF = 0.99, 0.5
STORIES_AS_ENTRIES = 0.2  # how far a story is trusted as an example of an entry
TAPPED = 1.2  # a need that a worker added counts like a very clear one


@dataclass(frozen=True)
class NamedNeed:
    """A need in a story and the words that speak for it."""

    need: Need
    score: float
    words: tuple[str, ...]


@dataclass(frozen=True)
class Heard:
    """What the expert hears in a story. `kinds`: one number per kind, in the order of the taxonomy."""

    needs: tuple[NamedNeed, ...]
    others: tuple[Need, ...]
    kinds: Floats
    urgent: bool
    alarms: tuple[str, ...]
    ages: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Expert:
    taxonomy: Taxonomy
    speech: Learned
    leaflets: Learned
    alarm: Alarm

    def hear(self, text: str, known: Known | None = None) -> Heard:
        known = known or Known()
        said = read(text)
        rows = self.speech.rows([text], [said])
        scores = self.speech.scores(rows)[0]
        needs, kinds = scores[: len(self.taxonomy.needs)], scores[len(self.taxonomy.needs) :]
        usual = self.speech.base[len(self.taxonomy.needs) :]
        kinds = self._corrected(np.maximum(kinds - USUAL * usual, 0), known)
        urgent = self.alarm.rings(text, said)
        return Heard(
            needs=(named := self._named(text, needs, known)),
            others=self._others(needs, {one.need.code for one in named}),
            kinds=(kinds / max(float(kinds.max()), 1e-6)) ** np.float32(EDGE),
            urgent=urgent,
            alarms=urgent_words(text) if urgent else (),
            ages=tuple([(known.age, known.age)] if known.age is not None else ages_in(text)),
        )

    def _corrected(self, kinds: Floats, known: Known) -> Floats:
        """A worker's taps: what a need speaks for is added, or taken away where nothing else says it."""
        kinds = kinds.copy()
        places = {code: at for at, code in enumerate(self.taxonomy.kinds)}
        for code in known.removed & set(self.taxonomy.needs):
            for kind, weight in self.taxonomy.needs[code].kinds:
                kinds[places[kind]] *= 1 - 0.9 * weight
        for code in known.added & set(self.taxonomy.needs):
            for kind, weight in self.taxonomy.needs[code].kinds:
                kinds[places[kind]] = max(kinds[places[kind]], TAPPED * weight)
        return kinds

    def _named(self, text: str, scores: Floats, known: Known) -> tuple[NamedNeed, ...]:
        codes = list(self.taxonomy.needs)
        order = [int(at) for at in np.argsort(-scores)[:MOST_NEEDS]]
        chosen = [at for place, at in enumerate(order) if place == 0 or scores[at] >= SURE_NEED]
        chosen = [at for at in chosen if codes[at] not in known.removed]
        added = [codes.index(code) for code in sorted(known.added) if code in self.taxonomy.needs]
        said = spoken(text)
        return tuple(
            NamedNeed(self.taxonomy.needs[codes[at]], float(scores[at]), self._words(said, at))
            for at in dict.fromkeys([*added, *chosen])
        )

    def _others(self, scores: Floats, named: set[str]) -> tuple[Need, ...]:
        """The next likely needs: what a person may tap when the first were not it."""
        codes = list(self.taxonomy.needs)
        order = [codes[int(at)] for at in np.argsort(-scores)[: MOST_NEEDS + MOST_OTHERS]]
        return tuple(self.taxonomy.needs[code] for code in order if code not in named)[:MOST_OTHERS]

    def _words(self, said: Spoken, output: int) -> tuple[str, ...]:
        return said.strongest(self.speech.shares(said.terms, output))

    def kinds_of(self, texts: Sequence[str]) -> Floats:
        """What services are, by the words of their entries: text x kind, the likeliest kind 1."""
        if not texts:
            return np.zeros((0, len(self.taxonomy.kinds)), dtype=np.float32)
        found = np.maximum(self.leaflets.scores(self.leaflets.rows(texts)), 0) ** ENTRY_EDGE
        found = found / np.maximum(found.max(axis=1, keepdims=True), 1e-6)
        return np.asarray(np.where(found < UNLIKELY, 0, found), dtype=np.float32)

    def fitting(self, heard: Heard) -> Floats:
        """The kinds of a story, less those that are usually for people of another age."""
        fit = [may_fit(list(heard.ages), kind.ages) for kind in self.taxonomy.kinds.values()]
        return np.where(fit, heard.kinds, heard.kinds * np.float32(OTHER_AGE))


def _wanted(taxonomy: Taxonomy, story: Story) -> Floats:
    """Needs, then kinds, of one example."""
    needs = dict.fromkeys(story.needs, SECOND_NEED) | {story.needs[0]: 1.0}
    kinds: dict[str, float] = {}
    for code, sure in needs.items():
        for kind, weight in taxonomy.needs[code].kinds:
            share = sure * weight * (MAPPED if story.kinds else 1)
            kinds[kind] = max(kinds.get(kind, 0), share)
    for kind, grade in story.kinds:
        kinds[kind] = max(kinds.get(kind, 0), grade)
    return np.array(
        [needs.get(code, 0) for code in taxonomy.needs] + [kinds.get(code, 0) for code in taxonomy.kinds],
        dtype=np.float32,
    )


def _said(taxonomy: Taxonomy) -> tuple[list[str], Floats]:
    """Examples of what people say: stories and sayings; and leaflets, which know the kinds' own words but
    nothing of needs (there they count as the mean does)."""
    stories = taxonomy.stories
    wanted = np.array([_wanted(taxonomy, story) for story in stories])
    of_needs = wanted[:, : len(taxonomy.needs)].mean(axis=0)
    leaflets = [
        np.concatenate([of_needs, np.array([code in one.kinds for code in taxonomy.kinds], np.float32)])
        for one in taxonomy.leaflets
    ]
    texts = [story.text for story in stories] + [f"{one.name}。{one.text}" for one in taxonomy.leaflets]
    return texts, np.vstack([wanted, leaflets]).astype(np.float32)


def _listed(taxonomy: Taxonomy) -> tuple[list[str], Floats, Floats]:
    """Examples of entries: leaflets and the kinds' own names; and, trusted less, stories with what would just
    help, because leaflets too speak of who is meant."""
    lines = [(f"{one.name}。{one.text}", dict.fromkeys(one.kinds, 1.0)) for one in taxonomy.leaflets]
    lines += [(kind.label, {kind.code: 1.0}) for kind in taxonomy.kinds.values()]
    trust = [1.0] * len(lines)
    for story in taxonomy.stories:
        if just := {code: HALF for code, grade in story.kinds if grade >= JUST_RIGHT}:
            lines.append((story.text, just))
            trust.append(STORIES_AS_ENTRIES)
    wanted = [[kinds.get(code, 0.0) for code in taxonomy.kinds] for _, kinds in lines]
    return [text for text, _ in lines], np.array(wanted, np.float32), np.array(trust, np.float32)


def learn(taxonomy: Taxonomy, speech: Signals = SPEECH, leaflets: Signals = LEAFLETS) -> Expert:
    """Learn everything from the taxonomy's examples. Some seconds."""
    said, wanted = _said(taxonomy)
    listed, own, trust = _listed(taxonomy)
    return Expert(
        taxonomy,
        Learned.from_examples(said, wanted, speech),
        Learned.from_examples(listed, own, leaflets, trust),
        alarm_from(taxonomy),
    )


_learning = threading.Lock()
_experts: dict[str, Expert] = {}


def _file(taxonomy: Taxonomy) -> Path:
    """Named by all that an expert follows from: examples, weights, encoder, and the form of what is kept."""
    made_of = (taxonomy.version, SPEECH, LEAFLETS, ALARMS, meaning.is_on(), keep.FORM)
    digest = sha256(repr(made_of).encode()).hexdigest()[:32]
    return keep.folder() / f"matching-{digest}.pickle"


def expert_on(taxonomy: Taxonomy) -> Expert:
    """The expert of a taxonomy: learned once per machine and version, then read from the data folder."""
    file = _file(taxonomy)
    with _learning:
        if file.name not in _experts:
            _experts.clear()
            expert = keep.kept(file, Expert)
            if expert is None:
                expert = learn(taxonomy)
                keep.keep(expert, file, instead_of="matching-*.pickle")
            _experts[file.name] = expert
        return _experts[file.name]
