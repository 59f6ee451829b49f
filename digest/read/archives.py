"""Zip archives read in memory: no member is ever written, no name in them is ever trusted."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

from digest.errors import InputError
from digest.read.source import Input, Limits

if TYPE_CHECKING:
    import zipfile

MAGIC = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_ROOMY = 64 << 20  # bytes above which an unpacked member must not be suspiciously well compressed
_RATIO = 100  # chats compress four to twelve times


class Archive(NamedTuple):
    """The names of the files in it, and how to unpack one of them."""

    names: tuple[str, ...]
    read: Callable[[str], bytes]


def open_archive(given: Input, limits: Limits) -> Archive:
    """The archive ``given``, kept in memory.

    Raises:
        InputError: damaged, too large, or too many members.
    """
    if given.size > limits.zip_bytes:
        hint = "Export the chat without media."
        raise InputError(f"The archive is larger than {limits.zip_bytes >> 20} MiB.", file=given.name, hint=hint)
    import zipfile  # slow to load, and most inputs are texts

    try:
        archive = zipfile.ZipFile(BytesIO(b"".join(given.blocks())))
    except _damages() as error:
        raise _damaged(given.name) from error
    members = {info.filename: info for info in archive.infolist() if not info.is_dir()}
    if len(archive.infolist()) > limits.zip_entries:
        raise InputError(f"The archive holds more than {limits.zip_entries} files.", file=given.name)
    return Archive(tuple(members), lambda name: _unpack(archive, members[name], given.name, limits))


def _unpack(archive: zipfile.ZipFile, info: zipfile.ZipInfo, file: str, limits: Limits) -> bytes:
    """One member; its size is measured while unpacking, whatever the archive says."""
    if info.flag_bits & 1:
        raise InputError("The archive is protected by a password.", file=file, hint="Unpack it and give the text file.")
    try:
        with archive.open(info) as stream:
            data = stream.read(limits.zip_text + 1)
    except _damages() as error:
        raise _damaged(file) from error
    if len(data) > limits.zip_text or (len(data) > _ROOMY and len(data) > _RATIO * max(1, info.compress_size)):
        size = min(len(data), limits.zip_text) >> 20
        raise InputError(f"A file in the archive unpacks to more than {size} MiB.", file=file, hint="Is this a chat?")
    return data


def _damages() -> tuple[type[Exception], ...]:
    """What the standard library raises for archives that are not whole."""
    import zipfile
    import zlib

    return (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError)


def _damaged(file: str) -> InputError:
    return InputError("The archive is damaged or cut short.", file=file, hint="Export the chat again.")


def shown(archive: str, member: str) -> str:
    """How a member is named to the user: its last part only, without control characters."""
    last = member.replace("\\", "/").rsplit("/", 1)[-1]
    return f"{archive}/{''.join(c for c in last if c.isprintable())[:120]}"
