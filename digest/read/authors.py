"""Who wrote: the name ends at the first colon and space, repaired on what the whole file shows of a name.

Names may hold colons, look like system text, or be phone numbers between direction marks; notices may hold
colons too. What decides is counted over distinct names, never guessed from one message.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from digest.read.encoding import decode
from digest.read.phrases import MARKS, Phrases, fold, says
from digest.read.stamps import Shape, named

_EDGE = re.compile(rf"^[{MARKS}\s]+|[{MARKS}\s]+$")
_UNSAVED = re.compile(rf"^~[{MARKS}]*[ \u00a0\u202f][{MARKS}]*")
_NUMBER = re.compile(r"\+[\d\s().\u2011-]+$")
_OPENING = {"«": "»", "“": "”", "„": "“", '"': '"'}
_FEW = 5  # a name that looks like system text is a person's when it wrote this often
_SPELT = 200  # names that go into the pattern; further ones are found more slowly
MARK = b"\xe2\x80\x8e"


def clean_name(raw: str) -> str:
    """A name as the phone shows it: no direction marks around it, no ``~ `` of unsaved contacts."""
    name = _EDGE.sub("", _UNSAVED.sub("", _EDGE.sub("", raw)))
    return re.sub(r"\s", " ", name) if _NUMBER.match(name) else name


@dataclass(slots=True)
class Survey:
    """Counts over the first lines of messages."""

    names: Counter[bytes] = field(default_factory=Counter)
    second: Counter[tuple[bytes, bytes]] = field(default_factory=Counter)  # name, what stands before a further colon
    marked: Counter[bytes] = field(default_factory=Counter)  # bodies that begin with U+200E
    marked_by: dict[bytes, set[bytes]] = field(default_factory=dict)  # such bodies and who wrote them

    def add(self, lines: Iterable[bytes]) -> None:
        """Count the first lines, from behind their stamps."""
        for line in lines:
            name, colon, body = line.partition(b": ")
            if colon:
                self.names[name] += 1
                if body.startswith(MARK):
                    self.marked[name] += 1
                    if len(body) < 60:
                        self.marked_by.setdefault(body, set()).add(name)
                further, colon, tail = body.partition(b": ")
                if colon and len(further) <= 80:
                    self.second[name, further] += 1
                    if tail.startswith(MARK):
                        self.marked[name + b": " + further] += 1


@dataclass(slots=True)
class Authors:
    """Which part of a first line is the name, for one export."""

    survey: Survey
    words: Phrases
    shape: Shape
    pattern: re.Pattern[bytes] = field(init=False)  # the shape's, with names that hold a colon spelt out
    longer: dict[bytes, list[bytes]] = field(default_factory=dict)  # name -> longer names that begin with it
    system: set[bytes] = field(default_factory=set)  # authors that are the group itself
    placeholders: set[str] = field(default_factory=set)  # texts that stand for media in a language we do not know

    def __post_init__(self) -> None:
        for (name, further), count in self.survey.second.items():
            total = self.survey.names[name]
            marked = self.survey.marked[name + b": " + further]
            if self._is_notice(name):
                continue
            if (total >= 3 and count >= 0.6 * total) or (self.shape.bracket and marked and marked == count == total):
                self.longer.setdefault(name, []).append(name + b": " + further)

        if self.shape.bracket:
            self._learn_marks()
        whole = [name for names in self.longer.values() for name in names]
        whole += [n for n, count in self.survey.names.items() if b":" in n and count > 1 and not self._is_notice(n)]
        self.pattern = named(self.shape, sorted(whole, key=len, reverse=True)[:_SPELT])

    def _learn_marks(self) -> None:
        """The group's own name, and unknown placeholders: short marked texts that several people share."""
        telling: set[bytes] = set()
        for body, names in self.survey.marked_by.items():
            text = decode(body)
            if says(fold(text), self.words.notice):
                telling |= names
            elif len(names) > 1 and not any(c.isdigit() for c in text):
                self.placeholders.add(text)
        self.system |= {n for n in telling if self.survey.marked[n] == self.survey.names[n] and not self._sends(n)}

    def _sends(self, name: bytes) -> bool:
        """Does this author send media, as only people do?"""
        bodies = (body for body, names in self.survey.marked_by.items() if name in names)
        return any(fold(decode(body)) in self.words.media for body in bodies)

    def stranger(self, name: bytes | None) -> bool:
        """Is this nobody who wrote elsewhere in the file?"""
        return name is None or self.survey.names[name] <= 1

    def split(self, line: bytes) -> tuple[bytes | None, bytes]:
        """Name and rest of a first line; no name when it is a notice."""
        name, colon, body = line.partition(b": ")
        if not colon:
            return self._bare(line)
        for longer in self.longer.get(name, ()):
            if line.startswith(longer + b": "):
                return longer, line[len(longer) + 2 :]
        if self._is_notice(name) or (name in self.longer and not body.startswith(MARK) and self._rename(line)):
            return None, line
        return name, body

    def _bare(self, line: bytes) -> tuple[bytes | None, bytes]:
        """A first line without colon and space: a notice, or a known name whose text was empty."""
        if line.endswith(b":") and line[:-1] in self.survey.names:
            return line[:-1], b""
        return None, line

    def _rename(self, line: bytes) -> bool:
        return says(fold(decode(line)), self.words.notice)

    def _is_notice(self, name: bytes) -> bool:
        """Does what stands before the first colon belong to a sentence of the system?"""
        if len(name) < 8:
            return False
        text = decode(name)
        if not says(fold(text), self.words.notice):
            return False
        return _unbalanced(text) or self.survey.names[name] < _FEW


def _unbalanced(text: str) -> bool:
    """Is a quotation open at the end?"""
    return any(text.count(o) > text.count(c) if o != c else text.count(o) % 2 for o, c in _OPENING.items())
