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


_WORD = re.compile(r"[^\W\d_]+")
_VOTERS = 60  # words of a message that are asked


@cache
def _votes() -> Mapping[str, tuple[str, ...]]:
    """For each small word that tells a language (``votes`` of the figure tables), the languages that use it."""
    voters: dict[str, list[str]] = {}
    for code in languages():
        for word in table("figures", code).get("votes", ()):
            voters.setdefault(str(word), []).append(code)
    return {word: tuple(codes) for word, codes in voters.items()}


def infer(text: str, default: str = "fr") -> str:
    """The language of one message by a vote of its small words; ``default`` when they do not tell.

    A word used by one language alone counts double. The default wins a tie.
    """
    votes, tally = _votes(), dict[str, int]()
    for word in _WORD.findall(text[:600].lower())[:_VOTERS]:
        codes = votes.get(word)
        if codes:
            weight = 2 if len(codes) == 1 else 1
            for code in codes:
                tally[code] = tally.get(code, 0) + weight
    if not tally:
        return default
    best = max(tally, key=lambda code: tally[code])
    return default if tally[best] == tally.get(default) else best
