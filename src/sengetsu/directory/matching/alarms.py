"""Danger in a story: life, abuse, hunger, no shelter, a pregnancy in crisis. It warns; a human decides.

Two voices. The list of words that every page knows (`base.danger`) hears what is said outright, and is deaf
to idioms. What was learned from examples hears what is said between the lines, and knows which of two
stories with the same words is about a film, or long past.
"""

from dataclasses import dataclass

import numpy as np

from sengetsu.base.danger import danger_words
from sengetsu.directory.taxonomies.files import Taxonomy

from .features import Signals
from .learned import Learned
from .terms import Read

ALARMS = Signals(letters=0.1, words=0.3, meaning=0.6, penalty=0.3)
RINGS = 0.29  # learned score from which a story is urgent by itself
WITH_WORDS = 0.22  # ... or when it also says something of the gravest list
GRAVEST = 3
PLAIN_NEEDS = 4  # every so many of the ordinary sayings is an example of no danger


@dataclass(frozen=True)
class Alarm:
    learned: Learned

    def score(self, text: str, said: Read) -> float:
        """How much it sounds like the urgent examples, about 0..1."""
        return float(self.learned.scores(self.learned.rows([text], [said]))[0, 0])

    def rings(self, text: str, said: Read) -> bool:
        score = self.score(text, said)
        if score >= RINGS:
            return True
        return score >= WITH_WORDS and any(one.severity >= GRAVEST for one in danger_words(text))


def urgent_words(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.words for one in danger_words(text)))


def alarm_from(taxonomy: Taxonomy, signals: Signals = ALARMS) -> Alarm:
    lines = [*taxonomy.alarms, *((one.urgent, one.text) for one in taxonomy.stories if one.kinds)]
    calm = [one.text for one in taxonomy.stories if not one.kinds and not set(one.needs) & GRAVE_NEEDS]
    lines += [(False, text) for text in calm[::PLAIN_NEEDS]]
    wanted = np.array([[float(urgent)] for urgent, _ in lines], dtype=np.float32)
    return Alarm(Learned.from_examples([text for _, text in lines], wanted, signals))


# Among the sayings of these needs some are urgent and some are not: they teach nothing here.
GRAVE_NEEDS = frozenset(
    {
        "no_food",
        "utilities_cut",
        "homeless",
        "evicted",
        "suicidal",
        "self_harm",
        "psychosis",
        "pregnancy_crisis",
        "dv",
        "flee",
        "child_abuse",
        "elder_abuse",
        "disability_abuse",
        "sexual_violence",
        "youth_runaway",
        "wandering",
        "sudden_illness",
        "watching",
        "parenting_stress",
        "care_tired",
        "own_violence",
        "baby_supplies",
        "drugs",
        "child_voice",
        "stalking",
    }
)
