"""Inputs to documents: encodings settled, archives opened, what is no text set aside."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from digest.errors import InputError
from digest.read.archives import MAGIC, open_archive
from digest.read.encoding import Encoding, sniff, utf8_blocks
from digest.read.source import HEAD, Document, Input, ReadOptions

_LETTER = re.compile(r"[^\W\d_]")
_DIGIT = re.compile(r"\d")
EXPECTED = (
    "Expected lines such as “05/06/2025, 07:28 - Name: text” or “[05/06/2025, 07:28:10] Name: text” "
    "(WhatsApp, “Export chat”), or the export of another chat that the guide names."
)


class Opened(NamedTuple):
    """What can be read, and sentences about what cannot."""

    documents: list[Document]
    warnings: list[str]


def open_documents(inputs: Sequence[Input], options: ReadOptions) -> Opened:
    """A document for each input that is a text or an archive.

    Raises:
        InputError: there is none.
    """
    if not inputs:
        raise InputError("There is no chat file to read.", hint="Put the exported chat or the chunk files there.")
    faults: list[InputError] = []
    documents: list[Document] = []
    for given in _uniquely_named(inputs):
        try:
            documents.append(_document(given, options))
        except _NoText as fault:
            faults.append(fault)
    if not documents:
        raise faults[0]
    return Opened(documents, [f"{fault.file}: {fault.message} It was left out." for fault in faults])


class _NoText(InputError):
    """A file beside the chat that is none."""


def _uniquely_named(inputs: Iterable[Input]) -> Iterator[Input]:
    seen: Counter[str] = Counter()
    for given in inputs:
        seen[given.name] += 1
        again = seen[given.name]
        yield given if again == 1 else given._replace(name=f"{given.name} ({again})")


def _document(given: Input, options: ReadOptions) -> Document:
    head = first_bytes(given.blocks())
    if not head:
        raise _NoText("The file is empty.", file=given.name, hint="Export the chat again.")
    if head.startswith(MAGIC):
        archive = open_archive(given, options.limits)
        return Document(given.name, head, lambda: iter(()), (), archive.names, archive.read)
    encoding = sniff(head)
    if encoding == "binary":
        raise _NoText("This is not a chat: it holds no text.", file=given.name, hint=EXPECTED)
    return text_document(given, head, encoding)


def text_document(given: Input, head: bytes, encoding: Encoding) -> Document:
    """A text in any encoding as a document in UTF-8."""
    warnings: tuple[str, ...] = ()
    if encoding == "cp1252":
        warnings = (f"{given.name}: the text is not UTF-8; it was read as Windows-1252.",)

    def blocks() -> Iterator[bytes]:
        return utf8_blocks(given.blocks, encoding)

    if encoding not in ("utf-8",):
        head = first_bytes(blocks())
    return Document(given.name, head, blocks, warnings)


def first_bytes(blocks: Iterable[bytes]) -> bytes:
    """The beginning of a file."""
    head = b""
    for block in blocks:
        head += block
        if len(head) >= HEAD:
            break
    return head[:HEAD]


def unknown(document: Document) -> InputError:
    """The error for a text in which nothing opens a message: its first lines, masked, and what was expected."""
    if document.head.startswith(MAGIC):
        hint = "Give the zip that the phone made, or the text in it."
        return InputError("The archive is without a text file, so it holds no chat.", file=document.name, hint=hint)
    text = document.head.decode("utf-8", "replace")
    lines = [masked(line) for line in re.split(r"[\r\n]+", text[:4000]) if line.strip()][:3]
    if not lines:
        return InputError("The file holds no text.", file=document.name, hint="Export the chat again.")
    begins = "".join(f"\n    {line}" for line in lines)
    return InputError(
        f"No line opens a message. The file begins (letters as x, digits as 0):{begins}\n",
        file=document.name,
        hint=EXPECTED,
    )


def masked(line: str) -> str:
    """The form of a line without its content.

    >>> masked("Léa 06/05")
    'xxx 00/00'
    """
    form = _DIGIT.sub("0", _LETTER.sub("x", line[:100]))
    return "".join(c if c.isprintable() else "?" for c in form)[:80]
