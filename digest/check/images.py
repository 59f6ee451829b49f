"""Pictures that tell more than they show: place and time of a photo, names of programs and people."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from digest.check.document import Document
from digest.check.finding import Finding, Policy, Severity

NAME = "images"
HINT = "Save the picture again without its metadata."
# PNG specification, third edition: chunks with words; eXIf holds a camera's record.
PNG_WORDS = {b"tEXt", b"zTXt", b"iTXt"}
# Keywords of PNG text chunks that say nothing about a person.
PNG_PLAIN = {b"Software", b"date:create", b"date:modify", b"date:timestamp", b"Creation Time"}
JPEG_APP1, JPEG_APP13, JPEG_COMMENT, JPEG_SCAN = 0xE1, 0xED, 0xFE, 0xDA


def check(document: Document, policy: Policy) -> Iterator[Finding]:
    """Metadata of PNG, JPEG, WebP and GIF pictures."""
    if document.kind != "image":
        return
    data = document.data
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        found = _png(data)
    elif data.startswith(b"\xff\xd8"):
        found = _jpeg(data)
    elif data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        found = _webp(data)
    elif data[:3] == b"GIF":
        found = iter([("warning", "a comment")]) if b"\x21\xfe" in data[:4096] else iter(())
    else:
        found = iter([("warning", "a format that was not looked into")])
    for severity, what in found:
        yield Finding(severity, document.name, 0, f"The picture holds {what}.", HINT, NAME)


Facts = Iterator[tuple[Severity, str]]


def _png(data: bytes) -> Facts:
    at = 8
    while at + 12 <= len(data):
        size, kind = struct.unpack(">I4s", data[at : at + 8])
        if kind == b"eXIf":
            yield "error", "a camera's record (Exif)"
        elif kind in PNG_WORDS:
            keyword = data[at + 8 : at + 8 + min(size, 79)].split(b"\0")[0]
            if keyword not in PNG_PLAIN:
                yield "error", f"a text ({keyword.decode('latin-1')})"
        at += 12 + size


def _jpeg(data: bytes) -> Facts:
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker, size = data[at + 1], int.from_bytes(data[at + 2 : at + 4], "big")
        if marker == JPEG_SCAN:
            return
        body = data[at + 4 : at + 2 + size]
        if marker == JPEG_APP1 and body.startswith(b"Exif"):
            yield "error", "a camera's record (Exif)"
        elif marker == JPEG_APP1:
            yield "error", "a record of its making (XMP)"
        elif marker == JPEG_APP13:
            yield "error", "press data (IPTC)"
        elif marker == JPEG_COMMENT:
            yield "error", "a comment"
        at += 2 + max(size, 2)


def _webp(data: bytes) -> Facts:
    at = 12
    while at + 8 <= len(data):
        kind, size = data[at : at + 4], int.from_bytes(data[at + 4 : at + 8], "little")
        if kind == b"EXIF":
            yield "error", "a camera's record (Exif)"
        elif kind == b"XMP ":
            yield "error", "a record of its making (XMP)"
        at += 8 + size + (size & 1)
