"""Phone numbers spelt out in words: "zéro six, trente-neuf, quatre-vingt-dix-huit …", "oh double seven …"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from digest.cues import fold
from digest.model import Span
from digest.private.shadow import Seen
from digest.private.words import one_of, words

_FEWEST = 5  # words of the shortest number (French pairs)


@cache
def _pattern() -> re.Pattern[str]:
    """A word for zero, then number words only."""
    more = rf"(?:[ ,.\-–]{{1,3}}{one_of('number_words')}){{{_FEWEST - 1},30}}+(?!\w)"
    return re.compile(rf"(?<!\w)(?:{one_of('zero_words')}){more}", re.I)


@cache
def _zeros() -> frozenset[str]:
    return frozenset(fold(word) for word in words("zero_words"))


def find(seen: Seen) -> Iterable[Span]:
    """Phone numbers in words."""
    if not _zeros().isdisjoint(seen.words):
        for match in _pattern().finditer(seen.shadow):
            yield Span(*match.span(), "PHONE")
