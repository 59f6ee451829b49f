"""Which words carry a subject, and what two of them have in common."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from digest import cues, language

SHORTEST = 4  # letters; shorter words carry no subject, but for those of the settings


@cache
def stop_words(code: str) -> frozenset[str]:
    """Words without a subject of their own, folded."""
    return frozenset(cues.fold(str(word)) for word in language.table("topics", code).get("stop", ()))


def content_words(words: Iterable[str], code: str) -> list[str]:
    """The words that may carry a subject: long enough, no number, not in the stop list."""
    stop = stop_words(code)
    return [word for word in words if len(word) >= SHORTEST and word.isalpha() and word not in stop]


def root(word: str) -> str:
    """A word without the endings of number and gender that several languages share; ``élèves`` meets ``élève``."""
    return word.rstrip("sx")[:9]
