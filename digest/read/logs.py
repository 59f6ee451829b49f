"""Records of exports in JSON to one conversation, with the lines of each and a tally of each file.

A record has the lines from where it starts to where it ends, or to the line before the next one. In a file that puts
several records on one line, each record counts as one line and the file has as many lines as records.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import NamedTuple

from digest.errors import InputError
from digest.model import Aside, Chunk, Entry, Notice, Tally, Unread
from digest.read.tally import Count

Record = Entry | Notice
_EPOCH = datetime(1970, 1, 1)
NO_DATE = "a record without a date"
UTC_TOLD = "The export tells times in UTC; they were kept so. Days begin at midnight UTC."
MERGED = "the same as in another export"
_MOST = 10_000_000  # records of one file: the largest groups have a tenth


class Found(NamedTuple):
    """A record before it has its place, or the reason why it is none."""

    record: Record | None
    reason: str = ""
    key: tuple[object, ...] = ()  # the same in two exports of one message; empty when not told
    changed: str = ""  # when it was edited; of two forms the later stands


class Place(NamedTuple):
    """Lines of a file."""

    file: str
    line: int
    lines: int


@dataclass(slots=True)
class Log:
    """One file while it is being read; places in ``text`` only grow."""

    file: str
    text: str = ""
    found: list[Found] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    lines: int = 0  # of the whole file, once it is closed
    _at: int = 0
    _line: int = 1

    def add(self, found: Found, start: int, end: int) -> None:
        """Keep what stands between two places of the text.

        Raises:
            InputError: far more records than any group has.
        """
        if len(self.found) >= _MOST:
            raise InputError(f"There are more than {_MOST} records in it.", file=self.file, hint="Is this a chat?")
        self.starts.append(self._line_of(start))
        self.ends.append(self._line_of(max(start, end - 1)))
        self.found.append(found)

    def _line_of(self, place: int) -> int:
        self._line += self.text.count("\n", self._at, place)
        self._at = place
        return self._line

    def close(self) -> list[Place]:
        """The lines of each record; the text is let go."""
        total = self.text.count("\n") + (not self.text.endswith("\n"))
        self.text = ""
        if any(a >= b for a, b in pairwise(self.starts)):
            self.lines = len(self.starts)
            return [Place(self.file, number, 1) for number in range(1, self.lines + 1)]
        self.lines = total
        lasts = [min(end, after - 1) for end, after in zip(self.ends, [*self.starts[1:], total + 1], strict=False)]
        return [Place(self.file, a, b - a + 1) for a, b in zip(self.starts, lasts, strict=True)]


def combined(logs: Sequence[Log], platform: str, warnings: Iterable[str]) -> Chunk:
    """All files as one conversation in the order of time, each message once.

    Raises:
        InputError: no file holds a message.
    """
    unread: list[Unread] = []
    asides: list[Aside] = []
    kept: dict[tuple[object, ...], tuple[Record, str]] = {}
    seen: Counter[tuple[object, ...]] = Counter()
    for found, place in (pair for log in logs for pair in zip(log.found, log.close(), strict=True)):
        if found.record is None:
            unread.append(Unread(*place, found.reason))
            continue
        new = found.record._replace(file=place.file, line=place.line, lines=place.lines), found.changed
        own = (place.file, *found.key) if found.key else (place,)
        seen[own] += 1  # the same words twice in one second of one file are said twice
        key = (seen[own], *found.key) if found.key else own
        old = kept.get(key)
        if old:
            old, new = (new, old) if old[1] > new[1] else (old, new)
            asides.append(Aside(old[0].file, old[0].line, old[0].lines, MERGED))
        kept[key] = new
    records = sorted((record for record, _ in kept.values()), key=lambda record: record.when)
    if not records:
        raise InputError("There is no message in it.", file=logs[0].file, hint="Export the chat again.")
    asides += _headers(logs, [*records, *unread, *asides])
    tallies = _tallies(logs, records, unread, asides)
    told = dict.fromkeys([*warnings, *_told(unread)])
    records = [record._replace(when=record.when.replace(microsecond=0)) for record in records]
    return Chunk(records, tuple(_joined(unread)), tallies, tuple(told), platform, tuple(sorted(asides)))


def _joined(unread: Iterable[Unread]) -> Iterator[Unread]:
    """Neighbours with one reason as one."""
    last: Unread | None = None
    for part in unread:
        if last and (last.file, last.reason, last.line + last.lines) == (part.file, part.reason, part.line):
            last = last._replace(lines=last.lines + part.lines)
            continue
        if last:
            yield last
        last = part
    if last:
        yield last


def _told(unread: Sequence[Unread]) -> Iterator[str]:
    """One sentence for each file and reason."""
    counts: dict[tuple[str, str], int] = {}
    for part in unread:
        counts[part.file, part.reason] = counts.get((part.file, part.reason), 0) + 1
    for (file, reason), count in counts.items():
        yield f"{file}: {count} record{'s'[: count != 1]} left out: {reason}."


def bots_told(count: int) -> Iterator[str]:
    """The sentence about what bots wrote, if they did."""
    if count:
        many = "1 message of a bot was" if count == 1 else f"{count} messages of bots were"
        yield f"{many} taken for system lines: bots are no members."


def channels_told(count: int) -> Iterator[str]:
    """The sentence about several channels, if there are."""
    if count > 1:
        yield f"{count} channels were read as one conversation."


def _headers(logs: Sequence[Log], parts: Iterable[Record | Unread | Aside]) -> Iterator[Aside]:
    """The lines between: what the file says of the chat, and its closing brackets."""
    places: dict[str, list[tuple[int, int]]] = {log.file: [] for log in logs}
    for part in parts:
        places[part.file].append((part.line, part.lines))
    for log in logs:
        after = 1
        for line, lines in [*sorted(places[log.file]), (log.lines + 1, 0)]:
            if line > after:
                yield Aside(log.file, after, line - after, "header")
            after = line + lines


def _tallies(
    logs: Sequence[Log], records: Sequence[Record], unread: Sequence[Unread], asides: Sequence[Aside]
) -> tuple[Tally, ...]:
    counts = {log.file: Count(log.file) for log in logs}
    for record in records:
        count = counts[record.file]
        if isinstance(record, Entry):
            count.messages += 1
            count.message_lines += record.lines
        else:
            count.notices += 1
            count.notice_lines += record.lines
    for part in unread:
        counts[part.file].unread_lines += part.lines
    for aside in asides:
        if aside.what == MERGED:
            counts[aside.file].merged_lines += aside.lines
        else:
            counts[aside.file].header_lines += aside.lines
    return tuple(count.tally() for count in counts.values())


# ---------------------------------------------------------------- moments


def seconds_of(value: object) -> datetime | None:
    """Seconds since 1970, as a number or its digits, as a moment in UTC without a zone."""
    try:
        return _EPOCH + timedelta(seconds=float(value)) if isinstance(value, int | float | str) else None
    except (ValueError, OverflowError):
        return None


def iso_of(value: object) -> datetime | None:
    """A moment in ISO 8601, with its zone if it tells one; never a date alone."""
    if not isinstance(value, str) or len(value) < 16:
        return None
    try:
        return datetime.fromisoformat(value)
    except ValueError:
        return None


def local(moment: datetime) -> datetime:
    """The clock as told, without its zone."""
    return moment.replace(tzinfo=None)


def is_utc(moment: datetime) -> bool:
    """Does it say that it is UTC?"""
    return moment.tzinfo is not None and moment.utcoffset() == UTC.utcoffset(None)
