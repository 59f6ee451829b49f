"""One text file of an export and what a first look at it tells."""

from __future__ import annotations

import hashlib
import re
from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from digest.read.chunk_header import Top, read_top
from digest.read.encoding import decode
from digest.read.moments import Moments
from digest.read.newlines import keeps_apart, plain_lines
from digest.read.phrases import Phrases
from digest.read.source import Document
from digest.read.stamps import Matches, Shape, stamp_matches
from digest.read.tally import Count

SAMPLE = 2 << 20  # bytes of each file that are looked at before reading
_SHAPE_SAMPLE = 200_000


@dataclass(slots=True, eq=False)
class Text:
    """One text file; ``matches`` are the stamps of its first lines by their form."""

    document: Document
    top: Top
    sample: bytes  # its first bytes behind the header
    matches: Matches
    count: Count = field(init=False)
    guard: bool = False  # lines after a lone LF never open a message here

    def __post_init__(self) -> None:
        self.count = Count(self.document.name, self.top.header, header_lines=self.top.lines)

    @property
    def name(self) -> str:
        """As shown to the user."""
        return self.document.name

    def content(self, skip_lines: int = 0) -> Iterator[bytes]:
        """Blocks behind the header and behind ``skip_lines`` further lines."""
        skip = self.top.size
        for block in plain_lines(self.document.blocks(), self.guard):
            start = min(skip, len(block))
            skip -= start
            while skip_lines and start < len(block):
                end = block.find(b"\n", start)
                skip_lines -= end >= 0
                start = end + 1 if end >= 0 else len(block)
            if start < len(block):
                yield block[start:] if start else block


def look(document: Document, words: Phrases) -> Text:
    """Find the header and the stamps' form of one file."""
    raw = _sample(document)
    sample = b"".join(plain_lines([raw]))
    top = read_top(sample[: 1 << 18], document.name, words)
    sample = sample[top.size :]
    lines = [decode(line) for line in sample[:_SHAPE_SAMPLE].split(b"\n")]
    return Text(document, top, sample, stamp_matches(lines, words.periods))


def _sample(document: Document) -> bytes:
    parts, size = [], 0
    for block in document.blocks():
        parts.append(block)
        size += len(block)
        if size >= SAMPLE:
            break
    return b"".join(parts)


def settle_line_ends(text: Text, shape: Shape) -> None:
    """Guard the text's inner lines where its line ends tell them from the start of messages."""
    if shape.bracket and not text.top.lines and keeps_apart(_sample(text.document), shape.first):
        text.guard = True
        text.sample = b"".join(plain_lines([_sample(text.document)], True))


@dataclass(slots=True, eq=False)
class Scan:
    """All lines of a text as hashes, where its first message opens, and when it begins and ends."""

    text: Text
    lines: array[int]
    opens: int  # index of the first line that opens a message; all lines when there is none
    first: datetime | None
    last: datetime | None
    print: str  # fingerprint of the content
    ended: bool  # does its last line end?
    long: list[bool]  # is a leading line long enough to be recognised again?

    def end_blank(self) -> None:
        """Take a last line end as the empty line that it is in files that do not end with one."""
        if self.ended:
            self.lines.append(hash(b""))
            if not self.first:
                self.opens += 1
                self.long.append(False)


def scan(text: Text, shape: Shape, moments: Moments) -> Scan:
    """Read all lines of ``text`` once."""
    lines, finger, rest = array("q"), hashlib.blake2b(digest_size=16), b""
    opens, first, last, leading = -1, None, None, []
    for block in text.content():
        finger.update(block)
        data = rest + block
        *whole, rest = data.split(b"\n")
        for line in whole:
            lines.append(hash(line))
            if found := shape.first.match(line):
                if when := moments[found[0]]:
                    opens, first, last = (opens, first, when) if first else (len(lines) - 1, when, when)
            elif opens < 0:
                leading.append(len(line) >= 12)
    if rest:
        lines.append(hash(rest))
        found = shape.first.match(rest)
        if found and (when := moments[found[0]]):
            opens, first, last = (opens, first, when) if first else (len(lines) - 1, when, when)
        elif opens < 0:
            leading.append(len(rest) >= 12)
    return Scan(text, lines, opens if first else len(lines), first, last, finger.hexdigest(), not rest, leading)


def natural(name: str) -> list[tuple[int, int, str]]:
    """Key by which names sort as people number them: 2 before 10.

    >>> natural("002_ab.txt") < natural("10_ab.txt")
    True
    """
    pieces = re.split(r"(\d+)", name)
    return [(0, int(p), "") if p.isdigit() and p.isascii() else (1, 0, p) for p in pieces if p]


def family(name: str) -> str:
    """What names of one series have in common: numbers and hexadecimal marks left out."""
    folder, _, last = name.lower().rpartition("/")
    stem, dot, ending = last.rpartition(".")
    numbered = re.match(r"\d+[_ -]", stem)
    return f"{folder}/{'#' if numbered else re.sub(r'[0-9a-f]{6,}|[0-9]+', '#', stem)}{dot}{ending}"
