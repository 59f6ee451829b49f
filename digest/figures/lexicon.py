"""The figure tables of one language, ready for look-up: folded, expanded, as sets and tries."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from digest.language import fold, languages, table

_WORDS = re.compile(r"\d+|[^\W\d]+|[^\w\s'’-]")

Phrase = tuple[str, ...]
Trie = dict[str, list[tuple[Phrase, str, float]]]  # first word -> (further words, unit, factor), longest first


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


class Phrases:
    """A set of phrases with what a quick look asks: their first and last words and the longest length."""

    __slots__ = ("all", "firsts", "lasts", "longest")

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        self.all = frozenset(phrase for phrase in phrases if phrase)
        self.firsts = frozenset(phrase[0] for phrase in self.all)
        self.lasts = frozenset(phrase[-1] for phrase in self.all)
        self.longest = max((len(phrase) for phrase in self.all), default=0)


def _phrases(entries: Iterable[Any]) -> Phrases:
    return Phrases(_split(form) for entry in entries for form in _forms(entry))


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
    symbols = {
        raw: (unit, 1.0) if isinstance(unit, str) else (unit[0], float(unit[1]))
        for raw, unit in data["symbols"].items()
    }
    kinds = {unit: (kind, float(factor)) for unit, (kind, factor) in data["kinds"].items()}
    kinds |= dict.fromkeys(data["currencies"], ("money", 1.0))
    return Common(
        kinds,
        symbols,
        data["magnitudes"],
        data["money_magnitudes"],
        frozenset(data["currencies"]),
        frozenset(data["per"]),
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
        self.ratio_triggers = (
            frozenset(self.ratio_nouns) | frozenset(self.ratio_words) | self.words("twice") | self.words("fold")
        )
        self.approx = {sort: _phrases(get("approx", {}).get(sort, ())) for sort in ("about", "min", "max")}
        self.approx_after = {sort: _phrases(get("approx_after", {}).get(sort, ())) for sort in ("about", "min", "max")}
        self.units = unit_trie(code)
        self.idioms = _phrases(get("idioms", ()))
        self.participles = frozenset(form for word in get("participles", ()) for form in _forms(word))
        self._sets: dict[str, frozenset[str]] = {}
        self._phrases: dict[str, Phrases] = {}
        self.folded_triggers = frozenset(fold(word) for word in self.triggers) - frozenset(self.cardinals)

    def words(self, name: str) -> frozenset[str]:
        """The single words of entry ``name``, folded."""
        return _words(self.data.get(name, ()))

    def __getitem__(self, name: str) -> frozenset[str]:
        found = self._sets.get(name)
        if found is None:
            found = self._sets[name] = self.words(name)
        return found

    def phrases(self, name: str) -> Phrases:
        """The entry ``name`` as sequences of words."""
        found = self._phrases.get(name)
        if found is None:
            found = self._phrases[name] = _phrases(self.data.get(name, ()))
        return found

    def _ratio_forms(self) -> dict[str, float]:
        endings = self.data.get("ratio_endings", [""])
        stems = self.data.get("ratio_verbs", {})
        return {fold(stem + end): float(value) for stem, value in stems.items() for end in endings}

    def why(self, name: str) -> str:
        """The reason ``name`` in the reader's words: the message's language if it has them, else English."""
        own = self.data.get("why") or table("figures", "en").get("why", {})
        return str(own.get(name, name))

    @property
    def triggers(self) -> frozenset[str]:
        """Words, with and without accents, without which a message that has no digit holds no figure."""
        tables = ("cardinals", "multipliers", "collectives", "fractions", "ratio_nouns", "ratio_words", "times_words")
        written = [word for name in tables for word in self.data.get(name, {})]
        written += [word for name in ("twice", "fold", "half_heads") for word in self.data.get(name, ())]
        written += [
            stem + end for stem in self.data.get("ratio_verbs", {}) for end in self.data.get("ratio_endings", [""])
        ]
        forms = {form.lower() for word in written for form in _forms(word)} | _joined_tens(self)
        small = self["articles"]
        return frozenset(
            word for form in forms for word in (form, fold(form)) if len(word) > 2 and fold(word) not in small
        )


def _joined_tens(table: Lexicon) -> set[str]:
    """``zweiundzwanzig``, ``ventidue``: numbers below hundred that are one word."""
    if not table.compounds:
        return set()
    tens = [word for word, value in table.cardinals.items() if 20 <= value < 100]
    units = [word for word, value in table.cardinals.items() if 1 <= value < 10]
    joins = table["joins"]
    return {ten + unit for ten in tens for unit in units} | {
        unit + join + ten for ten in tens for unit in units for join in joins
    }


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
