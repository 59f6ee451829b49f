"""Names that the profile hides, and anybody who objected, anywhere in the site."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache

from digest.check.document import Document, Reading
from digest.check.finding import Finding, Policy, Severity

NAME = "names"
HINT = "See `people` in digest.yml and the message it comes from."
_WORD = re.compile(r"[^\W_]+")
_ACCENTS = re.compile("[\u0300-\u036f]+")
_HANDLED = ("class", "id", "for", "style", "rel", "type", "lang", "property", "charset")


def check(document: Document, policy: Policy) -> Iterator[Finding]:
    """Hidden names and people who objected, in any case, with or without accents, in either order.

    A name of one word counts only where it is capitalised, and for members as a warning: Rose is also a flower.
    """
    wanted = _wanted(tuple(policy.names), tuple(policy.opted_out))
    if not wanted:
        return
    allowed = [fold(words) for words in policy.allowed]
    first = re.compile("|".join(sorted(map(re.escape, wanted), key=len, reverse=True)))
    for reading in document.readings:
        if reading.where.startswith("attribute") and reading.where.split()[1] in _HANDLED:
            continue
        if not first.search(fold(reading.text)):
            continue  # most texts name nobody
        for severity, name, at in _present(reading.text, wanted):
            if any(fold(name) in words for words in allowed):
                continue
            yield _finding(document, reading, severity, reading.text.count("\n", 0, at))


def _finding(document: Document, reading: Reading, severity: Severity, lines: int) -> Finding:
    what = f"The name of a person who must not appear stands in the {reading.where}."
    return Finding(severity, document.name, reading.line + lines, what, HINT, NAME)


Wanted = Mapping[str, tuple[tuple[tuple[str, ...], str, Severity], ...]]  # first word -> (all words, name, severity)


@lru_cache(maxsize=8)
def _wanted(names: tuple[str, ...], opted_out: tuple[str, ...]) -> Wanted:
    table: dict[str, list[tuple[tuple[str, ...], str, Severity]]] = {}
    for name, objected in [*((name, False) for name in names), *((name, True) for name in opted_out)]:
        words = tuple(fold(word) for word in _WORD.findall(name) if not word.isdigit())
        if not words or len("".join(words)) < 3:
            continue
        severity: Severity = "error" if objected or len(words) > 1 else "warning"
        for order in {words, words[::-1]}:
            table.setdefault(order[0], []).append((order, name, severity))
    return {first: tuple(entries) for first, entries in table.items()}


def _present(text: str, wanted: Wanted) -> Iterator[tuple[Severity, str, int]]:
    found = [(match, fold(match[0])) for match in _WORD.finditer(text)]
    words = [word for _, word in found]
    for index, (match, word) in enumerate(found):
        for order, name, severity in wanted.get(word, ()):
            if tuple(words[index : index + len(order)]) != order:
                continue
            if len(order) > 1 or match[0][0].isupper():
                yield severity, name, match.start()


@lru_cache(maxsize=1 << 16)
def fold(word: str) -> str:
    """Lower case without accents, as people type names in a hurry."""
    if word.isascii():
        return word.lower()
    return _ACCENTS.sub("", unicodedata.normalize("NFKD", word.casefold()))
