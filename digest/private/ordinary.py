"""Numbers that are no phone numbers whatever they look like: dates, book numbers, company numbers, positions.

They are blotted out before phone numbers are looked for.
"""

from __future__ import annotations

import re
from collections.abc import Set
from functools import cache

from digest.cues import fold
from digest.private.words import longest, one_of, words

_DATE = (
    r"(?:(?:19|20)\d\d[-/.](?:0?[1-9]|1[0-2])[-/.](?:0?[1-9]|[12]\d|3[01])"
    r"|(?:0?[1-9]|[12]\d|3[01])[-/.](?:0?[1-9]|1[0-2])[-/.](?:(?:19|20)\d\d|\d\d)"
    r"|(?:0?[1-9]|[12]\d|3[01])[ ](?:0[1-9]|1[0-2])[ ](?:19|20)\d\d)"
)
_KINDS = "|".join(
    (
        rf"{_DATE}(?![-/.]?\d)",
        r"97[89][- ]?\d(?:[- ]?\d){9}(?![- ]?\d)",  # ISBN-13
        r"[+-]?\d{1,3}\.\d{3,}[ ]?°?[NSEOW]?[ ]?[,;/ ][ ]?[+-]?\d{1,3}\.\d{3,}",  # position
        r"\d{1,3}(?:\.\d{1,3}){3}(?![.\d])(?:/\d\d)?",  # IP address
        r"(?:19|20)\d\d(?:[ ]?[-/][ ]?|[ ])(?:(?:19|20)\d\d)(?:(?:[ ]?[-/][ ]?|[ ])(?:19|20)\d\d)*(?!\d)",  # years
        r"(?!0\d)(?:\d{1,3}(?:[ .]\d{3}){1,6}|\d{1,15}),(?!0[1-9](?:[ .-]?\d\d){4}(?!\d))\d+",  # decimal
        r"RCS[ ][^\W\d]+(?:[ -][^\W\d]+)?[ ][A-D]?[ ]?\d[\d ]{8,10}",  # company register
        r"10\.\d{4,9}/\S+",  # DOI
    )
)
_ORDINARY = re.compile(rf"(?<![\d+(@])(?<!\d[.\-/])(?:{_KINDS})")
_PAIRS = re.compile(r"(?<!\d)0[1-9](?:[ .-]\d\d){4}(?!\d)")
_NAMED_NUMBER = (
    r"[ ]?(?:n[°o.]?|num[ée]ro|no\.?|:|#|=|[ ]){0,3}[ ]?(?=[A-Z-]{0,4}\d)[A-Z-]{0,4}\d[\dX]*(?:[ .\-/]\d[\dX]*)*"
)


@cache
def _labelled() -> re.Pattern[str]:
    """A number right after a word that names it (ISBN, SIRET, order, invoice, Zoom …)."""
    return re.compile(rf"(?<!\w)(?i:{one_of('number_labels')}){_NAMED_NUMBER}")


def _blot(match: re.Match[str]) -> str:
    return "\x1f" * (match.end() - match.start())


def _blot_labelled(match: re.Match[str]) -> str:
    """Blot a named number, unless it is written as only phone numbers are ("Jo 06 39 98 …" names no journal)."""
    return match[0] if _PAIRS.search(match[0]) else _blot(match)


@cache
def _labels() -> frozenset[str]:
    """One word of each label, folded."""
    return frozenset(longest(fold(label)) for label in words("number_labels"))


def ordinary(shadow: str, said: Set[str]) -> str:
    """The shadow without the numbers that cannot be phone numbers; ``said`` are its folded words."""
    blotted = _ORDINARY.sub(_blot, shadow)
    return blotted if _labels().isdisjoint(said) else _labelled().sub(_blot_labelled, blotted)
