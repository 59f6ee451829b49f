"""One file of the finished site: what kind it is, and every text in it that a reader or a machine may read."""

from __future__ import annotations

import json
import posixpath
import re
import zlib
from collections.abc import Iterator
from functools import cached_property
from html import unescape
from typing import Literal, NamedTuple

from digest.check.page import ParsedPage, parse_page

DocumentKind = Literal["page", "feed", "data", "words", "code", "style", "image", "other"]

KINDS: dict[str, DocumentKind] = {
    ".html": "page", ".htm": "page",
    ".xml": "feed", ".atom": "feed", ".rss": "feed", ".opml": "feed", ".svg": "feed",
    ".json": "data", ".jsonl": "data", ".geojson": "data", ".webmanifest": "data",
    ".csv": "words", ".tsv": "words", ".txt": "words", ".md": "words", ".ics": "words", ".yml": "words",
    ".yaml": "words", ".eml": "words", ".vcf": "words", ".bib": "words", ".log": "words", "": "words",
    ".js": "code", ".mjs": "code", ".map": "code", ".wasm": "other",
    ".css": "style",
    ".png": "image", ".jpg": "image", ".jpeg": "image", ".gif": "image", ".webp": "image", ".tif": "image",
    ".tiff": "image", ".heic": "image", ".avif": "image",
}  # fmt: skip

UNPACKED_AT_MOST = 64 << 20  # bytes of a gzipped file that are looked at
_STRING = re.compile(r'"(?:[^"\\\n]|\\.)*"')
_TAG = re.compile(r"<[^<>]*>")


class Reading(NamedTuple):
    """A text of the file and where it stands."""

    line: int
    text: str
    where: str  # "text", "file name", "attribute title of <a>", "string" …
    page: str = ""  # the page that an entry of the search index stands for


class Document:
    """A file of the site, read as far as the checks ask for it."""

    def __init__(self, name: str, data: bytes) -> None:
        """``name`` is the path inside the site with "/"; ``data`` its bytes."""
        self.name = name
        if data[:2] == b"\x1f\x8b":
            data, name = _unpacked(data), name.removesuffix(".gz")
        self.data = data
        self.kind: DocumentKind = KINDS.get(posixpath.splitext(name)[1].lower(), "other")

    @cached_property
    def text(self) -> str:
        """The bytes as UTF-8; empty for images and other binaries."""
        return "" if self.kind in ("image", "other") else self.data.decode("utf-8", "replace")

    @cached_property
    def page(self) -> ParsedPage:
        """Pages and feeds as parsed; nothing for other kinds."""
        return parse_page(self.text) if self.kind in ("page", "feed") else ParsedPage()

    @cached_property
    def readings(self) -> list[Reading]:
        """Every text that is meant to be read; programs and style sheets have none."""
        return [Reading(0, self.name, "file name"), *self._readings()]

    def _readings(self) -> Iterator[Reading]:
        if self.kind in ("page", "feed"):
            yield from _of_page(self.page, self.kind == "feed")
        elif self.kind == "data":
            yield from _of_strings(self.text)
        elif self.kind == "words":
            yield from (Reading(number, line, "text") for number, line in enumerate(self.text.split("\n"), 1) if line)


def _unpacked(data: bytes) -> bytes:
    try:
        return zlib.decompressobj(31).decompress(data, UNPACKED_AT_MOST)
    except zlib.error:
        return data


def _of_page(page: ParsedPage, feed: bool) -> Iterator[Reading]:
    for run in page.runs:
        yield Reading(run.line, _plain(run.text) if feed else run.text, "text")
    for line, tag, name, value in page.attributes:
        yield Reading(line, value, f"attribute {name} of <{tag}>")
    for script in page.scripts:
        if "json" in script.type:
            for reading in _of_strings(script.text):
                yield Reading(script.line, reading.text, "string")


def _of_strings(text: str) -> Iterator[Reading]:
    line, last, key, page = 1, 0, "", ""
    for found in _STRING.finditer(text):
        line += text.count("\n", last, found.start())
        last = found.start()
        literal = _literal(found[0])
        if key == "location":  # MkDocs writes it first in each entry
            page = literal.partition("#")[0] + "index.html"
        yield Reading(line, _plain(literal), "string", page)
        key = literal


def _literal(written: str) -> str:
    if "\\" not in written:
        return written[1:-1]
    try:
        return str(json.loads(written, strict=False))
    except ValueError:
        return written[1:-1]


def _plain(text: str) -> str:
    """Text of a feed or an index: tags out, entities read."""
    if "<" in text:
        text = _TAG.sub(" ", text)
    return unescape(text) if "&" in text else text
