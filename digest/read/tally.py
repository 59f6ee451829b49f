"""Where every line went: counted while reading, told in sentences."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce

from digest.model import Chunk, Header, Tally


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
