"""JSON exports value by value, each with its lines: never the whole tree in memory, never a recursion of ours."""

from __future__ import annotations

import json
import re
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from digest.errors import InputError
from digest.read.source import Document, Limits

Path = tuple[str | int, ...]
_DECODER = json.JSONDecoder(strict=False)  # raw line ends inside texts occur in real exports
_SPACE = re.compile(r"[ \t\n\r]*")
_HEX = re.compile(r"\\(?:x([0-9A-Fa-f]{2})|.)", re.S)  # Telegram writes \x0B, which JSON does not know
_AGAIN = re.compile(r" \(\d+\)$")
_SURROGATE = re.compile("[\ud800-\udfff]")


class Part(NamedTuple):
    """A value, where it stands in the document, and its first and last place in the text."""

    path: Path
    value: Any
    start: int
    end: int


def json_text(document: Document, limits: Limits) -> str:
    """The whole text of a JSON document.

    Raises:
        InputError: it is larger than the limit.
    """
    parts, size = [], 0
    for block in document.blocks():
        size += len(block)
        if size > limits.json:
            hint = "Export a shorter time."
            raise InputError(f"The JSON file is larger than {limits.json >> 20} MiB.", file=document.name, hint=hint)
        parts.append(block)
    return b"".join(parts).decode("utf-8", "replace")


@dataclass(slots=True)
class Json:
    """A JSON text that is read once from its start.

    Attributes:
        text: the document; mended where Telegram's escapes are no JSON.
        file: its name in errors.
        opened: paths of the objects and arrays that are entered, ``*`` for any place in an array; all other
            values are handed out whole.
    """

    text: str
    file: str
    opened: frozenset[Path] = frozenset({()})

    def __post_init__(self) -> None:
        if "\\x" in self.text:
            self.text = _HEX.sub(lambda m: f"\\u00{m[1]}" if m[1] else m[0], self.text)

    def parts(self) -> Iterator[Part]:
        """Every value, in order.

        Raises:
            InputError: this is no JSON, it is cut short, or nested too deeply.
        """
        at = yield from self._value((), (), _after_space(self.text, 0))
        if (at := _after_space(self.text, at)) < len(self.text):
            raise self.fault(at)

    def documents(self) -> Iterator[Part]:
        """Every value of JSON lines, in order; a text inside may hold raw line ends."""
        at, number = _after_space(self.text, 0), 0
        while at < len(self.text):
            part = self._whole((number,), at)
            yield part
            at, number = _after_space(self.text, part.end), number + 1

    def _value(self, path: Path, form: Path, at: int) -> Generator[Part, None, int]:
        """The value at ``at``; gives the place behind it back. As deep as ``opened``, no deeper."""
        if form not in self.opened or self.text[at : at + 1] not in ("{", "["):
            part = self._whole(path, at)
            yield part
            return part.end
        closing = "}" if self.text[at] == "{" else "]"
        at, number = _after_space(self.text, at + 1), 0
        if self.text[at : at + 1] == closing:
            return at + 1
        while True:
            step: str | int = number
            if closing == "}":
                step, at = self._key(at)
            at = yield from self._value((*path, step), (*form, step if closing == "}" else "*"), at)
            at = _after_space(self.text, at)
            mark, number = self.text[at : at + 1], number + 1
            if mark == closing:
                return at + 1
            if mark != ",":
                raise self.fault(at)
            at = _after_space(self.text, at + 1)

    def _key(self, at: int) -> tuple[str, int]:
        part = self._whole((), at)
        at = _after_space(self.text, part.end)
        if not isinstance(part.value, str) or self.text[at : at + 1] != ":":
            raise self.fault(at)
        return part.value, _after_space(self.text, at + 1)

    def _whole(self, path: Path, at: int) -> Part:
        try:
            value, end = _DECODER.raw_decode(self.text, at)
        except json.JSONDecodeError as error:
            raise self.fault(error.pos) from error
        except RecursionError as error:
            raise self.fault(at, "The JSON is nested too deeply.") from error
        except ValueError as error:  # a number of thousands of digits
            raise self.fault(at, "A number in the JSON is too long.") from error
        return Part(path, value, at, end)

    def fault(self, at: int, message: str = "") -> InputError:
        """The error for the place ``at``."""
        cut = not self.text[at:].strip()
        said = message or ("The JSON is cut short." if cut else "This is not JSON.")
        return InputError(said, file=self.file, line=self.text.count("\n", 0, at) + 1, hint="Export the chat again.")


def _after_space(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found else at


# ---------------------------------------------------------------- values of unknown shape


def text_of(value: object) -> str:
    """A text as it can be written down again: half characters replaced; nothing for what is no text."""
    if not isinstance(value, str):
        return ""
    return _whole_characters(value) if not value.isascii() and _SURROGATE.search(value) else value


def _whole_characters(text: str) -> str:
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def id_of(value: object) -> str:
    """A number or text that names something."""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else text_of(value)


def count_of(value: object) -> int | None:
    """A count, if it is one."""
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def table_of(value: object) -> dict[str, Any]:
    """An object, or an empty one."""
    return value if isinstance(value, dict) else {}


def list_of(value: object) -> Sequence[Any]:
    """An array, or an empty one."""
    return value if isinstance(value, list) else ()


def tables_of(value: object) -> list[dict[str, Any]]:
    """The objects of an array."""
    return [each for each in list_of(value) if isinstance(each, dict)]


def file_name(path: str) -> str:
    """The last part of a path, whatever system wrote it."""
    return path.replace("\\", "/").rsplit("/", 1)[-1]


def given_name(document: Document) -> str:
    """The last part of a document's name, without the number that tells files of one name apart."""
    return _AGAIN.sub("", file_name(document.name))
