"""Services in the order of their worth for a story."""

import pytest

from sengetsu.directory.matching.expert import Expert, expert_on
from sengetsu.directory.matching.facts import Known
from sengetsu.directory.matching.ranking import Entry, Shelf
from sengetsu.directory.taxonomies.files import shipped

STORY = "カードの返済がふくらんで、督促の電話がこわいです。"
TEXTS = {
    "a": "多重債務の無料相談。弁護士が整理を助けます",
    "b": "コーラスの会。だれでも歌えます",
    "c": "家計の見直し。収支を一緒に見ます",
}


@pytest.fixture(scope="module")
def expert() -> Expert:
    return expert_on(shipped())


def shelf(expert: Expert, **changed: object) -> Shelf:
    codes = list(expert.taxonomy.kinds)
    rows = expert.kinds_of(list(TEXTS.values()))
    entries = [
        Entry(
            key,
            key,
            key,
            text,
            dict(zip(codes, map(float, row), strict=True)),
            **(changed if key == "a" else {}),
        )  # type: ignore[arg-type]
        for (key, text), row in zip(TEXTS.items(), rows, strict=True)
    ]
    return Shelf(expert, entries)


def order(here: Shelf, known: Known | None = None) -> list[str]:
    return [one.entry.id for one in here.rank(STORY, here.expert.hear(STORY, known), known)]


def test_what_helps_stands_first_and_everything_is_ranked(expert: Expert) -> None:
    assert order(shelf(expert))[0] == "a"
    assert sorted(order(shelf(expert))) == ["a", "b", "c"]


def test_the_reason_is_one_sentence_with_words_of_the_story(expert: Expert) -> None:
    here = shelf(expert)
    first = here.rank(STORY, expert.hear(STORY))[0]
    assert first.reason.count("。") == 1
    assert any(word in first.reason for word in ("返済", "督促", "カード"))


@pytest.mark.parametrize(
    ("changed", "mark"),
    [
        ({"accepting": "full"}, "full"),
        ({"accepting": "closed"}, "closed"),
        ({"ages": (0, 15)}, "age"),
        ({"districts": ("北町",)}, "district"),
    ],
)
def test_what_stands_against_a_service_is_marked_and_lowers_it(
    expert: Expert, changed: dict[str, object], mark: str
) -> None:
    known = Known(age=70, district="南町")
    free, bound = shelf(expert), shelf(expert, **changed)
    before = next(one for one in free.rank(STORY, expert.hear(STORY, known), known) if one.entry.id == "a")
    after = next(one for one in bound.rank(STORY, expert.hear(STORY, known), known) if one.entry.id == "a")
    assert mark in after.marks
    assert mark not in before.marks
    assert after.score < before.score


def test_what_was_tried_or_refused_comes_later(expert: Expert) -> None:
    here = shelf(expert)
    assert order(here, Known(refused=frozenset({"a"})))[0] != "a"


def test_an_empty_shelf_has_nothing(expert: Expert) -> None:
    assert Shelf(expert, []).rank(STORY, expert.hear(STORY)) == []
