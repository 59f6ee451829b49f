"""Chat files to one Chunk: what people wrote, what the system wrote, and where every line went."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from digest.errors import InputError
from digest.model import Chunk, Entry
from digest.read.encoding import sniff, utf8_blocks
from digest.read.source import Document, Input, Limits, ReadOptions
from digest.read.tally import ledger_lines
from digest.read.whatsapp import Reading, read_whatsapp

__all__ = ["Input", "Limits", "ReadOptions", "ledger_lines", "messages_jsonl", "read"]


def read(inputs: Sequence[Input], options: ReadOptions = ReadOptions()) -> Chunk:
    """Everything in the chat files ``inputs``, in the order of the conversation.

    Raises:
        InputError: nothing to read, an unknown format, or a limit was passed.
    """
    return read_whatsapp(_documents(inputs), options)


def _documents(inputs: Sequence[Input]) -> list[Document]:
    if not inputs:
        raise InputError("There is no chat file to read.")
    return [_document(given) for given in inputs]


def _document(given: Input) -> Document:
    head = b""
    for block in given.blocks():
        head += block
        if len(head) >= 1 << 16:
            break
    encoding = sniff(head[: 1 << 16])
    if encoding == "binary":
        raise InputError("This is not a chat: it is no text.", file=given.name)
    return Document(given.name, head, lambda: utf8_blocks(given.blocks, encoding))


def messages_jsonl(
    inputs: Sequence[Input], options: ReadOptions, find_links: Callable[[str], Sequence[Any]]
) -> Iterator[str]:
    """Every record as a line of JSON, in order, without keeping them in memory. Private: nothing is masked.

    Args:
        inputs: the chat files.
        options: how to read them.
        find_links: the link scanner; each result has a ``url``.
    """
    reading = Reading(_documents(inputs), options)
    dump = json.JSONEncoder(ensure_ascii=False).encode
    for block in reading.records():
        for record in block:
            yield dump(
                {
                    "datetime": record.when.isoformat(),
                    "author": record.author if isinstance(record, Entry) else None,
                    "text": record.text,
                    "kind": record.kind,
                    "links": [link.url for link in find_links(record.text)],
                    "source": {"file": record.file, "line": record.line},
                }
            )
