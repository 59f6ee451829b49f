"""Phone numbers spelt out in words: "zéro six, trente-neuf, quatre-vingt-dix-huit …", "oh double seven …"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from digest.model import Span
from digest.private.words import one_of

_FEWEST = 5  # words of the shortest number (French pairs)


@cache
def _pattern() -> re.Pattern[str]:
    """A word for zero, then number words only."""
    more = rf"(?:[ ,.\-–]{{1,3}}{one_of('number_words')}){{{_FEWEST - 1},30}}+(?!\w)"
    return re.compile(rf"(?<!\w)(?:{one_of('zero_words')}){more}", re.I)


@cache
def _zero() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){one_of('zero_words')}(?!\w)", re.I)


def find(_text: str, shadow: str, _countries: Sequence[str]) -> Iterable[Span]:
    """Phone numbers in words."""
    if _zero().search(shadow):
        for match in _pattern().finditer(shadow):
            yield Span(*match.span(), "PHONE")
