"""One export's lines to records: bytes in blocks, split by the strict stamp, decoded message by message."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import accumulate, compress, repeat
from operator import itemgetter, not_
from typing import NamedTuple

from digest.errors import InputError
from digest.model import Entry, Kind, Notice, Unread
from digest.read.authors import Authors, clean_name
from digest.read.doubtful import Columns, in_time, real
from digest.read.encoding import decode
from digest.read.kinds import Screen, Told, classify
from digest.read.moments import Moments
from digest.read.newlines import GUARD
from digest.read.phrases import Phrases, fold, says
from digest.read.stamps import Shape
from digest.read.tally import Count

Record = Entry | Notice
_new = tuple.__new__  # a third of the time of calling the noun
_STAMP = 400  # bytes in which a stamp ends
_NEWLINE = ord("\n")
_KEPT = 10_000  # short texts whose kind is remembered


class _Open(NamedTuple):
    """The last message of a file: it may go on in the next one."""

    raw: bytes
    tally: Count
    line: int
    further: tuple[tuple[Count, int], ...] = ()  # later files it runs into, and how many lines


class _Names(dict[bytes | None, "str | None"]):
    """What stands before the first colon -> the clean name; None when each such line must be looked at."""

    def __init__(self, authors: Authors) -> None:
        super().__init__({None: None})
        self.authors = authors

    def __missing__(self, raw: bytes) -> str | None:
        name, _ = self.authors.split(raw + b": x")
        plain = name == raw and raw not in self.authors.longer and raw not in self.authors.system
        self[raw] = clean_name(decode(raw)) if plain else None
        return self[raw]


@dataclass(slots=True)
class Parser:
    """Reads the files of one export in order; ``unread`` collects the lines before the first message."""

    shape: Shape
    moments: Moments
    authors: Authors
    words: Phrases
    screen: Screen
    limit: int
    unread: list[Unread] = field(default_factory=list)
    pending: _Open | None = None
    names: _Names = field(init=False)
    kinds: dict[str, Told] = field(default_factory=dict)
    impossible: Counter[str] = field(default_factory=Counter)  # lines by file
    pasted: Counter[str] = field(default_factory=Counter)
    spans: dict[tuple[str, int], list[tuple[Count, int]]] = field(default_factory=dict)  # records in several files

    def __post_init__(self) -> None:
        self.names = _Names(self.authors)

    def read_file(
        self, blocks: Iterable[bytes], count: Count, line: int, unended: bool = False
    ) -> Iterator[list[Record]]:
        """Records of one file in lists, the last message held back until ``finish`` or the next file.

        Args:
            blocks: its content behind the header, with plain line ends.
            count: where to count its lines.
            line: number of the first of them, from 1.
            unended: a last line end is an empty line: the files of this series do not end with one.
        """
        buffer, started, empty = b"\n", False, True
        for block in blocks:
            if not block:
                continue
            empty = False
            buffer += block
            if not started:
                start = self._first(buffer)
                if start < 0:
                    self._guard(buffer, count)
                    continue
                started, line = True, line + self._leading(buffer[1:start], count, line) if start > 0 else line
                yield self.finish()
                buffer = buffer[start:]
            cut = self._last(buffer, len(buffer) - len(block) - _STAMP)
            if cut > 0:
                yield self._records(buffer[:cut], count, line, self._moment(buffer, cut))
                line += buffer.count(b"\n", 0, cut)
                buffer = buffer[cut:]
            self._guard(buffer, count)
        buffer = buffer.removesuffix(b"\n") if len(buffer) > 1 and not unended else buffer
        if started:
            self.pending = _Open(buffer, count, line)
        elif not empty:
            self._leading(buffer[1:], count, line)

    def finish(self) -> list[Record]:
        """The message that was held back."""
        held, self.pending = self.pending, None
        if held is None:
            return []
        records = [_trimmed(record) for record in self._records(held.raw, held.tally, held.line)]
        notice = bool(records) and isinstance(records[-1], Notice)
        for count, lines in held.further:
            _move(held.tally, count, lines, notice)
        if held.further and records:
            own = records[-1].lines - sum(lines for _, lines in held.further)
            self.spans[records[-1].file, records[-1].line] = [(held.tally, own), *held.further]
        return records

    def _guard(self, buffer: bytes, count: Count) -> None:
        if len(buffer) > self.limit:
            raise InputError(
                f"One message is longer than {self.limit >> 20} MiB.", file=count.file, hint="Is this a chat export?"
            )

    def _first(self, buffer: bytes) -> int:
        """Where the first message opens, or -1."""
        for found in self.authors.pattern.finditer(buffer):
            if self.moments[found[1]]:
                return found.start()
        return -1

    def _last(self, buffer: bytes, floor: int) -> int:
        """Where the last message opens behind ``floor``; what is before was searched with the block before."""
        at, floor = len(buffer), max(floor, 0)
        while (at := buffer.rfind(b"\n", floor, at)) > 0:
            found = self.authors.pattern.match(buffer, at)
            if found and self.moments[found[1]]:
                return at
        return 0

    def _moment(self, buffer: bytes, at: int) -> datetime | None:
        found = self.authors.pattern.match(buffer, at)
        return self.moments[found[1]] if found else None

    def _leading(self, raw: bytes, count: Count, line: int) -> int:
        """Lines before a file's first message belong to the message before; returns how many."""
        lines = raw.count(b"\n") + 1
        if self.pending:
            held = self.pending
            self.pending = held._replace(raw=held.raw + b"\n" + raw, further=(*held.further, (count, lines)))
        elif not raw.strip():
            count.header_lines += lines
        else:
            count.unread_lines += lines
            self.unread.append(Unread(count.file, line, lines, "before the first message"))
        return lines

    def _records(self, data: bytes, count: Count, line: int, after: datetime | None = None) -> list[Record]:
        """Records of ``data``, which begins with the line end before a stamp; ``after`` is the next one's moment."""
        parts = self.authors.pattern.split(data)
        rows, wrong = real(parts[1::3], parts[2::3], parts[3::3], self.moments.of(parts[1::3]))
        rows, pasted = in_time(rows, after, self.authors.stranger)
        if wrong or pasted:
            self.impossible[count.file] += wrong
            self.pasted[count.file] += pasted
        texts = _decoded(rows.bodies)
        records, notices = self._entries(rows, texts, b"\xe2\x80\x8e" in data or GUARD in data, count.file, line)
        notice_lines = sum(record.lines for record in notices)
        count.messages += len(records) - len(notices)
        count.message_lines += data.count(b"\n") - notice_lines
        count.notices += len(notices)
        count.notice_lines += notice_lines
        return records

    def _entries(
        self, rows: Columns, texts: list[str], marks: bool, file: str, line: int
    ) -> tuple[list[Record], list[Notice]]:
        """One record a row, and the notices among them: plain messages at once, few after a closer look.

        Args:
            rows: the columns of a block.
            texts: their bodies, decoded.
            marks: are there invisible marks in the block?
            file: where they stand.
            line: number of the first line.
        """
        names = list(map(self.names.__getitem__, rows.names))
        counts = [1] * len(texts)
        for index in compress(range(len(texts)), map(bytes.__contains__, rows.bodies, repeat(_NEWLINE))):
            counts[index] += rows.bodies[index].count(b"\n")
        numbers = list(accumulate(counts, initial=line))
        numbers.pop()
        plain: tuple[Iterable[object], ...] = (
            rows.whens, names, texts, repeat("message"), repeat(file), numbers, counts,
            repeat(False), repeat(""), repeat(None),
        )  # fmt: skip
        records: list[Record] = list(map(_new, repeat(Entry), zip(*plain, strict=False)))
        notices = []
        for index in self._suspects(names, texts, marks):
            told = None if marks or self.words.own else self.kinds.get(texts[index])
            when, name, where = rows.whens[index], names[index], (file, numbers[index], counts[index])
            if told and name:
                records[index] = _new(Entry, (when, name, told[0], told[1], *where, *told[2:]))
            else:
                record = records[index] = self._special(when, rows.names[index], name, rows.bodies[index], *where)
                if isinstance(record, Notice):
                    notices.append(record)
        return records, notices

    def _suspects(self, names: list[str | None], texts: list[str], marks: bool) -> set[int]:
        """Which rows may be anything but plain messages; tests without a loop of ours, for every message pays them."""
        every = range(len(texts))
        starts, attached = self.screen.starts.__contains__, self.screen.attached.search
        found = set(compress(every, map(not_, names)))
        found.update(compress(every, map(starts, map(itemgetter(slice(5)), texts))))
        found.update(compress(every, map(str.endswith, texts, repeat(">"))))
        found.update(i for i in compress(every, map(str.__contains__, texts, repeat("("))) if attached(texts[i]))
        if self.words.own:
            found.update(index for index in every if says(fold(texts[index]), self.words.own))
        if marks:
            found.update(compress(every, map(str.__contains__, texts, repeat("\u200e"))))
            found.update(compress(every, map(str.__contains__, texts, repeat("\n\x00"))))
        return found

    def _special(
        self, when: datetime, raw: bytes | None, name: str | None, body: bytes, file: str, line: int, lines: int
    ) -> Record:
        """A record that needs a closer look at its first line or its kind."""
        own = raw
        if not name or raw is None:
            first, newline, rest = ((raw + b": " if raw is not None else b"") + body).partition(b"\n")
            own, start = self.authors.split(first)
            body = start + newline + rest
            name = clean_name(decode(own)) if own is not None else ""
        text = decode(body).replace("\n\x00", "\n")
        if own is None or self._is_notice(own, text):
            return Notice(when, _unmarked(text), self._notice_kind(text), file, line, lines)
        told = self._told(text)
        return _new(Entry, (when, name, told[0], told[1], file, line, lines, *told[2:]))

    def _is_notice(self, name: bytes, text: str) -> bool:
        """On iPhones a notice has an author, too: the group or who acts; its text begins with a mark.

        People's texts never begin with one, placeholders do, so what is no known placeholder is a notice:
        better a placeholder too few than a phone number published.
        """
        if self.words.own and says(fold(text), self.words.own):
            return True
        if text[:1] != "\u200e" or not self.shape.bracket:
            return False
        if name in self.authors.system:
            return True
        return self._told(text).kind == "message"

    def _told(self, text: str) -> Told:
        """The kind of a text; short ones are often repeated and kept."""
        known = self.kinds.get(text)
        if known is None:
            known = classify(text, self.words)
            if known.kind == "message" and text in self.authors.placeholders:
                known = known._replace(kind="media")
            if len(text) < 64 and len(self.kinds) < _KEPT:
                self.kinds[text] = known
        return known

    def _notice_kind(self, text: str) -> Kind:
        folded = fold(text)
        if any(map(folded.__contains__, self.words.pinned)):
            return "pinned"
        if folded in self.words.call or any(map(folded.__contains__, self.words.call_notice)):
            return "call"
        return "system"


def _trimmed(record: Record) -> Record:
    """Without the blank lines at the end of a file."""
    return record._replace(text=record.text.rstrip("\n")) if record.text[-1:] == "\n" else record


def _unmarked(text: str) -> str:
    return text.lstrip("\u200e\u200f")


def _move(source: Count, target: Count, lines: int, notice: bool) -> None:
    """A message that runs into the next file: count its lines where they stand."""
    if notice:
        source.notice_lines -= lines
        target.notice_lines += lines
    else:
        source.message_lines -= lines
        target.message_lines += lines


def _decoded(bodies: list[bytes]) -> list[str]:
    try:
        return list(map(bytes.decode, bodies))
    except UnicodeDecodeError:
        return [decode(body) for body in bodies]
