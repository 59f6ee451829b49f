"""Bytes of a text file to UTF-8 bytes, block by block; what is no text is told apart."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Literal

Encoding = Literal["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "binary"]

_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_HIGH = re.compile(rb"[\x80-\xff]")
_MAGIC = (b"\x89PNG", b"\xff\xd8\xff", b"%PDF", b"GIF8", b"SQLite format", b"\x1f\x8b", b"RIFF", b"OggS", b"\x7fELF")


def sniff(head: bytes) -> Encoding:
    """The encoding of a file that begins with ``head``; ``binary`` when it is no text."""
    if head.startswith(_MAGIC):
        return "binary"
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if head.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    if wide := _unmarked_utf16(head):
        return wide
    plain = _plausible_utf8(head)
    if len(_CONTROL.findall(head)) > len(head) * (0.3 if plain else 0.03):
        return "binary"
    return "utf-8" if plain else "cp1252"


def _unmarked_utf16(head: bytes) -> Encoding | None:
    """UTF-16 without a mark: nearly every second byte of a European text is zero."""
    half = len(head) // 2
    if half < 8:
        return None
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if odd > half * 0.6 and even < half * 0.1:
        return "utf-16-le"
    return "utf-16-be" if even > half * 0.6 and odd < half * 0.1 else None


def _plausible_utf8(head: bytes) -> bool:
    """Valid, or with more good characters than bad bytes (damage, not another encoding)."""
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        good = len(_MULTIBYTE.findall(head))
        return good > len(_HIGH.findall(_MULTIBYTE.sub(b"", head)))
    return True


def utf8_blocks(blocks: Callable[[], Iterable[bytes]], encoding: Encoding) -> Iterator[bytes]:
    """The content as UTF-8 without byte-order mark; undecodable bytes of other encodings become U+FFFD."""
    if encoding in ("utf-8", "utf-8-sig"):
        return _without_mark(blocks())
    return _converted(blocks(), codecs.getincrementaldecoder(encoding)("replace"))


def _without_mark(blocks: Iterable[bytes]) -> Iterator[bytes]:
    held = b""
    rest = iter(blocks)
    for block in rest:
        held += block
        if len(held) >= 3:
            break
    yield held.removeprefix(codecs.BOM_UTF8)
    yield from rest


def _converted(blocks: Iterable[bytes], decoder: codecs.IncrementalDecoder) -> Iterator[bytes]:
    for block in blocks:
        yield decoder.decode(block).encode("utf-8", "replace")
    yield decoder.decode(b"", True).encode("utf-8", "replace")


def decode(raw: bytes) -> str:
    """Text of a piece of a UTF-8 file; a piece with odd bytes is read as Windows-1252 when that is likelier."""
    try:
        return raw.decode()
    except UnicodeDecodeError:
        if _MULTIBYTE.search(raw) or len(_HIGH.findall(raw)) == 1 and raw[-1] >= 0xC2:  # noqa: RUF021
            return raw.decode("utf-8", "replace")
        return raw.decode("cp1252", "replace")
