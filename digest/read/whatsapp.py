"""WhatsApp: exported texts, chunk files of them, and the zip that the phone makes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from digest.errors import InputError
from digest.model import Chunk, Unread
from digest.read.authors import Authors, Survey
from digest.read.chunk_header import Top, read_top
from digest.read.encoding import decode
from digest.read.kinds import screen
from digest.read.moments import Moments, infer_order, triples
from digest.read.newlines import plain_lines
from digest.read.parser import Parser, Record
from digest.read.phrases import Phrases, phrases
from digest.read.source import Document, ReadOptions
from digest.read.stamps import Shape, find_shape
from digest.read.tally import Count

SAMPLE = 8 << 20  # bytes of each file that are looked at before reading


@dataclass(slots=True)
class Text:
    """One text file with what its first look told."""

    document: Document
    top: Top
    sample: bytes  # its first bytes behind the header, whole lines
    shape: Shape | None
    count: Count = field(init=False)

    def __post_init__(self) -> None:
        self.count = Count(self.document.name, self.top.header, header_lines=self.top.lines)

    def content(self) -> Iterator[bytes]:
        """Blocks behind the header."""
        skip = self.top.size
        for block in plain_lines(self.document.blocks()):
            if skip < len(block):
                yield block[skip:] if skip else block
            skip = max(0, skip - len(block))


def look(document: Document, words: Phrases) -> Text:
    """Find the header and the stamps' shape of one file."""
    parts, size = [], 0
    for block in plain_lines(document.blocks()):
        parts.append(block)
        size += len(block)
        if size >= SAMPLE:
            break
    sample = b"".join(parts)
    top = read_top(sample[: 1 << 18], document.name, words)
    sample = sample[top.size :]
    lines = (decode(line) for line in sample[:200_000].split(b"\n"))
    return Text(document, top, sample, find_shape(lines, words.periods))


class Reading:
    """One conversation being read: records as a stream, then what was counted on the way."""

    def __init__(self, documents: Sequence[Document], options: ReadOptions) -> None:
        self.options = options
        self.words = phrases(options.phrases)
        self.texts = [look(document, self.words) for document in documents]
        self.warnings: list[str] = []
        self.unread: list[Unread] = []

    def records(self) -> Iterator[list[Record]]:
        """The records in order, in lists."""
        shape = next((text.shape for text in self.texts if text.shape), None)
        if shape is None:
            raise unknown(self.texts[0])
        parser = self._parser(shape, self.texts)
        for text in sorted(self.texts, key=self._first_moment(parser)):
            yield from parser.read_file(text.content(), text.count, text.top.lines + 1)
        yield parser.finish()
        self.unread += parser.unread

    def _first_moment(self, parser: Parser):  # type: ignore[no-untyped-def]
        def key(text: Text):  # type: ignore[no-untyped-def]
            found = parser.shape.pattern.search(b"\n" + text.sample)
            when = parser.moments[found[1]] if found else None
            return (when is None, when.isoformat() if when else "", text.document.name)

        return key

    def _parser(self, shape: Shape, texts: Sequence[Text]) -> Parser:
        survey, days = Survey(), []
        behind = re.compile(rb"\n(" + shape.first.pattern + rb")([^\n]*)")
        for text in texts:
            found = list(islice(behind.finditer(b"\n" + text.sample), 100_000))
            survey.add(match[2] for match in found)
            days += triples(match[1] for match in found)
        order = infer_order(days, shape, self.options.date_order)
        if not order.sure:
            self.warnings.append(_undecided(order.name))
        authors = Authors(survey, self.words, shape.bracket)
        moments = Moments(order.name, self.words.periods)
        return Parser(shape, moments, authors, self.words, screen(self.words), self.options.limits.message)

    def chunk(self, records: Sequence[Record]) -> Chunk:
        """All that was read, once the stream has ended."""
        tallies = tuple(text.count.tally() for text in self.texts)
        return Chunk(records, tuple(self.unread), tallies, tuple(self.warnings), "whatsapp")


def _undecided(order: str) -> str:
    first = "the day" if order == "dmy" else "the month"
    return f"Every date could be read day first or month first; {first} was taken first. Set date_order to be sure."


def unknown(text: Text) -> InputError:
    """The error for a text in which no line opens a message."""
    return InputError("No message was found.", file=text.document.name)


def read_whatsapp(documents: Sequence[Document], options: ReadOptions) -> Chunk:
    """All records of the files of one group."""
    reading = Reading(documents, options)
    records = [record for block in reading.records() for record in block]
    return reading.chunk(records)
