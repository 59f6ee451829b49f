"""The figure tables of one language, ready for look-up: folded, expanded, as sets and tries."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from digest.language import languages, table

_ACCENTS = str.maketrans(
    "àáâãäåçèéêëìíîïñòóôõöùúûüýÿÀÁÂÃÄÅÇÈÉÊËÌÍÎÏÑÒÓÔÕÖÙÚÛÜÝ", "aaaaaaceeeeiiiinooooouuuuyyaaaaaaceeeeiiiinooooouuuuy"
)
_WORDS = re.compile(r"\w+|[^\w\s'’-]")

Phrase = tuple[str, ...]
Trie = dict[str, list[tuple[Phrase, str, float]]]  # first word -> (further words, unit, factor), longest first


def fold(text: str) -> str:
    """``text`` in lower case without accents, of the same length, so that offsets stay true."""
    low = text.lower()
    if len(low) != len(text):  # a few letters grow in lower case
        low = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return low if low.isascii() else low.translate(_ACCENTS)


def _forms(written: str) -> list[str]:
    """``mois`` is itself; ``joule(s)`` stands for two forms, each bracket for with and without."""
    forms = [""]
    for part in re.split(r"(\([^)]*\))", str(written)):
        if part.startswith("("):
            forms = [form + end for form in forms for end in ("", part[1:-1])]
        else:
            forms = [form + part for form in forms]
    return forms


def _split(phrase: str) -> Phrase:
    return tuple(_WORDS.findall(fold(phrase)))


def _words(entries: Iterable[Any]) -> frozenset[str]:
    return frozenset(fold(form) for entry in entries for form in _forms(entry))


def _phrases(entries: Iterable[Any]) -> frozenset[Phrase]:
    return frozenset(_split(form) for entry in entries for form in _forms(entry))


def _values(entries: Mapping[Any, Any]) -> dict[str, float]:
    return {fold(form): float(value) for word, value in entries.items() for form in _forms(word)}


@dataclass(frozen=True)
class Common:
    """What every language writes alike (``languages/figures.yml``)."""

    kinds: Mapping[str, tuple[str, float]]
    symbols: Mapping[str, tuple[str, float]]
    magnitudes: Mapping[str, float]
    money_magnitudes: Mapping[str, float]
    currencies: frozenset[str]
    per: frozenset[str]


@cache
def common() -> Common:
    """The table for all languages."""
    data = table("figures")
    symbols = {raw: (unit, 1.0) if isinstance(unit, str) else (unit[0], float(unit[1])) for raw, unit in data["symbols"].items()}
    kinds = {unit: (kind, float(factor)) for unit, (kind, factor) in data["kinds"].items()}
    kinds |= {code: ("money", 1.0) for code in data["currencies"]}
    return Common(
        kinds, symbols, data["magnitudes"], data["money_magnitudes"], frozenset(data["currencies"]), frozenset(data["per"])
    )


class Lexicon:
    """Tables of one language; what a table lacks is empty, so that a language may start small."""

    def __init__(self, code: str) -> None:
        self.code = code
        self.data = table("figures", code)
        self.common = common()
        get = self.data.get
        self.cardinals = _values(get("cardinals", {}))
        self.multipliers = _values(get("multipliers", {}))
        self.collectives = _values(get("collectives", {}))
        self.fractions = _values(get("fractions", {}))
        self.ratio_words = _values(get("ratio_words", {}))
        self.times_words = _values(get("times_words", {}))
        self.ratio_nouns = _values(get("ratio_nouns", {}))
        self.compounds = bool(get("compounds", False))
        self.months, self.weekdays = self.words("months"), self.words("weekdays")
        self.decimal = str(get("decimal", ","))
        self.ratio_forms = self._ratio_forms()
        self.approx = {sort: _phrases(get("approx", {}).get(sort, ())) for sort in ("about", "min", "max")}
        self.approx_after = {sort: _phrases(get("approx_after", {}).get(sort, ())) for sort in ("about", "min", "max")}
        self.units = unit_trie(code)
        self.idioms = self._idioms()
        self._sets: dict[str, frozenset[str]] = {}
        self._phrases: dict[str, frozenset[Phrase]] = {}

    def words(self, name: str) -> frozenset[str]:
        """The single words of entry ``name``, folded."""
        return _words(self.data.get(name, ()))

    def __getitem__(self, name: str) -> frozenset[str]:
        found = self._sets.get(name)
        if found is None:
            found = self._sets[name] = self.words(name)
        return found

    def phrases(self, name: str) -> frozenset[Phrase]:
        """The entry ``name`` as sequences of words."""
        found = self._phrases.get(name)
        if found is None:
            found = self._phrases[name] = _phrases(self.data.get(name, ()))
        return found

    def _ratio_forms(self) -> dict[str, float]:
        endings = self.data.get("ratio_endings", [""])
        stems = self.data.get("ratio_verbs", {})
        return {fold(stem + end): float(value) for stem, value in stems.items() for end in endings}

    def _idioms(self) -> dict[str, frozenset[Phrase]]:
        by_word: dict[str, set[Phrase]] = {}
        for phrase in _phrases(self.data.get("idioms", ())):
            by_word.setdefault(phrase[0], set()).add(phrase)
        return {word: frozenset(phrases) for word, phrases in by_word.items()}

    def why(self, name: str) -> str:
        """The reason ``name`` in the reader's words: the message's language if it has them, else English."""
        own = self.data.get("why") or table("figures", "en").get("why", {})
        return str(own.get(name, name))

    @property
    def triggers(self) -> frozenset[str]:
        """Words without which a message that has no digit holds no figure."""
        small = self["articles"]
        words = set(self.ratio_words) | set(self.times_words) | self["half_heads"] | set(self.cardinals) | set(self.multipliers) | set(self.collectives) | set(self.fractions)
        return frozenset((words | set(self.ratio_forms) | set(self.ratio_nouns) | self["twice"] | self["fold"]) - small)


def _unit_entries(code: str) -> Iterable[tuple[Phrase, str, float]]:
    for name, forms in table("figures", code).get("units", {}).items():
        unit, _, factor = str(name).partition("*")
        for written in forms:
            for form in _forms(written):
                yield _split(form), unit, float(factor or 1)


@cache
def unit_trie(code: str) -> Trie:
    """Units in words: those of ``code`` first, those of the other languages where they add a word."""
    trie: dict[str, dict[Phrase, tuple[str, float]]] = {}
    for language in [code, *(other for other in languages() if other != code)]:
        for words, unit, factor in _unit_entries(language):
            foreign = language != code and len(words) == 1 and len(words[0]) < 3
            if words and not foreign:
                trie.setdefault(words[0], {}).setdefault(words[1:], (unit, factor))
    return {
        first: sorted(((rest, *unit) for rest, unit in found.items()), key=lambda entry: -len(entry[0]))
        for first, found in trie.items()
    }


@cache
def lexicon(code: str) -> Lexicon:
    """The lexicon of ``code``; English where we have no such language."""
    return Lexicon(code if table("figures", code) else "en")
