"""What a chunk file says of itself above its content; hints, never truth.

    === MÉTADONNÉES CHUNK ===
    Période: null → null
    Participants:
    Topics:
    Tokens: 508
    Messages: 14

    === CONTENU ===

It is read at the very top only, so that the same words inside a message stay text.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from digest.model import Header
from digest.read.encoding import decode
from digest.read.phrases import Phrases, fold

_RULE = re.compile(r"^\s*={2,}\s*(.+?)\s*={2,}\s*$")
_LIST = re.compile(r"\s*[,;|]\s*")
_DATED = re.compile(r"^\W{0,4}\d{1,4}[./-]\s?\d{1,2}[./-]\s?\d{1,4}\D{1,14}\d{1,2}\D")  # content has begun
MAX_LINES = 400  # fields may run over several lines; beyond this it is no header


class Top(NamedTuple):
    """The header of a file and how much of it that is; no header: 0 lines."""

    header: Header | None
    lines: int
    size: int  # bytes


def read_top(head: bytes, file: str, words: Phrases) -> Top:
    """The chunk header at the start of ``head``, read to its content rule or to its last field.

    A file that begins with a content rule alone has a header too. A blank line behind the content rule is
    content: a message may be cut just there.
    """
    lines = head.split(b"\n")[:MAX_LINES]
    texts = [decode(line).rstrip("\r") for line in lines]
    first = next((n for n, text in enumerate(texts) if text.strip()), len(texts))
    if first == len(texts) or (kind := _rule(texts[first], words)) is None:
        return Top(None, 0, 0)
    fields: dict[str, list[str]] = {}
    end = first + 1 if kind == "content" else _fields(texts, first + 1, fields, words)
    return Top(_header(file, fields), end, sum(len(line) + 1 for line in lines[:end]))


def _rule(text: str, words: Phrases) -> str | None:
    """``top`` or ``content`` when the line is such a rule."""
    found = _RULE.match(text[:200])
    name = words.header.get(fold(found[1])) if found else None
    return name if name in ("top", "content") else None


def _fields(texts: list[str], start: int, fields: dict[str, list[str]], words: Phrases) -> int:
    """Collect the fields from line ``start``; returns the number of the line behind the header."""
    stop = next((n for n in range(start, len(texts)) if _DATED.match(texts[n])), len(texts))
    content = next((n for n in range(start, stop) if _rule(texts[n], words) == "content"), None)
    name = ""
    for number in range(start, stop if content is None else content):
        key, colon, value = texts[number].partition(":")
        known = words.header.get(fold(key), "") if colon else ""
        if known and known not in ("top", "content"):
            name = known
            fields.setdefault(name, []).append(value.strip())
        elif content is None and texts[number].strip():
            return number  # cut short: the header ends with its last field
        elif name and texts[number].strip():
            fields[name].append(texts[number].strip())
    return stop if content is None else content + 1


def _header(file: str, fields: dict[str, list[str]]) -> Header:
    count = "".join(fields.get("messages", ()))
    period = " ".join(fields.get("period", ()))
    return Header(
        file,
        _names(fields.get("participants", [])),
        _names(fields.get("topics", [])),
        int(count) if count.isascii() and count.isdigit() and len(count) < 10 else None,
        "" if not period.replace("null", "").strip(" →->–—") else period,
    )


def _names(values: list[str]) -> tuple[str, ...]:
    """The names of a list field: separated by commas or one a line, with or without dashes."""
    parts = [part.strip(" \t-*•[]\"'") for value in values for part in _LIST.split(value)]
    return tuple(dict.fromkeys(part for part in parts if part and part.lower() not in ("null", "none")))
