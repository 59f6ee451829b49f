"""The text near an address: its own line and the lines above and below, up to the neighbouring addresses."""

from __future__ import annotations

import re
from typing import NamedTuple

_NEAR = 400
_PICTURES = re.compile(r"[\u2190-\u2bff\ufe0f\U0001f000-\U0001faff]")
EDGES = ' \t\u00a0\u202f-–—:;,.|>→➡*_~•·#()[]«»"“”'


class Around(NamedTuple):
    """What stands in the line of an address, before and after it, and in the lines above and below; no pictographs."""

    before: str
    after: str
    above: str
    below: str

    @property
    def alone(self) -> bool:
        """Does the address stand alone in its line?"""
        return not self.before.strip(EDGES) and not self.after.strip(EDGES)

    @property
    def lead(self) -> str:
        """The words that lead to the address: of its line, or of the line above when nothing precedes it."""
        return self.before if self.before.strip(EDGES) else self.above


def around(text: str, start: int, end: int, first: int, last: int) -> Around:
    """What is near ``text[start:end]`` inside ``text[first:last]``, each side at most 400 characters."""
    floor = max(first, start - _NEAR)
    ceiling = min(last, end + _NEAR)
    break_before = text.rfind("\n", floor, start)
    break_after = text.find("\n", end, ceiling)
    before = text[break_before + 1 if break_before >= 0 else floor : start]
    after = text[end : break_after if break_after >= 0 else ceiling]
    above = (
        text[max(first, break_before - _NEAR) : break_before].rstrip().rsplit("\n", 1)[-1] if break_before >= 0 else ""
    )
    below = text[break_after : min(last, break_after + _NEAR)].lstrip().split("\n", 1)[0] if break_after >= 0 else ""
    return Around(without_pictures(before), without_pictures(after), without_pictures(above), without_pictures(below))


def without_pictures(text: str) -> str:
    """Emoji, arrows and other symbols as blanks."""
    return text if text.isascii() else _PICTURES.sub(" ", text)
