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


def fold(text: str) -> str:
    """``text`` as phrases are compared: lower case, no marks, plain apostrophes and spaces, no final full stop."""
    plain = text
    if not text.isascii():
        plain = (
            _SPACES.sub(" ", _FOLD.sub("", text)).replace("\u2019", "'").replace("\u02bc", "'").replace("\u2018", "'")
        )
    plain = plain.lower().strip()
    return plain[:-2] + ">" if plain.endswith(".>") else plain.removesuffix(".")


@dataclass(frozen=True, slots=True)
class Phrases:
    """What the system writes, in every language we know, folded."""

    media: frozenset[str]
    deleted: frozenset[str]
    deleted_by: tuple[str, ...]
    edited: frozenset[str]
    attached: re.Pattern[str]  # a file name with what stands around it; groups: the name on Android, on iPhones
    behind: re.Pattern[str]  # what stands behind a file name on Android
    poll: frozenset[str]
    option: frozenset[str]
    vote: frozenset[str]
    location: frozenset[str]
    live_location: frozenset[str]
    contact: frozenset[str]
    call: frozenset[str]
    event: frozenset[str]
    call_notice: tuple[str, ...]
    pinned: tuple[str, ...]
    notice: tuple[str, ...]
    own: tuple[str, ...]  # the user's: a message that holds one is the system's, whoever wrote it
    periods: Mapping[str, str]  # word -> am, pm, noon, night
    header: Mapping[str, str]  # word in a chunk header -> field


@lru_cache(maxsize=8)
def load(extra: tuple[tuple[str, tuple[str, ...]], ...] = ()) -> Phrases:
    """The tables of all languages with the user's own phrases by subject."""
    tables = [dict(table("service", code)) for code in languages()]
    tables.append({name: list(own) for name, own in extra})
    own = [word for name, phrases in extra if len(name) == 2 for word in phrases]
    tables.append({"own": own, "notice": own})
    return _phrases(tables)


def phrases(extra: Mapping[str, Sequence[str]]) -> Phrases:
    """The tables with the phrases of ``ReadOptions.phrases``; those under the code of a language mark notices."""
    return load(tuple(sorted((subject, tuple(words)) for subject, words in extra.items())))


def _phrases(tables: Iterable[Mapping[str, object]]) -> Phrases:
    tables = list(tables)

    def words(subject: str) -> list[str]:
        return [fold(str(word)) for t in tables for word in _sequence(t.get(subject))]

    def known(subject: str) -> frozenset[str]:
        return frozenset(words(subject))

    attached = [str(word) for t in tables for word in _sequence(t.get("attached"))]
    marker, behind = _attached([phrase.partition("{file}") for phrase in dict.fromkeys(attached)])
    return Phrases(
        media=known("media") | known("view_once"),
        deleted=known("deleted"),
        deleted_by=tuple(words("deleted_by")),
        edited=known("edited"),
        attached=marker,
        behind=behind,
        poll=known("poll"),
        option=known("option"),
        vote=known("vote"),
        location=known("location"),
        live_location=known("live_location"),
        contact=known("contact"),
        call=known("call"),
        event=known("event"),
        call_notice=tuple(words("call_notice")),
        pinned=tuple(words("pinned")),
        own=tuple(words("own")),
        notice=tuple(dict.fromkeys(words("notice"))),
        periods=_inverted(tables, "day_periods"),
        header=_inverted(tables, "header"),
    )


def _sequence(value: object) -> Sequence[object]:
    return value if isinstance(value, list | tuple) else ()


def _attached(phrases: Sequence[tuple[str, str, str]]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Markers of attachments: ``name (file attached)`` and ``<attached: name>``."""
    behind = "|".join(re.escape(after) for before, _, after in phrases if not before and after) or "(?!)"
    before = "|".join(re.escape(before) for before, _, _ in phrases if before) or "(?!)"
    name = r"[^\n/\\]{1,200}\.\w{1,5}"
    return re.compile(rf"({name})(?:{behind})\Z|(?:{before})({name})>\Z"), re.compile(behind)


def says(folded: str, phrases: Iterable[str]) -> bool:
    """Does a folded text hold one of the phrases as whole words?"""
    return any(_whole(folded, phrase) for phrase in filter(folded.__contains__, phrases))


def _whole(folded: str, phrase: str) -> bool:
    at = folded.find(phrase)
    while at >= 0:
        end = at + len(phrase)
        if not folded[at - 1 : at].isalnum() and not folded[end : end + 1].isalnum():
            return True
        at = folded.find(phrase, at + 1)
    return False


def _inverted(tables: Iterable[Mapping[str, object]], subject: str) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for t in tables:
        groups = t.get(subject)
        if isinstance(groups, dict):
            for name, values in groups.items():
                for word in _sequence(values):
                    found.setdefault(fold(str(word)), str(name))
    return found
