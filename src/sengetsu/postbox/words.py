"""The 512 words (9 bits each) of which a passphrase is made: kind, everyday, written in hiragana alone.

No two words are alike when small letters, voicing marks and long-vowel bars are ignored, so that somebody
who mishears or mistypes one of these still gets in. A word that left this list would lock old letters'
writers out of nothing (keys come from what is typed), but keep the number at 512.
"""

from pathlib import Path

WORDS: tuple[str, ...] = tuple(Path(__file__).with_name("words.txt").read_text("utf-8").split())
