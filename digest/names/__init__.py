"""Names of members inside other people's text: "merci Rose" is one; "la rose", "Rose Dupont", "en mai" are not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, TypeVar

from digest.names.sentence import Sentence, Word, kind_of, listed
from digest.people import Named, People, Person, folded, names

_WORD = re.compile(r"[^\W\d_]+")
_LONGEST = 5  # words of a name, particles included
_LONG_WORD = 8  # letters; a longer word of an address may be a whole name run together

_Key = TypeVar("_Key")


class Mention(NamedTuple):
    """A place where members are named; several people when the name is not enough to tell."""

    start: int
    end: int
    people: tuple[Person, ...]


class Names:
    """Finds the names of these people in any text."""

    def __init__(self, people: People) -> None:
        self._chains: dict[str, dict[tuple[str, ...], tuple[Person, ...]]] = {}
        self._single: dict[str, tuple[Person, ...]] = {}
        self.first_names: set[str] = set()
        for person, named in people.named():
            self._learn(person, named)
        chains: list[Mapping[tuple[str, ...], tuple[Person, ...]]] = list(self._chains.values())
        known = [(chain, who) for by_chain in chains for chain, who in by_chain.items()]
        self._glued = {sign.join(chain): who for chain, who in known for sign in ("-", "")}
        heads = (word.split("-")[0] for word in (*self._chains, *self._single, *self._glued))
        self.triggers = frozenset(heads)
        """Folded words (split at hyphens) without one of which a text holds no name."""

    def _learn(self, person: Person, named: Named) -> None:
        """Index every way of saying one name."""
        parts = (*named.given, *named.family)
        pieces = tuple(piece for part in parts for piece in part.split("-"))
        turned = (*named.family, *named.given)
        for chain in {parts, turned, pieces, tuple(piece for part in turned for piece in part.split("-"))}:
            if len(chain) > 1:
                _add(self._chains.setdefault(chain[0], {}), chain, person)
        given = named.given[0]
        if "-" in given:
            _add(self._chains.setdefault(given.split("-")[0], {}), tuple(given.split("-")), person)
        self.first_names.update(named.given)
        for part in parts:
            if len(part) > 2 or part in named.given:
                _add(self._single, part, person)

    def find(self, text: str, blocked: Sequence[tuple[int, int]] = ()) -> list[Mention]:
        """Mentions in ``text``, in order; none inside the ``blocked`` places (addresses)."""
        line = Sentence(text, self._single, self.first_names)
        found: list[Mention] = []
        at = 0
        while at < len(line.words):
            mention, at = self._at(line, at)
            if mention and not any(mention.start < end and start < mention.end for start, end in blocked):
                _append(found, mention, text)
        return found

    def _at(self, line: Sentence, at: int) -> tuple[Mention | None, int]:
        """The mention that starts at a word, and the next word to look at."""
        last, people = self._chain(line.words, at)
        if people and line.is_whole_name(at, last):
            return Mention(line.start(at), line.words[last].end, people), last + 1
        word = line.words[at]
        people = self._single.get(word.folded, ())
        if not people and "-" in word.folded:
            word = line.cut(at)
            people = self._single.get(word.folded, ())
        if not people and word.folded in self._glued:  # a hashtag, an account name
            return Mention(line.start(at), word.end, self._glued[word.folded]), at + 1
        if not people:
            return None, at + 1
        wanted = any(person.left_out for person in people)
        lower = wanted or (word.folded in self.first_names and word.folded in names("given"))
        end = line.meant(at, lower, wanted)
        return (Mention(line.start(at), end, people) if end else None), at + 1 + (end > word.end)

    def _chain(self, line: Sequence[Word], at: int) -> tuple[int, tuple[Person, ...]]:
        """The longest name of several words that starts here: its last word and its people."""
        best: tuple[int, tuple[Person, ...]] = (at, ())
        for chain, people in self._chains.get(line[at].folded, {}).items():
            last = _follow(line, at, chain)
            if last > best[0]:
                best = (last, people)
        return best

    def in_address(self, url: str) -> tuple[Person, ...]:
        """People whose first and last name stand together in an address; of those left out any clear part of it."""
        said = _WORD.findall(folded(url))
        if self.triggers.isdisjoint(said) and not any(len(word) > _LONG_WORD for word in said):
            return ()
        line = [Word(n, n, word, True) for n, word in enumerate(said)]
        side_by_side = [person for at in range(len(line)) for person in self._chain(line, at)[1]]
        return (*side_by_side, *self._run_together(said))

    def _run_together(self, said: Sequence[str]) -> Iterable[Person]:
        """People whose whole name is one word of an address, or who are left out and named by a clear part."""
        for word in said:
            yield from self._glued.get(word, ())
            if kind_of(word) == "plain":
                yield from (person for person in self._single.get(word, ()) if person.left_out)


def _append(found: list[Mention], mention: Mention, text: str) -> None:
    """Add a mention; two words of one person's name side by side are one mention."""
    same = set(found[-1].people) & set(mention.people) if found else None
    if same and text[found[-1].end : mention.start] in {" ", "-", "\u00a0", "\u202f"}:
        mention = Mention(found.pop().start, mention.end, tuple(p for p in mention.people if p in same))
    found.append(mention)


def _add(index: dict[_Key, tuple[Person, ...]], key: _Key, person: Person) -> None:
    if person not in index.get(key, ()):
        index[key] = (*index.get(key, ()), person)


def _follow(line: Sequence[Word], at: int, chain: tuple[str, ...]) -> int:
    """Index of the last word of ``chain`` when it is said here, particles left aside; else -1."""
    here = at
    for part in chain[1:]:
        here += 1
        while (
            here < min(len(line), at + _LONGEST)
            and line[here].folded != part
            and line[here].folded in listed("particles")
        ):
            here += 1
        if here >= len(line) or line[here].folded != part:
            return -1
    return here
