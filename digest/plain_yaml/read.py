"""YAML as a moderator means it: every value is text, has its line, and no trick is allowed.

Texts stay as typed (``no``, ``12:30``, ``010`` and ``2025-06-05`` are strings), equal keys are an error
that names both lines, anchors, aliases and tags are refused, and what does not parse is explained in plain words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import yaml

from digest.errors import Fault
from digest.plain_yaml.hints import explain, odd_lines

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

MAX_SIZE = 8_000_000  # characters; ten years of hand-made entries are about a tenth of it
MAX_DEPTH = 12  # our files need six

_CONFLICT = re.compile(r"^(<{7}|={7}|>{7}|\|{7})(?: .*)?$", re.M)
# Outside tab, line ends and what YAML 1.1 §5.1 calls printable; lone surrogates too.
_UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Node:
    """A value and its place (line and column from 1). ``value`` is text, a list of nodes, or nodes by key."""

    value: str | Sequence[Node] | Mapping[str, Node]
    line: int = 0
    column: int = 0
    plain: bool = False  # text without quotes
    key_line: int = 0
    key_column: int = 0
    last_line: int = 0

    @property
    def empty(self) -> bool:
        """Nothing was written there (or ``~``)."""
        return self.plain and self.value in ("", "~")


@dataclass(slots=True)
class Document:
    """A file read: its root, what is wrong, what looks odd; ``text`` as given."""

    root: Node
    file: str
    text: str
    faults: list[Fault] = field(default_factory=list)
    warnings: list[Fault] = field(default_factory=list)

    def fault(self, message: str, node: Node, hint: str = "", *, at_key: bool = False) -> None:
        """Note what is wrong with ``node`` (or with its key)."""
        line, column = (node.key_line, node.key_column) if at_key and node.key_line else (node.line, node.column)
        self.faults.append(Fault(message, self.file, line, column, hint))

    def warn(self, message: str, line: int, hint: str = "") -> None:
        """Note what looks odd but can be used."""
        self.warnings.append(Fault(message, self.file, line, 0, hint))

    def in_order(self) -> list[Fault]:
        """The faults by line and column."""
        return sorted(self.faults, key=lambda fault: (fault.line, fault.column))

    def source(self, line: int) -> str:
        """The line ``line`` as written."""
        lines = self.text.splitlines()
        return lines[line - 1] if 0 < line <= len(lines) else ""


def read_yaml(text: str, file: str = "") -> Document:
    """Read ``text`` into nodes; never raises, see ``faults`` of the result. ``file`` names it in messages."""
    text = text.removeprefix("\ufeff")
    document = Document(Node({}), file, text)
    document.faults += _before_parsing(text, file)
    if document.faults:
        return document
    try:
        document.root = _Composer(document, yaml.parse(text, Loader=_Loader)).document()
    except _TooDeepError:
        pass
    except yaml.MarkedYAMLError as error:
        document.faults = explain(error, text, file)
    if not document.faults:
        document.warnings += odd_lines(text, file)
    return document


def _before_parsing(text: str, file: str) -> list[Fault]:
    if len(text) > MAX_SIZE:
        return [Fault(f"this file is too big: {len(text):,} characters, at most {MAX_SIZE:,} are read", file)]
    if marks := list(_CONFLICT.finditer(text)):
        line = text.count("\n", 0, marks[0].start()) + 1
        if any(mark[1][0] in "<>" for mark in marks):
            hint = "keep the lines you want and delete the three marker lines (<<<<<<<, =======, >>>>>>>)"
            return [Fault("two people changed these lines and git could not join their changes", file, line, 1, hint)]
    if bad := _UNREADABLE.search(text):
        line = text.count("\n", 0, bad.start()) + 1
        column = bad.start() - text.rfind("\n", 0, bad.start())
        message = f"a character that cannot be read (U+{ord(bad[0]):04X}) stands here"
        return [Fault(message, file, line, column, "delete it; it may be invisible in your editor")]
    return []


class _TooDeepError(Exception):
    """Stops the reading; the fault is noted."""


class _Composer:
    """Nodes from the parser's events; keeps count of depth, notes what is refused."""

    def __init__(self, document: Document, events: Iterator[Any]) -> None:
        self.into, self.events = document, events

    def document(self) -> Node:
        root: Node | None = None
        for event in self.events:
            if isinstance(event, yaml.NodeEvent):
                node = self.node(event, 1)
                if root is not None:
                    self.into.fault("a second document starts here", node, "delete the line with only `---` above it")
                root = root or node
        return root if root and not root.empty else Node({}, 1, 1)

    def node(self, event: Any, depth: int) -> Node:
        self.refuse(event)
        mark, line = event.start_mark, event.start_mark.line + 1
        if depth > MAX_DEPTH:
            self.into.fault("this is nested too deeply", Node("", line, mark.column + 1))
            raise _TooDeepError  # at once: the parser is slow with thousands of open brackets
        if isinstance(event, yaml.MappingStartEvent):
            return Node(self.pairs(depth), line, mark.column + 1, last_line=self.end)
        if isinstance(event, yaml.SequenceStartEvent):
            return Node(self.items(depth), line, mark.column + 1, last_line=self.end)
        value, plain = getattr(event, "value", ""), getattr(event, "style", None) in (None, "")
        self.end = line
        return Node(value, line, mark.column + 1, plain=plain, last_line=event.end_mark.line + 1)

    end = 0  # last line seen, for the nodes that hold others

    def items(self, depth: int) -> list[Node]:
        found = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            found.append(self.node(event, depth + 1))
        return found

    def pairs(self, depth: int) -> dict[str, Node]:
        found: dict[str, Node] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            key = self.node(event, depth + 1)
            value = self.node(next(self.events), depth + 1)
            if not isinstance(key.value, str):
                self.into.fault(
                    "a name is expected before the colon, not a list", key, "put the text between double quotes"
                )
                continue
            if earlier := found.get(key.value):
                message = f"`{key.value}` stands twice here: on line {earlier.key_line} and on line {key.line}"
                self.into.fault(message, key, "keep one of the two")
                continue
            found[key.value] = Node(
                value.value, value.line, value.column, value.plain, key.line, key.column, max(value.last_line, key.line)
            )
        return found

    def refuse(self, event: Any) -> None:
        """Anchors, aliases and tags: they let 400 bytes stand for millions of values, or name code to run."""
        place = Node("", event.start_mark.line + 1, event.start_mark.column + 1)
        if isinstance(event, yaml.AliasEvent):
            self.into.fault(
                f"`*{event.anchor}` would repeat another part of the file, which is not allowed", place, _QUOTES
            )
        elif event.anchor:
            self.into.fault(f"`&{event.anchor}` would give this part a name, which is not allowed", place, _QUOTES)
        elif event.tag and event.tag != "!":
            self.into.fault("a text that starts with `!` names a type, which is not allowed", place, _QUOTES)


_QUOTES = "put the text between double quotes"
