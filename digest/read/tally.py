"""Where every line went: counted while reading, told in sentences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from digest.model import Chunk, Header, Tally


@dataclass(slots=True)
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
        parts = (self.header_lines, self.overlap_lines, self.merged_lines, self.unread_lines)
        lines = self.message_lines + self.notice_lines + sum(parts)
        own = (self.messages, self.message_lines, self.notices, self.notice_lines)
        return Tally(self.file, lines, *own, *parts, self.header)


def ledger_lines(chunk: Chunk) -> list[str]:
    """One sentence for each file, and one for all when there are several."""
    lines = [f"{tally.file}: {_sentence(tally)}" for tally in chunk.tallies]
    if len(chunk.tallies) > 1:
        total = Tally(f"{len(chunk.tallies)} files", *(sum(t[i] for t in chunk.tallies) for i in range(1, 10)))
        lines.append(f"{total.file}: {_sentence(total)}")
    return lines


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


def grand_total(tallies: Sequence[Tally]) -> int:
    """All input lines."""
    return sum(tally.lines for tally in tallies)
