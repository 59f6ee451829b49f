"""WhatsApp: exported texts, chunk files of them, and the zip that the phone makes."""

from __future__ import annotations

import gc
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice

from digest.errors import InputError
from digest.model import Chunk, Entry, Unread
from digest.read.archives import MAGIC, shown
from digest.read.authors import Authors, Survey
from digest.read.documents import first_bytes, text_document, unknown
from digest.read.encoding import sniff
from digest.read.joining import Plan, Run, plan
from digest.read.kinds import screen
from digest.read.merging import Record, merge
from digest.read.moments import Moments, infer_order, triples
from digest.read.parser import Parser
from digest.read.phrases import Phrases, phrases
from digest.read.source import Document, Format, Input, ReadOptions
from digest.read.stamps import Matches, Shape, Skeleton, find_shape, main_skeleton
from digest.read.tally import Count
from digest.read.texts import Text, family, look, scan, settle_line_ends

_STAMPS = 30_000  # lines of one file by which names and the order of dates are learned


@dataclass(slots=True)
class Dialect:
    """The files of one kind of phone: one shape, one order of dates, one set of names."""

    texts: list[Text]
    shape: Shape
    moments: Moments
    authors: Authors
    unended: bool = False  # its files do not end with a line end


@dataclass(slots=True)
class Reading:
    """One conversation being read: records as a stream, then what was counted on the way."""

    documents: Sequence[Document]
    options: ReadOptions
    words: Phrases = field(init=False)
    texts: list[Text] = field(init=False)
    warnings: list[str] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    spans: dict[tuple[str, int], list[tuple[Count, int]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.words = phrases(self.options.phrases)
        texts = [text for document in self.documents for text in self._texts(document)]
        self.texts = self._readable(texts)
        self.warnings += [warning for text in self.texts for warning in text.document.warnings]

    def _texts(self, document: Document) -> list[Text]:
        if not document.members:
            return [look(document, self.words)]
        return [self._best_member(document)]

    def _best_member(self, document: Document) -> Text:
        """The chat in the phone's zip, told by its content, not by its name."""
        names = [n for n in document.members if n.lower().endswith(".txt") and not _hidden(n)]
        found = []
        for name in names or [n for n in document.members if "." not in n.rsplit("/", 1)[-1]]:
            text = look(_member(document, name), self.words)
            found.append((sum(len(m) for m in text.matches.values()), len(text.sample), text))
        if not found:
            raise unknown(document)
        best = max(found, key=lambda item: item[:2])
        return best[2]

    def _readable(self, texts: list[Text]) -> list[Text]:
        """The texts that are parts of a chat; lines of others are never glued to a message."""
        kin = {family(text.name) for text in texts if text.matches}
        if not kin:
            raise unknown(texts[0].document)
        kept = []
        for text in texts:
            if text.matches or text.top.lines or family(text.name) in kin:
                kept.append(text)
            else:
                self._leave_out(text)
        return [*kept, *(text for text in texts if text not in kept)]

    def _leave_out(self, text: Text) -> None:
        lines = sum(block.count(b"\n") for block in text.content()) + (not text.sample.endswith(b"\n"))
        text.count.unread_lines = lines
        self.unread.append(Unread(text.name, 1, lines, "no line opens a message"))
        self.warnings.append(f"{text.name}: no line opens a message; the file was left out.")

    def records(self) -> Iterator[list[Record]]:
        """The records in order, in lists; one file after the other when nothing has to be merged."""
        kept = [text for text in self.texts if not text.count.unread_lines]
        runs = [pair for dialect in self._dialects(kept) for pair in self._runs(dialect)]
        if len(runs) == 1:
            some = False
            for block in self._parse(*runs[0]):
                some = some or bool(block)
                yield block
            if not some:
                raise no_moment(self.texts[0].name)
            return
        whole: list[Record] = []
        for run in sorted(([r for block in self._parse(*pair) for r in block] for pair in runs), key=_first_moment):
            whole, dropped = merge(whole, run)
            for record in dropped:
                self._drop(record)
        if not whole:
            raise no_moment(self.texts[0].name)
        yield whole

    def _dialects(self, texts: list[Text]) -> list[Dialect]:
        """Texts by their stamps' form; a text without stamps goes with the largest group."""
        groups: dict[Skeleton, list[Text]] = {}
        for text in texts:
            if text.matches:
                groups.setdefault(main_skeleton(text.matches), []).append(text)
        largest = max(groups.values(), key=len)
        largest += [text for text in texts if not text.matches]
        return [self._dialect(group) for group in groups.values()]

    def _dialect(self, texts: list[Text]) -> Dialect:
        matches: Matches = {}
        for text in texts:
            for bones, found in text.matches.items():
                matches.setdefault(bones, []).extend(found)
        shape = find_shape(matches, self.words.periods)
        for text in texts:
            settle_line_ends(text, shape)
        survey, days = Survey(), []
        behind = re.compile(rb"\n(" + shape.first.pattern + rb")([^\n]*)")
        for text in sorted(texts, key=lambda t: t.name):
            found_lines = list(islice(behind.finditer(b"\n" + text.sample), _STAMPS))
            survey.add(match[2] for match in found_lines)
            days.append(triples(match[1] for match in found_lines))
        order = infer_order(days, shape, self.options.date_order)
        if not order.sure:
            self.warnings.append(_undecided(order.name))
        authors = Authors(survey, self.words, shape)
        return Dialect(texts, shape, Moments(order.name, self.words.periods, shape), authors)

    def _runs(self, dialect: Dialect) -> list[tuple[Dialect, list[tuple[Text, int]]]]:
        if len(dialect.texts) == 1:
            return [(dialect, [(dialect.texts[0], 0)])]
        scans = [scan(text, dialect.shape, dialect.moments) for text in dialect.texts]
        dialect.unended = sum(each.ended for each in scans) * 2 < len(scans)
        if dialect.unended:
            for each in scans:
                each.end_blank()
        found: Plan = plan(scans)
        for double in found.doubles:
            double.text.count.overlap_lines = len(double.lines)
        return [(dialect, _skips(run)) for run in found.runs]

    def _parse(self, dialect: Dialect, pieces: list[tuple[Text, int]]) -> Iterator[list[Record]]:
        parser = Parser(
            dialect.shape, dialect.moments, dialect.authors, self.words, screen(self.words), self.options.limits.message
        )
        for text, skip in pieces:
            text.count.overlap_lines += skip
            first = text.top.lines + skip + 1
            yield from parser.read_file(text.content(skip), text.count, first, dialect.unended)
        yield parser.finish()
        self._warn(parser)
        self.unread += parser.unread
        self.spans |= parser.spans

    def _warn(self, parser: Parser) -> None:
        """Say what was taken for text although it has the form of a stamp, and what has no message before it."""
        for file, lines in parser.impossible.items():
            if lines:
                self.warnings.append(f"{file}: {_lines(lines)} a date that does not exist; kept as text.")
        for file, lines in parser.pasted.items():
            if lines:
                self.warnings.append(f"{file}: {_lines(lines)} a date out of its time; kept as text pasted there.")
        for part in parser.unread:
            many = "1 line" if part.lines == 1 else f"{part.lines} lines"
            self.warnings.append(f"{part.file}: {many} before the first message left out. Is a file missing?")

    def _drop(self, record: Record) -> None:
        """Count the lines of a record that another export told, too."""
        parts = self.spans.get((record.file, record.line)) or [(self._count(record.file), record.lines)]
        for number, (count, lines) in enumerate(parts):
            if isinstance(record, Entry):
                count.messages -= not number
                count.message_lines -= lines
            else:
                count.notices -= not number
                count.notice_lines -= lines
            count.merged_lines += lines

    def _count(self, file: str) -> Count:
        return next(text.count for text in self.texts if text.name == file)

    def chunk(self, records: Sequence[Record]) -> Chunk:
        """All that was read, once the stream has ended."""
        tallies = tuple(text.count.tally() for text in self.texts)
        return Chunk(records, tuple(self.unread), tallies, tuple(self.warnings), "whatsapp")


def no_moment(file: str) -> InputError:
    """The error when not one stamp names a day that exists."""
    return InputError("No date in it exists.", file=file, hint="Is date_order right?")


def _first_moment(records: Sequence[Record]) -> str:
    return records[0].when.isoformat() if records else ""


def _skips(run: Run) -> list[tuple[Text, int]]:
    return [(piece.scan.text, piece.skip) for piece in run.pieces]


def _hidden(name: str) -> bool:
    return name.startswith("__MACOSX/") or name.rsplit("/", 1)[-1].startswith(".")


def _member(document: Document, name: str) -> Document:
    given = Input.from_bytes(shown(document.name, name), document.member(name))
    head = first_bytes(given.blocks())
    encoding = sniff(head)
    return text_document(given, head, encoding if encoding != "binary" else "cp1252")


def _undecided(order: str) -> str:
    first = "the day" if order == "dmy" else "the month"
    return f"Every date could be read day first or month first; {first} was taken first. Set date_order to be sure."


def _lines(count: int) -> str:
    return "1 line begins with" if count == 1 else f"{count} lines begin with"


def _claims(document: Document) -> bool:
    """Texts of any kind, and archives with a text in them: the last format asked."""
    if document.head.startswith(MAGIC):
        return any(name.lower().endswith(".txt") for name in document.members)
    return True


def read_whatsapp(documents: Sequence[Document], options: ReadOptions) -> Chunk:
    """All records of the files of one group.

    Raises:
        InputError: no line of any file opens a message, or a limit was passed.
    """
    reading = Reading(documents, options)
    with _no_garbage():
        records = [record for block in reading.records() for record in block]
    return reading.chunk(records)


@contextmanager
def _no_garbage() -> Iterator[None]:
    """Without the collector, which would walk over a million new records again and again: 7.3 s become 4.2 s.

    To freeze and to unfreeze moves what was made to the oldest generation, so that it is not walked over at once.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.unfreeze()
        if was:
            gc.enable()


def stream(documents: Sequence[Document], options: ReadOptions) -> Iterable[Record]:
    """The same records without keeping them, as far as the files allow."""
    for block in Reading(documents, options).records():
        yield from block


WHATSAPP = Format("whatsapp", _claims, read_whatsapp)
