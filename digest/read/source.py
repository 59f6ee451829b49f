"""What comes in: chat files as named blocks of bytes, and how to read them. Nothing here opens a file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from digest.model import Chunk

HEAD = 1 << 16  # bytes by which formats are told apart
DateOrder = Literal["auto", "dmy", "mdy", "ymd"]


class Input(NamedTuple):
    """A file as the outside world hands it in."""

    name: str  # as shown to the user
    size: int  # bytes
    blocks: Callable[[], Iterable[bytes]]  # its content from the start, each time it is called

    @classmethod
    def from_bytes(cls, name: str, data: bytes) -> Input:
        """An input that is already in memory."""
        return cls(name, len(data), lambda: (data,))


class Limits(NamedTuple):
    """Sizes above which a file is refused, in bytes unless told otherwise."""

    zip_bytes: int = 512 << 20  # the archive itself, media included
    zip_entries: int = 20_000  # members of an archive
    zip_text: int = 256 << 20  # one unpacked text; measured while unpacking, never taken from the archive's own word
    message: int = 64 << 20  # one message
    json: int = 512 << 20  # one JSON export


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How to read.

    Attributes:
        date_order: order of day, month and year in numbers; ``auto`` infers it for each file.
        phrases: further phrases of system lines by subject (``notice``, ``media``, ``deleted`` … as in
            ``languages/<code>/service.yml``) or notices by language, for phones whose words we do not know.
        limits: sizes above which a file is refused.
    """

    date_order: str = "auto"
    phrases: Mapping[str, Sequence[str]] = field(default_factory=dict)
    limits: Limits = Limits()


class Document(NamedTuple):
    """One text to read: a file, or the chat inside an archive."""

    name: str  # as shown to the user
    head: bytes  # its first bytes, for telling formats apart
    blocks: Callable[[], Iterator[bytes]]  # UTF-8 without byte-order mark when it is a text, else as it came
    warnings: tuple[str, ...] = ()
    members: tuple[str, ...] = ()  # names of the files in the archive that it is, if it is one
    member: Callable[[str], bytes] = lambda name: b""  # unpacks one of them in memory

    @classmethod
    def from_text(cls, name: str, data: bytes, warnings: tuple[str, ...] = ()) -> Document:
        """A document that is in memory, as UTF-8."""
        return cls(name, data[:HEAD], lambda: iter((data,)), warnings)


class Format(NamedTuple):
    """One kind of export."""

    name: str  # as in ``Chunk.platform``
    claims: Callable[[Document], bool]  # is this document one of its kind? Looks at ``head`` and ``members`` only
    read: Callable[[Sequence[Document], ReadOptions], Chunk]
