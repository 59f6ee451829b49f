"""The words that the scanners look for, of all languages together (``languages/<code>/private.yml``).

Chats mix languages, and a phone number in an English sentence of a French group is as private as any.
"""

from __future__ import annotations

import re
from functools import cache

from digest.language import languages, table

_WORD = re.compile(r"[^\W\d_]+")


@cache
def words(subject: str) -> tuple[str, ...]:
    """The entries under ``subject`` in the table of every language, each once, longest first."""
    found = {str(word) for code in languages() for word in table("private", code).get(subject, ())}
    return tuple(sorted(found, key=lambda word: (-len(word), word)))


def longest(label: str) -> str:
    """The longest word of a label: the one that tells most."""
    found: list[str] = _WORD.findall(label)
    return max(found, key=len)


@cache
def one_of(subject: str) -> str:
    """A regular expression for any of these words; a blank stands for one blank of any width."""
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", r"[ ]") for word in words(subject)) + ")"
