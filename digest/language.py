"""The tables of a language: data files in ``languages/<code>/<subject>.yml``, read once.

The only stage that reads files, and only those of the package itself.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@cache
def languages() -> tuple[str, ...]:
    """Codes of the languages that have a folder, sorted."""
    return tuple(
        sorted(p.name for p in files("digest").joinpath("languages").iterdir() if p.is_dir() and len(p.name) == 2)
    )


@cache
def table(subject: str, language: str = "") -> Mapping[str, Any]:
    """The table ``subject`` (``figures``, ``words`` …) of ``language``, or the one for all languages.

    Empty when that language has none: a language may start small.
    """
    place = files("digest").joinpath("languages")
    path = (place.joinpath(language) if language else place).joinpath(f"{subject}.yml")
    if not path.is_file():
        return {}
    loaded = yaml.load(path.read_text("utf-8"), Loader=_Loader)
    return loaded if isinstance(loaded, dict) else {}


_ACCENTS = str.maketrans(
    "àáâãäåçèéêëìíîïñòóôõöùúûüýÿÀÁÂÃÄÅÇÈÉÊËÌÍÎÏÑÒÓÔÕÖÙÚÛÜÝ", "aaaaaaceeeeiiiinooooouuuuyyaaaaaaceeeeiiiinooooouuuuy"
)
_find_words = re.compile(r"[^\W\d_]+").findall
_VOTERS = 40  # words of a message that are asked
_WEIGHTS = (0, 12, 5, 2)  # of a word, by the number of languages that use it; more tell nothing
_LETTERS = {
    "ß": "de",
    "ñ": "es",
    "¿": "es",
    "¡": "es",
    "ã": "pt",
    "õ": "pt",
    "œ": "fr",
    "ê": "fr",
    "è": "fr",
    "û": "fr",
    "î": "fr",
}
_TELLING = (
    "votes", "cardinals", "multipliers", "collectives", "fractions", "months", "weekdays", "people", "labels", "times",
    "subject_drop", "closers", "count_stop", "modifiers", "participles", "age_words", "duration_nouns", "versus",
)  # fmt: skip


def fold(text: str) -> str:
    """``text`` in lower case without accents, of the same length, so that offsets stay true."""
    low = text.lower()
    if len(low) != len(text):  # a few letters grow in lower case
        low = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return low if low.isascii() else low.translate(_ACCENTS)


@cache
def _votes() -> Mapping[str, tuple[tuple[str, int], ...]]:
    """For each word of the figure tables that tells a language: the languages that use it, with weights."""
    voters: dict[str, set[str]] = {}
    for code in languages():
        data = table("figures", code)
        lists = [data.get(name, ()) for name in _TELLING] + list(data.get("units", {}).values())
        for word in {fold(w) for entries in lists for entry in entries for w in _find_words(str(entry))}:
            voters.setdefault(word, set()).add(code)
    telling = ((word, sorted(codes)) for word, codes in voters.items() if len(codes) < len(_WEIGHTS))
    return {word: tuple((code, _WEIGHTS[len(codes)]) for code in codes) for word, codes in telling}


def infer(text: str, default: str = "fr") -> str:
    """The language of one message by a vote of its small words; ``default`` when they do not tell.

    The fewer languages share a word, the more it counts; letters of one language count too. The
    default wins a tie.
    """
    votes, tally, text = _votes(), dict[str, int](), text[:600]
    if not text.isascii():
        for letter in _LETTERS.keys() & set(text.lower()):
            tally[_LETTERS[letter]] = tally.get(_LETTERS[letter], 0) + 6
    for word in _find_words(fold(text))[:_VOTERS]:
        for code, weight in votes.get(word, ()):
            tally[code] = tally.get(code, 0) + weight
    if not tally:
        return default
    best = max(sorted(tally), key=lambda code: tally[code])
    return default if tally[best] == tally.get(default) else best
