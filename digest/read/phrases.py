"""The words of system lines in all languages, as fast tables: ``languages/<code>/service.yml``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from digest.language import languages, table

MARKS = "\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ufeff"  # direction marks and the byte-order mark
_FOLD = re.compile(f"[{MARKS}]+")
_SPACES = re.compile("[\u00a0\u202f\u2009]")
_QUOTES = str.maketrans("\u2019\u02bc\u2018\uff07", "''''")


def fold(text: str) -> str:
    """``text`` as phrases are compared: lower case, no marks, plain apostrophes and spaces, no final full stop."""
    plain = _SPACES.sub(" ", _FOLD.sub("", text)).translate(_QUOTES).lower().strip()
    return plain[:-2] + ">" if plain.endswith(".>") else plain.removesuffix(".")


@dataclass(frozen=True, slots=True)
class Phrases:
    """What the system writes, in every language we know, folded."""

    media: frozenset[str]
    deleted: frozenset[str]
    deleted_by: tuple[str, ...]
    edited: frozenset[str]
    attached: tuple[tuple[str, str], ...]  # what stands before and behind the file name
    poll: frozenset[str]
    option: frozenset[str]
    vote: frozenset[str]
    location: frozenset[str]
    live_location: frozenset[str]
    contact: frozenset[str]
    call: frozenset[str]
    event: frozenset[str]
    call_notice: re.Pattern[str]
    pinned: re.Pattern[str]
    notice: re.Pattern[str]
    periods: Mapping[str, str]  # word -> am, pm, noon, night
    header: Mapping[str, str]  # word in a chunk header -> field


@lru_cache(maxsize=8)
def load(extra: tuple[tuple[str, tuple[str, ...]], ...] = ()) -> Phrases:
    """The tables of all languages with the user's own phrases by subject."""
    tables = [dict(table("service", code)) for code in languages()]
    tables.append({subject: list(phrases) for subject, phrases in extra})
    return _phrases(tables)


def phrases(extra: Mapping[str, Sequence[str]]) -> Phrases:
    """The tables with the phrases of ``ReadOptions.phrases``."""
    return load(tuple(sorted((subject, tuple(words)) for subject, words in extra.items())))


def _phrases(tables: Iterable[Mapping[str, object]]) -> Phrases:
    tables = list(tables)

    def words(subject: str) -> list[str]:
        return [fold(str(word)) for t in tables for word in _sequence(t.get(subject))]

    def known(subject: str) -> frozenset[str]:
        return frozenset(words(subject))

    attached = [str(word) for t in tables for word in _sequence(t.get("attached"))]
    return Phrases(
        known("media") | known("view_once"),
        known("deleted"),
        tuple(words("deleted_by")),
        known("edited"),
        tuple(_around(phrase) for phrase in dict.fromkeys(attached)),
        *(known(name) for name in ("poll", "option", "vote", "location", "live_location", "contact", "call", "event")),
        *(_any(words(name)) for name in ("call_notice", "pinned", "notice")),
        _inverted(tables, "day_periods"),
        _inverted(tables, "header"),
    )


def _sequence(value: object) -> Sequence[object]:
    return value if isinstance(value, list | tuple) else ()


def _around(phrase: str) -> tuple[str, str]:
    before, _, behind = phrase.partition("{file}")
    return before, behind


def _any(words: Sequence[str]) -> re.Pattern[str]:
    """One of ``words`` as whole words anywhere; nothing when there are none."""
    longest_first = sorted(set(words), key=lambda w: (-len(w), w))
    return (
        re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, longest_first)) + r")(?!\w)")
        if words
        else re.compile("(?!)")
    )


def _inverted(tables: Iterable[Mapping[str, object]], subject: str) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for t in tables:
        groups = t.get(subject)
        if isinstance(groups, dict):
            for name, values in groups.items():
                for word in _sequence(values):
                    found.setdefault(fold(str(word)), str(name))
    return found
