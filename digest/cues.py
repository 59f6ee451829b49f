"""Words that tell what a message does: thanks, laughs, asks, corrects and more.

The phrases stand in ``languages/<code>/highlights.yml``; looking them up costs one dictionary access a word,
so a chat of 100,000 messages is read in about a second.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from digest import language

_WORD = re.compile(r"[^\W_]+|[?!%€$£]|[\u2600-\u27bf\U0001f300-\U0001faff]")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
_OTHER_LETTERS = {"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ı": "i"}
_STEM = 3  # letters that lead to the stems: no stem is shorter
_QUIET = 50_000  # words without a cue that are remembered at most


def _letters() -> dict[int, str | None]:
    """Each accented Latin letter and what it folds to; combining marks fold to nothing."""
    table: dict[int, str | None] = {ord(a): b for a, b in _OTHER_LETTERS.items()}
    for code in [*range(0xE0, 0x250), *range(0x1E00, 0x1F00)]:
        plain = "".join(c for c in unicodedata.normalize("NFD", chr(code)) if not unicodedata.combining(c))
        if plain != chr(code):
            table.setdefault(code, plain)
    return {**table, **dict.fromkeys(range(0x300, 0x370))}


_FOLD = _letters()


def fold(text: str) -> str:
    """Lower case without accents: ``Énergie`` and ``energie`` are one word."""
    text = text.lower()
    return text if text.isascii() else text.translate(_FOLD)


_FLAT = {code: plain if plain and len(plain) == 1 else chr(code) for code, plain in _FOLD.items()}


def flat(text: str) -> str:
    """Like :func:`fold`, but each character stays one character, so that offsets stay right."""
    low = text.lower()
    low = low if len(low) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return low if low.isascii() else low.translate(_FLAT).replace("’", "'")


def words(text: str) -> list[str]:
    """The folded words of ``text``, with ``?``, ``!``, currency signs and emoji as words; addresses left out."""
    if "://" in text or "www." in text:
        text = _ADDRESS.sub(" ", text)
    return _WORD.findall(fold(text))


def _pattern(phrase: str) -> tuple[str, ...]:
    """A phrase of the table as a tuple of folded words."""
    return tuple(re.findall(r"[^\W_]+\*?|[?!%€$£#]|[\u2600-\u27bf\U0001f300-\U0001faff]", fold(phrase)))


class _Node:
    """A place in the tree of phrases: what may follow, and the cues of the phrase that ends here."""

    __slots__ = ("bent", "cues", "number", "stems", "words")

    def __init__(self) -> None:
        self.words: dict[str, _Node] = {}
        self.stems: dict[str, list[tuple[str, _Node]]] = {}  # first letters -> stems
        self.number: _Node | None = None
        self.cues: frozenset[str] = frozenset()
        self.bent = False  # stems or numbers follow: a look-up of the whole word is not enough

    def grow(self, part: str) -> _Node:
        """The node after ``part`` (a word, ``stem*``, or ``#`` for a number), made if need be."""
        if not part.endswith("*") and part != "#":
            return self.words.setdefault(part, _Node())
        self.bent = True
        if part == "#":
            self.number = self.number or _Node()
            return self.number
        stems = self.stems.setdefault(part[:_STEM], [])
        for stem, node in stems:
            if stem == part[:-1]:
                return node
        stems.append((part[:-1], _Node()))
        return stems[-1][1]

    def after(self, word: str) -> list[_Node]:
        """The nodes that ``word`` leads to."""
        found = [self.words[word]] if word in self.words else []
        if word[:_STEM] in self.stems:
            found += [node for stem, node in self.stems[word[:_STEM]] if word.startswith(stem)]
        if self.number and word[0].isdigit():
            found.append(self.number)
        return found


class Cues:
    """A set of phrases, each with the cues that it gives. The longest phrase at a place wins."""

    def __init__(self, phrases: Mapping[str, Iterable[str]]) -> None:
        self._root = _Node()
        for cue, texts in phrases.items():
            for text in texts:
                node = self._root
                for part in _pattern(text):
                    node = node.grow(part)
                node.cues |= {cue}
        self._quiet: set[str] = set()  # words met so far with which no phrase begins

    def of(self, said: Sequence[str]) -> frozenset[str]:
        """The cues of a message, given as its :func:`words`."""
        quiet = self._quiet
        if quiet.issuperset(said):
            return _NONE
        first, stems, last = self._root.words, self._root.stems, len(said)
        cues: set[str] = set()
        resume = 0
        for at, word in enumerate(said):
            if at < resume or word in quiet:
                continue
            node = first.get(word)
            if word[:_STEM] in stems:
                resume, found = _longest(self._root, said, at)
                cues |= found
                if not found:
                    self._learn(word)
            elif node is None:
                self._learn(word)
            elif node.cues or (at + 1 < last and (said[at + 1] in node.words or node.bent)):
                resume, found = _longest(node, said, at + 1) if node.words or node.bent else (at + 1, node.cues)
                cues |= found
        return frozenset(cues)

    def _learn(self, word: str) -> None:
        """Remember a word with which no phrase begins."""
        if len(self._quiet) < _QUIET and not self._root.cues and not self._root.after(word):
            self._quiet.add(word)


_NONE: frozenset[str] = frozenset()


def _longest(root: _Node, said: Sequence[str], at: int) -> tuple[int, frozenset[str]]:
    """The end and the cues of the longest phrase that goes on from ``root`` at ``at``."""
    node, end, cues = root, at, root.cues
    for place in range(at, len(said)):
        if node.bent:
            return _branching(node, said, place, end, cues)
        after = node.words.get(said[place])
        if after is None:
            break
        node = after
        if node.cues:
            end, cues = place + 1, node.cues
    return end, cues


def _branching(root: _Node, said: Sequence[str], at: int, end: int, cues: frozenset[str]) -> tuple[int, frozenset[str]]:
    """The same where stems or numbers may follow; ``end`` and ``cues`` are what was found so far."""
    nodes = [root]
    for place in range(at, len(said)):
        nodes = [after for node in nodes for after in node.after(said[place])]
        if not nodes:
            break
        found = [node.cues for node in nodes if node.cues]
        if found:
            end, cues = place + 1, frozenset().union(*found)
    return end, cues


@cache
def cues(*codes: str) -> Cues:
    """The cues of one or more languages together (a French group says "lol" too)."""
    merged: dict[str, list[str]] = {}
    for code in dict.fromkeys(codes):
        for cue, phrases in language.table("highlights", code).get("cues", {}).items():
            merged.setdefault(cue, []).extend(phrases)
    return Cues(merged)


@cache
def why(code: str, site_language: str) -> str:
    """The words of a reason in the site's language, English if that language has none; ``{n}`` may stand in them."""
    for lang in (site_language, "en"):
        text = language.table("highlights", lang).get("why", {}).get(code)
        if text:
            return str(text)
    return code
