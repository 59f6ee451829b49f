"""What a settings or curation file may hold, declared once.

From the same declaration come the check of a file (all faults, nearest right names), the commented
example file, the page of the guide and the JSON Schema for editors (see ``docs.py``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any, Protocol
from urllib.parse import urlsplit

from digest.language import table
from digest.plain_yaml.read import Document, Node

TRUE = ("oui", "yes", "true", "vrai", "on")
FALSE = ("non", "no", "false", "faux", "off")


class Shape(Protocol):
    """A kind of value."""

    def read(self, node: Node, into: Document, name: str) -> Any:
        """The value of ``node``, or None after noting the fault; ``name`` is what the file calls it."""


@dataclass(frozen=True, slots=True)
class Text:
    """One text, as typed; ``pattern`` (a regular expression) and ``example`` say what it must look like."""

    pattern: str = ""
    example: str = ""

    def read(self, node: Node, into: Document, name: str) -> str | None:
        """The text without outer white space."""
        if isinstance(node.value, str):
            word = node.value.strip()
            if self.pattern and not re.fullmatch(self.pattern, word):
                into.fault(f"“{word[:80]}” is no value for `{name}`", node, f"it looks like this: {self.example}")
                return None
            return word
        kind = "a list" if isinstance(node.value, Sequence) else "names with values"
        into.fault(f"`{name}` takes one text, not {kind}", node, "put the text on one line, between double quotes")
        return None


@dataclass(frozen=True, slots=True)
class Flag:
    """Yes or no, in English or French."""

    def read(self, node: Node, into: Document, name: str) -> bool | None:
        """Whether it says yes."""
        word = node.value.strip().lower() if isinstance(node.value, str) else ""
        if word not in TRUE + FALSE:
            into.fault(f"`{name}` takes `yes` or `no`", node, "`oui` and `non` are read too")
            return None
        return word in TRUE


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number between two bounds, both included."""

    low: int = 0
    high: int = 1000

    def read(self, node: Node, into: Document, name: str) -> int | None:
        """The number."""
        word = node.value.strip() if isinstance(node.value, str) else ""
        # isdecimal alone takes digits of any script, and int() of a very long run is slow
        if not (word.isascii() and word.isdecimal() and len(word) < 10 and self.low <= int(word) <= self.high):
            into.fault(f"`{name}` takes a whole number from {self.low} to {self.high}", node)
            return None
        return int(word)


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few words."""

    values: tuple[str, ...]

    def read(self, node: Node, into: Document, name: str) -> str | None:
        """The word chosen."""
        word = node.value.strip() if isinstance(node.value, str) else ""
        if word not in self.values:
            shown = f"“{word[:80]}” is not a value of" if word else "something else is needed for"
            into.fault(f"{shown} `{name}`", node, nearest(word, self.values))
            return None
        return word


@dataclass(frozen=True, slots=True)
class Address:
    """An address that a browser can open."""

    def read(self, node: Node, into: Document, name: str) -> str | None:
        """The address as typed."""
        word = node.value.strip() if isinstance(node.value, str) else ""
        if web_address(word):
            return word
        into.fault(f"`{name}` takes an address that starts with https:// or http://", node)
        return None


def web_address(word: str) -> bool:
    """Whether ``word`` is an http or https address with a host and no white space in it."""
    try:
        parts = urlsplit(word)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and not any(map(str.isspace, word))
    except ValueError:  # odd brackets, odd letters in the host
        return False


@dataclass(frozen=True, slots=True)
class Many:
    """A list of values of one shape; one value alone counts as a list of one."""

    of: Shape

    def read(self, node: Node, into: Document, name: str) -> tuple[Any, ...] | None:
        """The values that could be read, in the order of the file."""
        if isinstance(node.value, (str, Mapping)):
            if isinstance(node.value, Mapping) and not isinstance(self.of, Record):
                into.fault(f"`{name}` takes a list", node, f"for example `{name}: [one, two]`")
                return None
            node = Node([node], node.line, node.column)
        assert isinstance(node.value, Sequence)
        found = []
        for item in node.value:
            if isinstance(item, Node) and item.empty:
                into.fault(f"there is nothing in this line of `{name}`", item, comment_hint(into, item))
            elif isinstance(item, Node):
                found.append(self.of.read(item, into, name))
        return tuple(value for value in found if value is not None)


@dataclass(frozen=True, slots=True)
class Pairs:
    """Values of one shape under names of the moderator's choosing, or under ``names`` only."""

    of: Shape
    names: tuple[str, ...] = ()
    key: Text | None = None  # what the names must look like

    def read(self, node: Node, into: Document, name: str) -> dict[str, Any] | None:
        """The values by name, in the order of the file."""
        if not isinstance(node.value, Mapping):
            into.fault(f"`{name}` takes lines of the form `name: value` below it", node)
            return None
        found = {}
        for key, value in node.value.items():
            if self.names and key not in self.names:
                into.fault(f"`{key}` is not known in `{name}`", value, nearest(key, self.names), at_key=True)
            elif self.key and self.key.read(Node(key, value.key_line, value.key_column), into, name) is None:
                continue
            elif not value.empty:
                found[key.strip()] = self.of.read(value, into, key)
        return {key: value for key, value in found.items() if value is not None}


@dataclass(frozen=True, slots=True)
class Option:
    """A named value in a file and its default."""

    name: str
    shape: Shape
    default: Any = None
    example: str = ""  # as YAML, where the default shows too little; in a text that reads in French and English
    required: bool = False


@dataclass(frozen=True, slots=True)
class Record:
    """Named values of different shapes; ``name`` finds its help in the language tables ``options``."""

    name: str
    options: tuple[Option, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Names of all options."""
        return tuple(option.name for option in self.options)

    def help(self, option: str, language: str) -> str:
        """The sentence about ``option`` in ``language``, English where there is none."""
        for code in (language, "en"):
            if sentence := table("options", code).get(self.name, {}).get(option, ""):
                return str(sentence)
        return ""

    def read(self, node: Node, into: Document, name: str) -> dict[str, Any] | None:
        """The values that the file sets, by name, the first line as ``line``, the lines of all as ``lines``."""
        if not isinstance(node.value, Mapping):
            into.fault(f"{f'`{name}`' if name else 'this file'} takes lines of the form `name: value`", node)
            return None
        by_name = {option.name: option for option in self.options}
        found: dict[str, Any] = {"line": node.key_line or node.line, "lines": {}}
        where = f" in `{name}`" if name else ""
        for key, value in node.value.items():
            if key not in by_name:
                into.fault(f"`{key}` is not known{where}", value, nearest(key, self.names), at_key=True)
                continue
            found["lines"][key] = value.key_line
            if value.empty:
                self._nothing(by_name[key], value, into)
            elif (read := by_name[key].shape.read(value, into, key)) is not None:
                found[key] = read
        for option in self.options:
            if option.required and option.name not in node.value:
                into.fault(f"`{option.name}` is missing here", node, self.help(option.name, "en"))
        return found

    def _nothing(self, option: Option, value: Node, into: Document) -> None:
        """An empty value means "not set", unless a value is needed or a comment ate it."""
        hint = comment_hint(into, value)
        if option.required or hint:
            into.fault(f"there is nothing after `{option.name}:`", value, hint or self.help(option.name, "en"))


def comment_hint(into: Document, node: Node) -> str:
    """What to say when ``tags: #ia`` lost its value to a comment."""
    _, _, eaten = into.source(node.line)[node.column - 1 :].partition("#")
    if eaten and not eaten[0].isspace():
        return f'a `#` after a space starts a comment: put the text between double quotes, "#{eaten.strip()}"'
    return ""


def nearest(word: str, names: Iterable[str]) -> str:
    """A hint that names the closest of ``names``, or all of them when they are few."""
    known = [name for name in names if name]
    lower = {name.lower(): name for name in known}
    close = get_close_matches(word.lower()[:200], lower, 1, 0.6)
    if close:
        return f"did you mean `{lower[close[0]]}`?"
    return f"known: {', '.join(known)}" if 0 < len(known) <= 20 else ""
