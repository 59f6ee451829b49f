"""One text under study: its tokens, its numbers, and which of them are already explained."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from digest.figures.lexicon import Lexicon, Phrases
from digest.language import fold

if TYPE_CHECKING:
    from digest.figures.sentences import Sentences

_TOKEN = re.compile(
    r"(?P<n>\d{1,3}(?:[ \u00a0\u202f\u2009]\d{3})+(?!\d)(?:[.,]\d+)?|\d{1,3}(?:\.\d{3})+(?!\d)(?:,\d+)?"
    r"|\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d{1,3}(?:['’]\d{3})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,]\d+)?)"
    r"|(?P<w>[^\W\d_]+)|(?P<s>[^\s])"
)


class Token(NamedTuple):
    """A number in digits (``n``), a word (``w``) or one sign (``s``)."""

    start: int
    end: int
    type: str
    raw: str
    low: str  # lower case, without accents


class Number:
    """A number in digits or words, and what became of it."""

    __slots__ = ("digits", "end", "first", "floating", "last", "magnitude", "raw", "start", "taken", "value")

    def __init__(self, first: int, last: int, start: int, end: int, value: float, raw: str, digits: bool) -> None:
        self.first, self.last, self.start, self.end = first, last, start, end  # tokens, then characters
        self.value, self.raw, self.digits = value, raw, digits
        self.magnitude = False  # a magnitude word or letter is part of it
        self.floating = digits and any(c in raw for c in ".,") and value != int(value)
        self.taken = ""  # "figure", or the reason why it is none


class Draft:
    """A figure in the making."""

    __slots__ = (
        "approx",
        "elided",
        "end",
        "first",
        "key",
        "last",
        "note",
        "number",
        "precise",
        "room",
        "settled",
        "start",
        "unit",
        "value",
        "versus",
    )

    def __init__(
        self, start: int, end: int, value: float | tuple[float, float], unit: str, first: int, last: int
    ) -> None:
        self.start, self.end, self.value, self.unit = start, end, value, unit
        self.first, self.last = first, last  # tokens
        self.approx = ""
        self.elided = False
        self.key = True
        self.settled = False  # approximation and weight are decided
        self.note = ""  # reason for key or mere, a name in the ``why`` table
        self.versus: Draft | None = None  # first term, when this is the second
        self.number: Number | None = None
        self.precise = False  # hours and minutes, minutes and seconds: a measured time
        self.room = (0, 0)  # end of the figure before, start of the next


class Reading:
    """A text with its tokens; passes take numbers and leave drafts."""

    def __init__(self, text: str, lexicon: Lexicon) -> None:
        self.text = text
        self.lexicon = lexicon
        low = fold(text)
        self.tokens = [
            Token(m.start(), m.end(), m.lastgroup or "s", m.group(), low[m.start() : m.end()])
            for m in _TOKEN.finditer(text)
        ]
        self.low = [token.low for token in self.tokens]
        self.numbers: list[Number] = []
        self.drafts: list[Draft] = []
        self._headers: list[tuple[int, str]] = []
        self._header_mark = ""
        self.free = bytearray(b"\1" * len(self.tokens))  # 0: token belongs to a link, an address, a figure …

    def word(self, i: int) -> str:
        """Folded token ``i``, empty outside the text."""
        return self.low[i] if 0 <= i < len(self.low) else ""

    def glued(self, i: int) -> bool:
        """Do tokens ``i`` and ``i + 1`` touch?"""
        return 0 <= i < len(self.tokens) - 1 and self.tokens[i].end == self.tokens[i + 1].start

    def new_line(self, i: int) -> bool:
        """Does token ``i`` open a line?"""
        if i <= 0:
            return True
        if i >= len(self.tokens):
            return False
        return "\n" in self.text[self.tokens[i - 1].end : self.tokens[i].start]

    def starts(self, i: int, phrases: Phrases) -> int:
        """Index after the longest of ``phrases`` that begins at token ``i``, or -1."""
        low, count = self.low, len(self.low)
        while i < count and low[i] in SKIPPED:
            i += 1
        if i >= count or low[i] not in phrases.firsts:
            return -1
        words: list[str] = []
        best = -1
        while i < count and len(words) < phrases.longest:
            if low[i] not in SKIPPED:
                words.append(low[i])
                if tuple(words) in phrases.all:
                    best = i + 1
            i += 1
        return best

    def ends(self, i: int, phrases: Phrases) -> int:
        """Index of the first token of the longest of ``phrases`` that ends just before token ``i``, or -1."""
        low = self.low
        i -= 1
        while i >= 0 and low[i] in SKIPPED:
            i -= 1
        if i < 0 or low[i] not in phrases.lasts:
            return -1
        words: tuple[str, ...] = ()
        best = -1
        while i >= 0 and len(words) < phrases.longest:
            if low[i] not in SKIPPED:
                words = (low[i], *words)
                if words in phrases.all:
                    best = i
            i -= 1
        return best

    def back(self, i: int) -> int:
        """Nearest token before ``i`` that is no apostrophe, hyphen, quote or bracket."""
        i -= 1
        while i >= 0 and self.low[i] in SKIPPED:
            i -= 1
        return i

    def over(self, i: int) -> int:
        """Nearest token from ``i`` on that is no apostrophe or hyphen."""
        while i < len(self.low) and self.low[i] in SKIPPED:
            i += 1
        return i

    @cached_property
    def number_at(self) -> dict[int, Number]:
        """The number that starts at a token."""
        return {number.first: number for number in self.numbers}

    @cached_property
    def distances(self) -> list[int]:
        """Last tokens of the distances found."""
        units = self.lexicon.common.kinds
        return [d.last for d in self.drafts if units.get(d.unit, ("",))[0] == "distance"][:40]

    @cached_property
    def list_marks(self) -> set[str]:
        """Hyphens that open a line of words without a space: there a hyphen before a number is no minus either."""
        tokens = self.tokens
        return {
            tokens[i].raw
            for i in range(len(tokens) - 1)
            if tokens[i].raw in "-–" and tokens[i + 1].type == "w" and self.new_line(i)
        }

    @cached_property
    def sentences(self) -> Sentences:
        """Where its sentences begin."""
        from digest.figures.sentences import Sentences

        return Sentences(self.text)

    def table_headers(self, mark: str) -> list[tuple[int, str]]:
        """Lines with ``mark`` that open a table, with their place."""
        return self._headers if mark in self._header_mark else self._find_headers(mark)

    def _find_headers(self, mark: str) -> list[tuple[int, str]]:
        at, headers, inside = 0, [], False
        for line in self.text.split("\n"):
            if mark in line and not inside:
                headers.append((at, line))
            inside = mark in line
            at += len(line) + 1
        headers.reverse()
        self._headers, self._header_mark = headers, mark
        return headers

    @cached_property
    def ended_at(self) -> dict[int, Number]:
        """The number that ends at a token."""
        return {number.last: number for number in self.numbers}

    def open_numbers(self) -> list[Number]:
        """Numbers that nothing explains yet."""
        return [number for number in self.numbers if not number.taken]

    def add(self, draft: Draft, *numbers: Number) -> Draft:
        """Take ``numbers`` for ``draft``."""
        for number in numbers:
            number.taken = "figure"
        draft.number = numbers[0] if numbers else None
        for i in range(draft.first, draft.last + 1):
            self.free[i] = 0
        self.drafts.append(draft)
        return draft


SKIPPED = frozenset("'’-‑‐*_«»\"“”")
