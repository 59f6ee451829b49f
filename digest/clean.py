"""Unicode cleaning: text that cannot hide, reverse or smear anything.

Which characters may deceive: Unicode Technical Reports 36 and 39, and the lists of bidirectional controls,
tag characters and non-characters of the Unicode Standard 16.
"""

from __future__ import annotations

import re
import unicodedata

MAX_LINE = 4_000
MAX_MESSAGE = 20_000
"""Characters shown of one line and of one message; WhatsApp allows 65,536 in a message."""

_MOST_MARKS = 4  # in a row on one letter; the most that living languages need

# Everything outside these needs a closer look; what is inside is in NFC by itself.
_ODD = re.compile(
    "[^\n\t -~\u00a0-\u00ac\u00ae-\u02ff\u2010-\u2027\u202f-\u205f\u20a0-\u20bf\u2190-\u2328\u232b-\u27bf\ufe0f"
    "\U0001f300-\U0001faff]"
)
_BREAKS = re.compile("\r\n?|[\u0085\u2028\u2029\v\f]")
_DROPPED = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f"  # controls
    "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb"  # invisible
    "\u202a-\u202e"  # bidirectional embeddings and overrides; the isolates are above
    "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"  # surrogates, non-characters
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"  # format controls, tags, hidden selectors
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0x110000, 0x10000))
    + "]+"
)
_MARK = (
    "[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u0730-\u074a"
    "\u0900-\u0903\u093a-\u094f\u0951-\u0957\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1-\u0ebc\u0ec8-\u0ecd\u0f71-\u0f84\u135d-\u135f"
    "\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20f0\u302a-\u302f\u3099\u309a\ua66f-\ua67d\ufe00-\ufe0f\ufe20-\ufe2f]"
)
_MARKS = re.compile(f"({_MARK}{{{_MOST_MARKS}}}){_MARK}+")
# A joiner joins emoji or letters with joining forms; a direction mark serves where both directions meet.
_APART = "\x00-\u036f\u1e00-\u206f"
_LOOSE_JOINER = re.compile(
    f"(?<![^{_APART}])[\u200c\u200d]+|[\u200c\u200d]+(?![^{_APART}])|([\u200c\u200d])[\u200c\u200d]+"
)
_DIRECTION_MARK = re.compile("[\u200e\u200f]")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]")


def clean(text: str) -> str:
    """The text in NFC, without controls, direction overrides, invisible characters and smears.

    Joiners stay where they join (emoji, Persian), line breaks become ``\\n``. Cleaning twice changes nothing more.

    >>> clean("a\\u202eb\\u200bc")
    'abc'
    """
    if not _ODD.search(text):
        return text
    text = _DROPPED.sub("", _BREAKS.sub("\n", text))
    text = _LOOSE_JOINER.sub(r"\1", text)
    if not _RIGHT_TO_LEFT.search(text):
        text = _DIRECTION_MARK.sub("", text)
    text = unicodedata.normalize("NFC", _MARKS.sub(r"\1", text))
    return _MARKS.sub(r"\1", text)


def shorten(text: str, mark: str = "[…]") -> str:
    """The text cut to what a page shows: lines of 4,000 characters, 20,000 in all; ``mark`` says where it was cut."""
    if len(text) <= MAX_LINE:
        return text
    if len(text) > MAX_MESSAGE:
        text = f"{text[:MAX_MESSAGE].rstrip()} {mark}"
    return "\n".join(_cut(line, mark) for line in text.split("\n"))


def _cut(line: str, mark: str) -> str:
    """One line, cut."""
    return line if len(line) <= MAX_LINE + len(mark) + 1 else f"{line[:MAX_LINE].rstrip()} {mark}"
