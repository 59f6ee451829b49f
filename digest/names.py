"""Names of members inside other people's text: "merci Rose" is one; "la rose", "Rose Dupont", "en mai" are not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence, Set
from functools import cache
from typing import NamedTuple, TypeVar

from digest.people import Named, People, Person, folded, names
from digest.private.words import words

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_STARTS = re.compile(r"(?:^|[.!?…:;•\n»\"“(]|[-–—]\s)[\s\"'«“(*_~]*\Z")
_ENDS = re.compile(
    r"\s*(?:\Z|[!.,;:?)\n\"»]|[^\w\s'’-]|(?:pour|de|d['’]|du|for|et|and|&|c['’]est|tu|je|j['’]|du|des|vous|you|i)\b)",
    re.I,
)
_NUMBER_NEXT = re.compile(r"[ -]?\d")
_INITIAL = re.compile(r"[ \u00a0]([A-ZÀ-Þ])(?![\w'’])\.?")
_ROMAN = re.compile(r"[IVX]{1,5}(?:er)?")
_LONGEST = 5  # words of a name, particles included

_Key = TypeVar("_Key")


class Word(NamedTuple):
    """A word of a text."""

    start: int
    end: int
    folded: str
    capital: bool


class Mention(NamedTuple):
    """A place where members are named; several people when the name is not enough to tell."""

    start: int
    end: int
    people: tuple[Person, ...]


@cache
def _set(subject: str) -> frozenset[str]:
    """The words of a list of the language tables, folded."""
    return frozenset(folded(word).rstrip(".") for word in words(subject))


@cache
def _said(subject: str) -> frozenset[str]:
    """The words of a list as they are written: "a" is an article, "à" is none."""
    return frozenset(word.lower() for word in words(subject))


@cache
def _kind(word: str) -> str:
    """How much evidence a name needs: ``plain`` little, ``common`` (a word), ``town``, ``proper`` (well known) more."""
    for kind, subject in (("proper", "proper"), ("town", "towns"), ("common", "common")):
        if word in names(subject):
            return kind
    return "plain"


class Names:
    """Finds the names of these people in any text."""

    def __init__(self, people: People) -> None:
        self._chains: dict[str, dict[tuple[str, ...], tuple[Person, ...]]] = {}
        self._single: dict[str, tuple[Person, ...]] = {}
        self.first_names: set[str] = set()
        for person, named in people.named():
            self._learn(person, named)
        heads = (word.split("-")[0] for word in (*self._chains, *self._single))
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
        line = _Line(text, self._single, self.first_names)
        found: list[Mention] = []
        at = 0
        while at < len(line.words):
            mention, at = self._at(line, at)
            if mention and not any(mention.start < end and start < mention.end for start, end in blocked):
                _append(found, mention, text)
        return found

    def _at(self, line: _Line, at: int) -> tuple[Mention | None, int]:
        """The mention that starts at a word, and the next word to look at."""
        last, people = self._chain(line.words, at)
        if people and line.is_whole_name(at, last):
            return Mention(line.start(at), line.words[last].end, people), last + 1
        word = line.words[at]
        people = self._single.get(word.folded, ())
        if not people and "-" in word.folded:
            word = line.cut(at)
            people = self._single.get(word.folded, ())
        if not people:
            return None, at + 1
        lower = (word.folded in self.first_names and word.folded in names("given")) or any(p.left_out for p in people)
        end = line.meant(at, lower)
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
        said = _WORD.findall(folded(url).replace("-", " "))
        if self.triggers.isdisjoint(said) and not any(len(word) > 8 for word in said):
            return ()
        line = [Word(n, n, word, True) for n, word in enumerate(said)]
        return tuple(person for at in range(len(line)) for person in self._chain(line, at)[1]) + tuple(
            self._run_together(said)
        )

    def _run_together(self, said: Sequence[str]) -> Iterable[Person]:
        """People whose whole name is one word of an address, or who are left out and named by a clear part."""
        glued = {"".join(chain): people for chains in self._chains.values() for chain, people in chains.items()}
        for word in said:
            yield from glued.get(word, ())
            if _kind(word) == "plain":
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
            and line[here].folded in _set("particles")
        ):
            here += 1
        if here >= len(line) or line[here].folded != part:
            return -1
    return here


class _Line:
    """A text as words, with what stands round them."""

    def __init__(self, text: str, members: dict[str, tuple[Person, ...]], first_names: Set[str]) -> None:
        self.text = text
        self.members = members
        self.first_names = first_names
        self.words = [Word(m.start(), m.end(), folded(m[0]), m[0][0].isupper()) for m in _WORD.finditer(text)]
        letters = [char for char in text if char.isalpha()]
        self.shouted = len(letters) > 8 and sum(char.isupper() for char in letters) > 0.7 * len(letters)

    def cut(self, at: int) -> Word:
        """The first part of a word with hyphens whose rest is no name ("Paul-là"); the word itself otherwise."""
        word = self.words[at]
        head, _, rest = self.text[word.start : word.end].partition("-")
        if rest and rest.islower():
            self.words[at] = Word(word.start, word.start + len(head), folded(head), word.capital)
        return self.words[at]

    def start(self, at: int) -> int:
        """Where a mention starts, with its at sign."""
        start = self.words[at].start
        before = self.text[max(0, start - 2) : start]
        return start - 1 if before.endswith("@") else start - 2 if before == "@~" else start

    def gap(self, at: int) -> str:
        """What stands between a word and the one before it."""
        return self.text[self.words[at - 1].end : self.words[at].start] if 0 < at < len(self.words) else "\n"

    def blank(self, at: int) -> bool:
        """Only blanks stand between a word and the one before it, on one line."""
        gap = self.gap(at)
        return gap.isspace() and "\n" not in gap

    def near(self, at: int) -> Word | None:
        """The word at this place when one blank, an apostrophe or a full stop and a blank lead to it."""
        return self.words[at] if 0 <= at < len(self.words) else None

    def is_whole_name(self, first: int, last: int) -> bool:
        """Words in the order of a name are one, unless all are small common words ("rose blanche")."""
        line = self.words[first : last + 1]
        joined = all(len(self.gap(n)) <= 3 and "\n" not in self.gap(n) for n in range(first + 1, last + 1))
        return joined and any(
            self.is_addressed(first) or word.capital or _kind(word.folded) == "plain" for word in line
        )

    def before(self, at: int) -> Word | None:
        """The word right before, on the same line without a mark between."""
        return self.words[at - 1] if at and (self.blank(at) or self.gap(at) in {"'", "’", ". "}) else None

    def after(self, at: int) -> Word | None:
        """The word right after, one blank away."""
        return self.words[at + 1] if at + 1 < len(self.words) and self.blank(at + 1) else None

    def starts_sentence(self, at: int) -> bool:
        """True at the beginning of a line or a sentence, where a capital letter says nothing."""
        start = self.words[at].start
        return _STARTS.search(self.text, max(0, start - 8), start) is not None or start < 1

    def is_addressed(self, at: int) -> bool:
        """True after words of thanks or greeting, also through "à", other members' names and "et"."""
        here = at
        for _ in range(8):
            if (
                here == 0
                or self.gap(here).strip() not in {"", ",", "@", "'", "’", "&", "~", "@~"}
                or "\n" in self.gap(here)
            ):
                return False
            here -= 1
            said = self.words[here].folded
            phrases = [" ".join(w.folded for w in self.words[max(0, here - n) : here + 1]) for n in range(3)]
            if any(phrase in _set("vocatives") for phrase in phrases):
                return True
            if (
                said not in _set("vocative_links")
                and said not in {"et", "and", "y", "e", "und"}
                and said not in self.members
            ):
                return False
        return False

    def _is_other_name(self, at: int) -> bool:
        """True inside the name of somebody else, or of a street, a school, a prize."""
        before, after = self.before(at), self.after(at)
        if before and before.folded in _set("places_before") and before.folded not in _set("vocatives"):
            return True
        if self.shouted:
            return False
        if before and before.capital and self._begins_name(at - 1):
            return True
        if after is None:
            return False
        if _ROMAN.fullmatch(self.text, after.start, after.end):
            return True
        if after.folded in _set("particles") and (further := self.after(at + 1)):
            return further.capital and not self.text[further.start : further.end].isupper()
        return self._goes_on(at, after)

    def _goes_on(self, at: int, after: Word) -> bool:
        """True when a surname of somebody else follows."""
        own = {part for person in self.members.get(self.words[at].folded, ()) for part in folded(person.name).split()}
        acronym = self.text[after.start : after.end].isupper() and after.end - after.start < 5
        return after.capital and not acronym and after.folded not in _set("sentence_words") and after.folded not in own

    def _begins_name(self, at: int) -> bool:
        """True when the capitalised word here may be the first name of somebody else."""
        word = self.words[at]
        if word.folded in _set("sentence_words") | _set("vocatives") | _set("titles") | _set("vocative_links"):
            return False
        if self.text[word.start : word.end].isupper() and word.end - word.start > 1:
            return False
        return word.folded in names("given") or not self.starts_sentence(at)

    def meant(self, at: int, lower: bool) -> int:
        """Where the mention by one word ends, 0 when no member is meant.

        ``lower``: a small first letter is enough, for this is a known first name or the name of a person left out.
        """
        word = self.words[at]
        if self.text[max(0, word.start - 1) : word.start] in {"@", "~"}:
            return self._end(at)
        addressed = self.is_addressed(at)
        titled = (before := self.before(at)) is not None and before.folded in _set("titles")
        if self._is_other_name(at):
            return self._end_of_stranger(at) if addressed and word.capital else 0
        capital = word.capital and not (self.shouted and _kind(word.folded) != "plain")
        if addressed or titled:
            clear = capital or (lower and _kind(word.folded) == "plain") or _ENDS.match(self.text, word.end)
            return self._end(at) if clear and (capital or _kind(word.folded) != "proper") else 0
        return self._end(at) if self._is_clear(at, capital, lower) else 0

    def _is_clear(self, at: int, capital: bool, lower: bool) -> bool:
        """True when the word alone shows that a person is meant."""
        word, kind, before = self.words[at], self._kind(at), self.before(at)
        determined = before is not None and self.text[before.start : before.end].lower() in _said("determiners")
        if kind == "plain" or self._stands_out(word):
            return capital or (lower and len(word.folded) > 3 and not determined)
        if kind == "proper" or not capital or _NUMBER_NEXT.match(self.text, word.end):
            return False
        if (
            kind == "town"
            and before
            and before.folded in {"a", "de", "d", "vers", "pour", "from", "in", "at", "near", "to", "di", "en"}
        ):
            return False
        if self.starts_sentence(at):
            after = self.near(at + 1)
            return after is not None and (self.blank(at + 1) or self.gap(at + 1) == ", ") and self._speaks(at + 1)
        return not determined

    def _kind(self, at: int) -> str:
        """How much evidence this name needs; a last name alone as much as a common word."""
        kind = _kind(self.words[at].folded)
        return kind if kind != "plain" or self.words[at].folded in self.first_names else "common"

    def _stands_out(self, word: Word) -> bool:
        """A last name in capitals, in a message that is not."""
        return not self.shouted and len(word.folded) > 3 and self.text[word.start : word.end].isupper()

    def _speaks(self, at: int) -> bool:
        """True when what follows is what people do: say, ask, share."""
        said = (self.text[self.words[at].start : word.end].lower() for word in self.words[at : at + 2])
        return any(phrase in _said("speech") for phrase in said)

    def _end(self, at: int) -> int:
        """End of the mention, with the initial of the last name."""
        word = self.words[at]
        initial = _INITIAL.match(self.text, word.end)
        last_names = [part for person in self.members.get(word.folded, ()) for part in folded(person.name).split()]
        if initial and any(part.startswith(folded(initial[1])) for part in last_names):
            return initial.end()
        return word.end

    def _end_of_stranger(self, at: int) -> int:
        """End of a name after thanks whose last name we do not know: it goes too when it ends the sentence."""
        after = self.after(at)
        if after and after.capital and _ENDS.match(self.text, after.end) and after.folded not in _set("sentence_words"):
            return after.end
        return self.words[at].end
