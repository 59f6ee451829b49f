"""Where every input line went, line by line: the long form of the ledger, without a word of the chat."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from digest.model import Chunk, Notice, Tally

HEADER, OVERLAP, BEFORE, MERGED = "header", "overlap removed", "message before goes on", "the same as in another export"


class Range(NamedTuple):
    """Neighbouring lines of one file, from 1, that went the same way."""

    first: int
    last: int
    what: str


def trace_lines(chunk: Chunk) -> list[str]:
    """For every input line where it went, as ranges by file: ``000.txt:9-17 message``.

    Each line of each file is in exactly one range. Kinds of records are those of the model; a notice is ``notice``;
    further ``header``, ``overlap removed``, ``message before goes on`` (a message that began in another chunk),
    ``the same as in another export`` and ``unread: `` with the reason.
    """
    return [f"{file}:{_shown(each)} {each.what}" for file, ranges in trace(chunk).items() for each in ranges]


def trace(chunk: Chunk) -> dict[str, list[Range]]:
    """The ranges of each file, in order."""
    told: dict[str, list[Range]] = {tally.file: [] for tally in chunk.tallies}
    for record in chunk.records:
        what = "notice" if isinstance(record, Notice) else record.kind
        told[record.file].append(Range(record.line, record.line + record.lines - 1, what))
    for part in chunk.unread:
        told[part.file].append(Range(part.line, part.line + part.lines - 1, f"unread: {part.reason}"))
    for aside in chunk.asides:
        told[aside.file].append(Range(aside.line, aside.line + aside.lines - 1, aside.what))
    return {tally.file: _whole(tally, sorted(told[tally.file])) for tally in chunk.tallies}


def _whole(tally: Tally, told: list[Range]) -> list[Range]:
    """The ranges with what lies between them: first the header, then the overlap, as the tally counts them."""
    told = [each._replace(last=min(each.last, tally.lines)) for each in told if each.first <= tally.lines]
    left = _left(tally, told)
    whole: list[Range] = []
    after = 1
    for each in [*told, Range(tally.lines + 1, tally.lines, "")]:
        whole += _between(after, each.first - 1, left)
        if each.what:
            whole.append(each)
        after = each.last + 1
    return whole


def _left(tally: Tally, told: list[Range]) -> dict[str, int]:
    """How many lines of each kind no range tells yet, in the order in which they stand in a file."""

    def known(what: str) -> int:
        return sum(each.last - each.first + 1 for each in told if each.what == what)

    left = {
        HEADER: tally.header_lines - known(HEADER),
        OVERLAP: tally.overlap_lines - known(OVERLAP),
        BEFORE: 0,
        MERGED: tally.merged_lines - known(MERGED),
    }
    open_lines = tally.lines - sum(each.last - each.first + 1 for each in told)
    left[BEFORE] = max(0, open_lines - sum(left.values()))
    return left


def _between(first: int, last: int, left: dict[str, int]) -> Iterator[Range]:
    for what, count in list(left.items()):
        lines = min(count, last - first + 1)
        if lines > 0:
            yield Range(first, first + lines - 1, what)
            left[what] -= lines
            first += lines


def _shown(each: Range) -> str:
    return str(each.first) if each.first == each.last else f"{each.first}-{each.last}"
