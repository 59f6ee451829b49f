"""Where every line went: counted while reading, told in sentences."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce

from digest.model import Chunk, Header, Notice, Tally


@dataclass(slots=True, eq=False)
class Count:
    """The tally of one file while it is being read."""

    file: str
    header: Header | None = None
    messages: int = 0
    message_lines: int = 0
    notices: int = 0
    notice_lines: int = 0
    header_lines: int = 0
    overlap_lines: int = 0
    merged_lines: int = 0
    unread_lines: int = 0

    def tally(self) -> Tally:
        """The finished noun."""
        others = self.header_lines + self.overlap_lines + self.merged_lines + self.unread_lines
        return Tally(
            self.file,
            self.message_lines + self.notice_lines + others,
            self.messages,
            self.message_lines,
            self.notices,
            self.notice_lines,
            self.header_lines,
            self.overlap_lines,
            self.merged_lines,
            self.unread_lines,
            self.header,
        )


def ledger_lines(chunk: Chunk) -> list[str]:
    """One sentence for each file, and one for all when there are several."""
    lines = [f"{tally.file}: {_sentence(tally)}" for tally in chunk.tallies]
    if len(chunk.tallies) > 1:
        total = reduce(_plus, chunk.tallies)._replace(file=f"{len(chunk.tallies)} files")
        lines.append(f"{total.file}: {_sentence(total)}")
    return lines


def _plus(a: Tally, b: Tally) -> Tally:
    """Both together, without a header."""
    return Tally(
        a.file,
        a.lines + b.lines,
        a.messages + b.messages,
        a.message_lines + b.message_lines,
        a.notices + b.notices,
        a.notice_lines + b.notice_lines,
        a.header_lines + b.header_lines,
        a.overlap_lines + b.overlap_lines,
        a.merged_lines + b.merged_lines,
        a.unread_lines + b.unread_lines,
    )


def _sentence(tally: Tally) -> str:
    parts = [_in(tally.message_lines, tally.messages, "message"), _in(tally.notice_lines, tally.notices, "notice")]
    parts += [
        f"{count} {what}"
        for count, what in (
            (tally.overlap_lines, "the same as in the chunk before"),
            (tally.merged_lines, "the same as in another export"),
            (tally.unread_lines, "unread"),
        )
        if count
    ]
    content = tally.lines - tally.header_lines
    said = tally.header.messages if tally.header else None
    hint = f", header says {said} (lines)" if said is not None else ""
    return f"{_plural(content, 'line')}: {', '.join(parts)}{hint}"


def _in(lines: int, count: int, noun: str) -> str:
    return f"{lines} in {_plural(count, noun)}"


def _plural(count: int, noun: str) -> str:
    return f"{count} {noun}" + ("" if count == 1 else "s")


def trace_lines(chunk: Chunk) -> list[str]:
    """For every input line where it went, as ranges by file: ``000.txt:9-17 message``. Holds no text of the chat."""
    places: dict[str, list[tuple[int, int, str]]] = {tally.file: [] for tally in chunk.tallies}
    for record in chunk.records:
        what = "notice" if isinstance(record, Notice) else record.kind
        places.setdefault(record.file, []).append((record.line, record.lines, what))
    for part in chunk.unread:
        places.setdefault(part.file, []).append((part.line, part.lines, f"unread: {part.reason}"))
    return [line for tally in chunk.tallies for line in _traced(tally, sorted(places[tally.file]))]


def _traced(tally: Tally, parts: list[tuple[int, int, str]]) -> list[str]:
    """The ranges of one file, gaps included."""
    found: list[tuple[int, int, str]] = []
    after = 1
    for line, lines, what in [*parts, (tally.lines + 1, 0, "")]:
        if line > after:
            head = min(line - 1, tally.header_lines) if after == 1 else 0
            if head:
                found.append((1, head, "header"))
            if line - 1 > head and line - 1 >= max(after, head + 1):
                found.append((max(after, head + 1), line - 1, "told elsewhere, or the end of the message before"))
        last = min(line + lines - 1, tally.lines)
        if what:
            found.append((line, last, what))
        after = max(after, last + 1)
    return [f"{tally.file}:{_range(a, b)} {what}" for a, b, what in found]


def _range(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}-{last}"
