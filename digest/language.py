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
    loaded = yaml.load(path.read_text("utf-8"), Loader=_Loader)  # noqa: S506 - a safe loader, of the package's own tables
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
_find_letters = re.compile(f"[{''.join(_LETTERS)}]").findall
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
def _votes() -> tuple[Mapping[str, int], tuple[str, ...]]:
    """For each word of the figure tables that tells a language its votes, and the languages in order.

    The votes are one number with a lane of 16 bits for each language, so that a message is a sum.
    """
    codes = tuple(code for code in languages() if table("figures", code))
    voters: dict[str, set[int]] = {}
    for lane, code in enumerate(codes):
        data = table("figures", code)
        lists = [data.get(name, ()) for name in _TELLING] + list(data.get("units", {}).values())
        for word in {fold(w) for entries in lists for entry in entries for w in _find_words(str(entry))}:
            voters.setdefault(word, set()).add(lane)
    telling = {word: lanes for word, lanes in voters.items() if len(lanes) < len(_WEIGHTS)}
    votes = {word: sum(_WEIGHTS[len(lanes)] << 16 * lane for lane in lanes) for word, lanes in telling.items()}
    return votes, codes


def infer(text: str, default: str = "fr") -> str:
    """The language of one message by a vote of its small words; ``default`` when they do not tell.

    The fewer languages share a word, the more it counts; letters of one language count too. The
    default wins a tie.
    """
    votes, codes = _votes()
    low = text[:600].lower()
    total = 0
    if not low.isascii():
        for letter in _find_letters(low):
            total += 6 << 16 * codes.index(_LETTERS[letter])
        low = fold(low)
    total += sum(map(votes.__getitem__, filter(votes.__contains__, _find_words(low)[:_VOTERS])))
    if not total:
        return default
    tally = [total >> 16 * lane & 0xFFFF for lane in range(len(codes))]
    most = max(tally)
    return default if default in codes and tally[codes.index(default)] == most else codes[tally.index(most)]
