"""Quality, time and memory of the matching. `python -m bench.matching.measure` prints one line of JSON."""

import json
import os
import resource
import sys
import time
from dataclasses import replace
from statistics import mean, median
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sengetsu.config.settings")

import django

django.setup()

import numpy as np  # noqa: E402

from sengetsu.directory.matching import ranking  # noqa: E402
from sengetsu.directory.matching.expert import LEAFLETS, SPEECH, Expert, learn  # noqa: E402
from sengetsu.directory.matching.facts import Known  # noqa: E402
from sengetsu.directory.matching.features import Signals, likeness  # noqa: E402
from sengetsu.directory.matching.ranking import Entry, Shelf  # noqa: E402
from sengetsu.directory.taxonomies.files import shipped  # noqa: E402

from .stories import Row, Story, directory, gain, grades, recall, stories  # noqa: E402

SIZES = (70, 1_000, 5_000)
ALONE = {
    "letters": {"words": 0.0, "meaning": 0.0, "letters": 1.0},
    "words": {"letters": 0.0, "meaning": 0.0, "words": 1.0},
    "encoder": {"letters": 0.0, "words": 0.0, "meaning": 1.0},
}


def shelf_of(expert: Expert, rows: list[Row]) -> Shelf:
    shares = expert.kinds_of([row.text for row in rows])
    codes = list(expert.taxonomy.kinds)
    return Shelf(
        expert,
        [
            Entry(row.id, row.id, row.name, row.text, dict(zip(codes, map(float, line), strict=True)))
            for row, line in zip(rows, shares, strict=True)
        ],
    )


def of_orders(told: list[Story], rows: list[Row], orders: list[list[int]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for half in ("tune", "report"):
        pairs = [
            (order, grades(story, rows))
            for story, order in zip(told, orders, strict=True)
            if story.half == half
        ]
        recalls = [one for order, graded in pairs if (one := recall(order, graded)) is not None]
        found[f"{half}_recall5"] = round(mean(recalls), 3)
        found[f"{half}_ndcg10"] = round(mean(gain(order, graded) for order, graded in pairs), 3)
    return found


def orders_of(expert: Expert, told: list[Story], rows: list[Row]) -> list[list[int]]:
    shelf = shelf_of(expert, rows)
    places = {row.id: at for at, row in enumerate(rows)}
    return [
        [places[one.entry.id] for one in shelf.rank(story.text, expert.hear(story.text))] for story in told
    ]


def corrected(expert: Expert, told: list[Story], rows: list[Row]) -> list[list[int]]:
    """A worker taps the needs whose first kind is just what the story needs."""
    shelf = shelf_of(expert, rows)
    places = {row.id: at for at, row in enumerate(rows)}
    orders = []
    for story in told:
        added = frozenset(
            need.code
            for need in expert.taxonomy.needs.values()
            if need.kinds and story.kinds.get(need.kinds[0][0], 0) == 3  # noqa: PLR2004 - the best grade
        )
        known = Known(added=added)
        ranked = shelf.rank(story.text, expert.hear(story.text, known), known)
        orders.append([places[one.entry.id] for one in ranked])
    return orders


def full_text(expert: Expert, told: list[Story], rows: list[Row]) -> list[list[int]]:
    """Only the words that story and entry share: what a search engine without us would do."""
    said = expert.leaflets.rows([story.text for story in told])
    there = expert.leaflets.rows([row.text for row in rows])
    alike = likeness(said, there, Signals(letters=0, words=1, meaning=0))
    return [[int(at) for at in np.argsort(-line, kind="stable")] for line in alike]


def quality() -> list[dict[str, Any]]:
    told, rows = stories(), directory()
    taxonomy = shipped()
    whole = learn(taxonomy)
    table = [{"signal": "full text alone", **of_orders(told, rows, full_text(whole, told, rows))}]
    own = ranking.OWN_WORDS, ranking.OWN_SENSE
    for name, weights in ALONE.items():
        expert = learn(taxonomy, replace(SPEECH, **weights), replace(LEAFLETS, **weights))
        ranking.OWN_WORDS, ranking.OWN_SENSE = 0.0, 0.0
        table.append({"signal": f"{name} alone", **of_orders(told, rows, orders_of(expert, told, rows))})
    table.append(
        {
            "signal": "all, without the entry's own words",
            **of_orders(told, rows, orders_of(whole, told, rows)),
        }
    )
    ranking.OWN_WORDS, ranking.OWN_SENSE = own
    table.append({"signal": "all together", **of_orders(told, rows, orders_of(whole, told, rows))})
    table.append(
        {"signal": "all, needs corrected by taps", **of_orders(told, rows, corrected(whole, told, rows))}
    )
    return table


def danger() -> list[dict[str, Any]]:
    expert = learn(shipped())
    found = []
    for half in ("tune", "report"):
        heard = [(story.danger, expert.hear(story.text).urgent) for story in stories() if story.half == half]
        urgent = [rings for kind, rings in heard if kind == "u"]
        calm = [rings for kind, rings in heard if kind != "u"]
        sounding = [rings for kind, rings in heard if kind == "l"]
        found.append(
            {
                "half": half,
                "urgent_found": f"{sum(urgent)}/{len(urgent)}",
                "false_alarms": f"{sum(calm)}/{len(calm)}",
                "of_those_that_sound_urgent": f"{sum(sounding)}/{len(sounding)}",
            }
        )
    return found


def times(size: int) -> dict[str, Any]:
    """Milliseconds per story, and the memory of the process with a directory of `size` entries."""
    expert = learn(shipped())
    taxonomy = expert.taxonomy
    base = directory() + [
        Row(f"l{at}", frozenset(one.kinds), "", one.name, one.text, "", "")
        for at, one in enumerate(taxonomy.leaflets)
    ]
    rows = [replace(base[at % len(base)], id=f"{at}") for at in range(size)]
    begun = time.perf_counter()
    shelf = shelf_of(expert, rows)
    reading = time.perf_counter() - begun
    taken = []
    for story in stories():
        begun = time.perf_counter()
        shelf.rank(story.text, expert.hear(story.text))
        taken.append((time.perf_counter() - begun) * 1000)
    return {
        "entries": size,
        "ms_per_story": round(median(taken), 1),
        "p95_ms": round(sorted(taken)[int(len(taken) * 0.95)], 1),
        "shelf_s": round(reading, 1),
        "memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }


def main() -> None:
    what = sys.argv[1] if len(sys.argv) > 1 else "quality"
    told = {"quality": quality, "danger": danger}.get(what)
    sys.stdout.write(json.dumps(told() if told else times(int(what)), ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
