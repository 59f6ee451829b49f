"""The stamp that opens a message: its shape in one file, and what moment it names.

Two layers. A permissive pattern looks at the first lines that resemble a stamp and finds the file's own
shape: literal separators, digit counts, brackets. From it one strict pattern is made, and only that may
open a message, so that an agenda pasted into a message stays text. Shapes seen: Android ``05/06/2025, 07:28 - ``,
``6/5/25, 7:28 AM - ``, ``2025-06-05 07:28 - ``; iPhone ``[05/06/2025, 07:28:10] ``, with the marks, spaces, words
(à, um, klo) and digits of the phone's language.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from digest.read.phrases import MARKS, fold

_SPACE = " \u00a0\u202f\u2009"
_DATE_SEP = rf"[{MARKS}]*\.?[./-][{MARKS}{_SPACE}]*"
_WORDS = r"[^\d\n\[\]:]{0,24}?"
LOOSE = re.compile(
    rf"(?P<mark>[{MARKS}]*)(?P<open>\[?[{MARKS}]*)"
    rf"(?P<a>\d{{1,4}})(?P<s1>{_DATE_SEP})(?P<b>\d{{1,2}})(?P<s2>{_DATE_SEP})(?P<c>\d{{1,4}})"
    rf"(?P<join>\.?,?{_WORDS}(?<![./-]))(?P<h>\d{{1,2}})(?P<s3>[:.]|[{_SPACE}]h[{_SPACE}])(?P<m>\d\d)"
    rf"(?:(?P<s4>[:.])(?P<sec>\d\d))?(?P<tail>{_WORDS})(?P<close>[{MARKS}]*\][{_SPACE}]|[{_SPACE}][-–—][{_SPACE}]|:[{_SPACE}])"
)
_MARK = rb"(?:\xe2\x80[\x8e\x8f\xaa-\xae]|\xe2\x81[\xa6-\xa9]|\xd8\x9c|\xef\xbb\xbf)*"


class Skeleton(NamedTuple):
    """What stays the same in all stamps of a file: everything but digits and day periods."""

    open: str
    first_year: bool
    long_year: bool
    s1: str
    s2: str
    join: str  # a day period in it is written {p}
    s3: str
    s4: str
    tail: str  # the same
    close: str
    ascii: bool


class Shape(NamedTuple):
    """The strict form of the stamps of one file."""

    skeletons: tuple[Skeleton, ...]
    first: re.Pattern[bytes]  # a stamp at the start of a line
    american: bool = False  # the half of the day is written AM or PM
    width: int = 0  # bytes of the day in a stamp, when that never varies

    @property
    def bracket(self) -> bool:
        """Is it the iPhone's form?"""
        return any("[" in s.open for s in self.skeletons)


def skeleton(found: re.Match[str], periods: Mapping[str, str]) -> Skeleton | None:
    """The skeleton of a loosely matched stamp; None when a word in it is neither fixed nor a day period."""
    if found["close"][0] == ":" and (found["open"] or not found["sec"]):  # iPhones of old: no brackets, a colon
        return None
    year_first = len(found["a"]) == 4 and len(found["c"]) <= 2
    if not year_first and (len(found["a"]) > 2 or len(found["c"]) not in (2, 4)):
        return None
    join, tail = _templated(found["join"], periods), _templated(found["tail"], periods)
    if tail.strip(_SPACE + MARKS) not in ("", "{p}", "h", "Uhr", "ч."):
        return None
    return Skeleton(
        found["open"], year_first, year_first or len(found["c"]) == 4, found["s1"], found["s2"],
        join, found["s3"], found["s4"] or "", tail, found["close"], _ascii_digits(found[0]),
    )  # fmt: skip


def _ascii_digits(text: str) -> bool:
    return not any(char.isdigit() and not char.isascii() for char in text)


def _templated(text: str, periods: Mapping[str, str]) -> str:
    """``text`` with a day period replaced by {p}: ``" AM"`` becomes ``" {p}"``."""
    word = text.strip(_SPACE + MARKS + ",")
    if not word or fold(word) not in periods:
        return text
    return text.replace(word, "{p}")


Matches = dict[Skeleton, list[re.Match[str]]]


def stamp_matches(lines: Iterable[str], periods: Mapping[str, str]) -> Matches:
    """Every line that resembles a stamp, by skeleton."""
    matches: Matches = {}
    for line in lines:
        found = LOOSE.match(line[:160])
        if found and (bones := skeleton(found, periods)):
            matches.setdefault(bones, []).append(found)
    return matches


def main_skeleton(matches: Matches) -> Skeleton:
    """The one that most lines have; of equals, the first."""
    return max(matches, key=lambda bones: len(matches[bones]))


def find_shape(matches: Matches, periods: Mapping[str, str]) -> Shape:
    """The shape of files whose first lines gave ``matches``; rare forms are text that resembles a stamp."""
    most = max(len(found) for found in matches.values())
    kept = {
        bones: found for bones, found in matches.items() if len(found) * 2 > most or len(found) >= max(3, most / 20)
    }
    return make_shape(dict(sorted(kept.items(), key=lambda item: -len(item[1]))), periods)


def make_shape(kept: Mapping[Skeleton, list[re.Match[str]]], periods: Mapping[str, str]) -> Shape:
    """One pattern for the skeletons, digit counts as seen."""
    words = b"|".join(_spelled(word) for word in sorted(_spellings(kept, periods), key=len, reverse=True))
    stamps = b"|".join(_stamp(bones, found, words) for bones, found in kept.items())
    marks = any("[" in bones.open or found["mark"] for bones, all_ in kept.items() for found in all_)
    stamp = (_MARK if marks else b"") + b"(?:" + stamps + b")"
    american = any(_american(found[0]) for found in kept.values())
    width = 0 if marks or len(kept) > 1 else _day_width(stamps)
    return Shape(tuple(kept), re.compile(stamp), american, width)


def _day_width(stamps: bytes) -> int:
    """Bytes up to the space or comma behind the day in one pattern of plain digits of fixed number; else 0."""
    plain = rb"(?:\\d\{[24]\}(?:\\?[./-])?){3}(?=,|\\? )"
    found = re.match(plain, stamps)
    return len(re.sub(rb"\\d\{(\d)\}", lambda m: b"0" * int(m[1]), found[0]).replace(b"\\", b"")) if found else 0


def _american(found: re.Match[str]) -> bool:
    return found["tail"].strip(_SPACE + MARKS) in ("AM", "PM")


def named(shape: Shape, names: Iterable[bytes]) -> re.Pattern[bytes]:
    """What opens a record: group 1 is the stamp, group 2 the author, None when the first line must be looked at.

    Args:
        shape: of the file.
        names: authors whose names hold a colon.
    """
    whole = b"".join(re.escape(name) + b"|" for name in names)
    return re.compile(rb"\n(" + shape.first.pattern + rb")(?:(" + whole + rb"[^\n:]+): )?")


def _spellings(kept: Mapping[Skeleton, list[re.Match[str]]], periods: Mapping[str, str]) -> set[str]:
    """Day periods that may stand in this file; the other half of the day may come later than the sample."""
    if not any("{p}" in bones.join + bones.tail for bones in kept):
        return set()
    seen = {m[name].strip(_SPACE + MARKS + ",") for found in kept.values() for m in found for name in ("join", "tail")}
    return {w for word in periods for w in (word, word.upper(), word.capitalize())} | {w for w in seen if w}


def _spelled(word: str) -> bytes:
    """The word with any kind of space and apostrophe."""
    text = re.sub(f"[{_SPACE}]", " ", word)
    raw = re.escape(text).replace("\\ ", " ").encode()
    return raw.replace(b" ", rb"(?: |\xc2\xa0|\xe2\x80\xaf)").replace(b"'", rb"(?:'|\xe2\x80\x99)")


def _stamp(bones: Skeleton, found: list[re.Match[str]], words: bytes) -> bytes:
    digit = rb"\d" if bones.ascii else rb"(?:\d|\xd9[\xa0-\xa9]|\xdb[\xb0-\xb9])"

    def number(name: str) -> bytes:
        return digit + _count([m[name] for m in found])

    def literal(text: str) -> bytes:
        before, period, after = text.partition("{p}")
        return re.escape(before.encode()) + (b"(?:" + words + b")" if period else b"") + re.escape(after.encode())

    year = digit + (b"{4}" if bones.long_year else b"{2}")
    first, last = (year, number("c")) if bones.first_year else (number("a"), year)
    seconds = literal(bones.s4) + digit + b"{2}" if bones.s4 else b""
    return (
        literal(bones.open) + first + literal(bones.s1) + number("b") + literal(bones.s2) + last + literal(bones.join)
        + number("h") + literal(bones.s3) + digit + b"{2}" + seconds + literal(bones.tail) + literal(bones.close)
    )  # fmt: skip


def _count(values: list[str]) -> bytes:
    """How many digits a number has: two when the file writes zeros in front, else one or two."""
    single = sum(len(value) == 1 for value in values)
    padded = sum(len(value) == 2 and int(value) < 10 for value in values)
    return b"{2}" if padded and padded >= single else b"{1,2}"
