"""Chat files to one Chunk: what people wrote, what the system wrote, and where every line went."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from json.encoder import encode_basestring as quote
from typing import Any

from digest.model import Chunk, Entry, Notice
from digest.read.choice import choose, late
from digest.read.documents import open_documents
from digest.read.source import Format, Input, Limits, ReadOptions
from digest.read.tally import ledger_lines
from digest.read.trace import trace_lines
from digest.read.whatsapp import WHATSAPP, stream

__all__ = ["FORMATS", "Input", "Limits", "ReadOptions", "ledger_lines", "messages_jsonl", "read", "trace_lines"]

# Asked in this order; the first that claims a document reads it. WhatsApp takes any text, so it stays last.
FORMATS: tuple[Format, ...] = (*map(late, ("telegram", "discord", "slack", "signal")), WHATSAPP)


_PLAIN = ReadOptions()


def read(inputs: Sequence[Input], options: ReadOptions = _PLAIN) -> Chunk:
    """Everything in the chat files ``inputs``, in the order of the conversation.

    Args:
        inputs: the files of one group: an export, its chunk files in any order, or exports of several phones.
        options: how to read them.

    Raises:
        InputError: nothing to read, an unknown format, or a limit was passed.
    """
    opened = open_documents(inputs, options)
    choice = choose(opened.documents, FORMATS, options)
    chunk = choice.format.read(choice.documents, options)
    warnings = [*opened.warnings, *choice.warnings]
    return replace(chunk, warnings=(*warnings, *chunk.warnings)) if warnings else chunk


def messages_jsonl(
    inputs: Sequence[Input], options: ReadOptions, find_links: Callable[[str], Sequence[Any]]
) -> Iterator[str]:
    """Every record as a line of JSON, in order, without keeping them in memory. Private: nothing is masked.

    Args:
        inputs: the chat files.
        options: how to read them.
        find_links: the link scanner; each result has a ``url``.

    Raises:
        InputError: as ``read``.
    """
    names = _Quoted()
    for record in _stream(inputs, options):
        author = names[record.author] if isinstance(record, Entry) else "null"
        links = ", ".join([quote(link.url) for link in find_links(record.text)]) if "." in record.text else ""
        yield (
            f'{{"datetime": "{record.when.isoformat()}", "author": {author}, "text": {quote(record.text)}, '
            f'"kind": "{record.kind}", "links": [{links}], '
            f'"source": {{"file": {names[record.file]}, "line": {record.line}}}}}'
        )


class _Quoted(dict[str, str]):
    """Names in the form of JSON, made once for each: an encoder for every record takes three times as long."""

    def __missing__(self, name: str) -> str:
        self[name] = quote(name)
        return self[name]


def _stream(inputs: Sequence[Input], options: ReadOptions) -> Iterable[Entry | Notice]:
    found, documents, _ = choose(open_documents(inputs, options).documents, FORMATS, options)
    return stream(documents, options) if found is WHATSAPP else found.read(documents, options).records
