"""A text as the scanners see it, with its shadow: same length and offsets, plain digits, blanks, hyphens and signs.

People write numbers with no-break spaces, full-width digits, long dashes; the scanners read them once, here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence, Set
from typing import NamedTuple

_BLANK = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t"
_UNSEEN = (
    "\ufe0f\u00ad\u034f\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufeff"
    "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
_DASH = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe63\uff0d"


class _Shadows(dict[int, str]):
    """Characters of the shadow by code point; digits of other scripts are looked up when one is met."""

    def __missing__(self, code: int) -> str:
        sign = chr(code)
        self[code] = str(unicodedata.decimal(sign)) if unicodedata.category(sign) == "Nd" else sign
        return self[code]


def _table() -> _Shadows:
    """Characters of the shadow for the characters that have another one than themselves."""
    table = dict.fromkeys(map(ord, _BLANK + _UNSEEN), " ") | dict.fromkeys(map(ord, _DASH), "-")
    table |= {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}  # full-width forms
    return _Shadows(table | {0xB7: ".", 0x2022: ".", 0x2024: ".", 0x2044: "/", 0x2215: "/", 0xFE62: "+", 0x20E3: " "})


_OTHER = re.compile(
    "[^\\n -~¡-¬®-¶¸-\u02ff’«»“”…€\u2190-\u21ff\u2600-\u27bf\U0001f300-\U0001faff]"
)  # what may have another shadow
_TABLE = _table()


def shadow_of(text: str) -> str:
    """The shadow of ``text``: the text itself when it is plain ASCII."""
    if not _OTHER.search(text):
        return text
    return text.translate(_TABLE)


class Seen(NamedTuple):
    """A text made ready once for all scanners."""

    text: str
    whole: str  # its shadow
    shadow: str  # its shadow with the web addresses blotted out
    digits: int  # how many the shadow has
    words: Set[str]  # its words, folded
    countries: Sequence[str]  # whose national phone numbers are looked for
