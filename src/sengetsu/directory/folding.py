"""What a search compares: each text folded, and the meanings of its words.

A query and an entry meet in one of two ways: the folded query stands in the folded text, or both speak of
the same thing in other words (`=ひきこもり;` for 引き籠もり and 閉じこもり alike; domain.md, section 6).
"""

from sengetsu.base.synonyms import meanings
from sengetsu.base.text import fold

LONGEST_QUERY = 200  # characters; what comes after is not read
MOST_WORDS = 8
MOST_MEANINGS = 12  # of one word; keeps the question to the database small


def names_to_search(*names: str) -> str:
    return "\n".join(fold(name) for name in names if name)


def text_to_search(*texts: str) -> str:
    """Folded lines, then the tokens of all meanings, each closed by a semicolon."""
    said = [text for text in texts if text]
    tokens = sorted(meanings("\n".join(said)))
    return "\n".join([*(fold(text) for text in said), "".join(f"{token};" for token in tokens)])


def words_of(query: str) -> list[str]:
    """The words of what somebody typed, folded; empty for nothing but signs."""
    words = (fold(word) for word in query.replace("\x00", " ")[:LONGEST_QUERY].split())
    return [word for word in dict.fromkeys(words) if word][:MOST_WORDS]


def tokens_of(word: str) -> list[str]:
    return [f"{token};" for token in sorted(meanings(word))[:MOST_MEANINGS]]
