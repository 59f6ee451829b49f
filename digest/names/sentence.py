"""What stands round a word of a message, and whether it shows that the word is somebody's name."""

from __future__ import annotations

import re
from collections.abc import Mapping, Set
from functools import cache
from typing import NamedTuple

from digest.people import Person, folded, key_of, names
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
_LIGHT = frozenset(("", ",", "@", "'", "’", "&", "~", "@~"))  # marks between thanks and a name
_OF = frozenset(("de", "d", "of", "di"))
_AND = frozenset(("et", "and", "y", "e", "und"))
_TO_PLACES = frozenset(("a", "de", "d", "vers", "pour", "from", "in", "at", "near", "to", "di", "en"))


class Word(NamedTuple):
    """A word of a text."""

    start: int
    end: int
    folded: str
    capital: bool


@cache
def listed(subject: str) -> frozenset[str]:
    """The words of a list of the language tables, folded."""
    return frozenset(folded(word).rstrip(".") for word in words(subject))


@cache
def written(subject: str) -> frozenset[str]:
    """The words of a list as they are written: "a" is an article, "à" is none."""
    return frozenset(word.lower() for word in words(subject))


@cache
def kind_of(word: str) -> str:
    """How much evidence a name needs: ``plain`` little, ``common`` (a word), ``town``, ``proper`` (well known) more."""
    for kind, subject in (("proper", "proper"), ("town", "towns"), ("common", "common")):
        if word in names(subject):
            return kind
    return "plain"


class Sentence:
    """A text as words, with what stands round them."""

    def __init__(self, text: str, members: Mapping[str, tuple[Person, ...]], first_names: Set[str]) -> None:
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
        """Where a mention starts, with its at sign or the initial of the first name."""
        start = self.words[at - 1].start if self.has_initial(at) else self.words[at].start
        before = self.text[max(0, start - 2) : start]
        return start - 1 if before.endswith("@") else start - 2 if before == "@~" else start

    def has_initial(self, at: int) -> bool:
        """True for "P. Name" when somebody of that last name has a first name with this initial."""
        before = self.before(at)
        if before is None or before.end - before.start > 1 or not before.capital:
            return False
        parts = (part for person in self.members.get(self.words[at].folded, ()) for part in key_of(person.name).split())
        return any(part[0] == before.folded and part != self.words[at].folded for part in parts)

    def gap(self, at: int) -> str:
        """What stands between a word and the one before it."""
        return self.text[self.words[at - 1].end : self.words[at].start] if 0 < at < len(self.words) else "\n"

    def blank(self, at: int) -> bool:
        """Only blanks stand between a word and the one before it, on one line."""
        gap = self.gap(at)
        return gap.isspace() and "\n" not in gap

    def is_whole_name(self, first: int, last: int) -> bool:
        """Words in the order of a name are one, unless all are small common words ("rose blanche")."""
        line = self.words[first : last + 1]
        gaps = [self.gap(n) for n in range(first + 1, last + 1)]
        joined = all(len(gap) <= 3 and ("\n" not in gap or gap == "\n") for gap in gaps)
        return joined and any(
            self.is_addressed(first) or word.capital or kind_of(word.folded) == "plain" for word in line
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
            gap = self.gap(here)
            if here == 0 or gap.strip() not in _LIGHT or "\n" in gap:
                return False
            here -= 1
            if self._greets(here):
                return True
            said = self.words[here].folded
            if said not in listed("vocative_links") and said not in _AND and said not in self.members:
                return False
        return False

    def _greets(self, at: int) -> bool:
        """True when words of thanks or greeting end here."""
        phrases = (" ".join(w.folded for w in self.words[max(0, at - n) : at + 1]) for n in range(3))
        return any(phrase in listed("vocatives") for phrase in phrases)

    def _is_other_name(self, at: int) -> bool:
        """True inside the name of somebody else, or of a street, a school, a prize."""
        before, after = self.before(at), self.after(at)
        if self.has_initial(at):
            return False
        if self._follows_place(at):
            return True
        if self.shouted:
            return False
        if before and before.capital and self._begins_name(at - 1) and not self._are_two_members(before, at):
            return True
        if after is None:
            return False
        if _ROMAN.fullmatch(self.text, after.start, after.end):
            return True
        if after.folded in listed("particles") and (further := self.after(at + 1)):
            return further.capital and not self.text[further.start : further.end].isupper()
        return self._goes_on(at, after)

    def _are_two_members(self, before: Word, at: int) -> bool:
        """Two first names of members side by side ("merci Paul Zoé")."""
        return before.folded in self.first_names and self.words[at].folded in self.first_names

    def _follows_place(self, at: int) -> bool:
        """True after a word such as street, school, lake, prize; for names that are also words through "de" too."""
        before = self.before(at)
        if before and before.folded in _OF and self._kind(at) != "plain":
            before = self.before(at - 1)
        return (
            before is not None and before.folded in listed("places_before") and before.folded not in listed("vocatives")
        )

    def _goes_on(self, at: int, after: Word) -> bool:
        """True when a surname of somebody else follows."""
        own = {part for person in self.members.get(self.words[at].folded, ()) for part in key_of(person.name).split()}
        acronym = self.text[after.start : after.end].isupper() and after.end - after.start < 5
        known = after.folded in listed("sentence_words") or after.folded in own or after.folded in self.first_names
        return after.capital and not acronym and not known

    def _begins_name(self, at: int) -> bool:
        """True when the capitalised word here may be the first name of somebody else."""
        word = self.words[at]
        if any(word.folded in listed(kind) for kind in ("sentence_words", "vocatives", "titles", "vocative_links")):
            return False
        if self.text[word.start : word.end].isupper() and word.end - word.start > 1:
            return False
        return word.folded in names("given") or not self.starts_sentence(at)

    def meant(self, at: int, lower: bool, left_out: bool) -> int:
        """Where the mention by one word ends, 0 when no member is meant.

        ``lower``: a small first letter is enough, for this is a known first name or the name of a person left out,
        who is sought even beside what looks like somebody else's name.
        """
        word = self.words[at]
        if self.text[max(0, word.start - 1) : word.start] in {"@", "~"}:
            return self._end(at)
        if self.has_initial(at):
            return self._end(at)
        addressed = self.is_addressed(at)
        titled = (before := self.before(at)) is not None and before.folded in listed("titles")
        sought = left_out and word.capital and kind_of(word.folded) == "plain"
        if not sought and self._is_other_name(at):
            return self._end_of_stranger(at) if addressed and word.capital else 0
        capital = word.capital and not (self.shouted and kind_of(word.folded) != "plain")
        if addressed or titled:
            clear = capital or (lower and kind_of(word.folded) == "plain") or _ENDS.match(self.text, word.end)
            return self._end(at) if clear and (capital or kind_of(word.folded) != "proper") else 0
        return self._end(at) if self._is_clear(at, capital, lower) else 0

    def _is_clear(self, at: int, capital: bool, lower: bool) -> bool:
        """True when the word alone shows that a person is meant."""
        word, kind, before = self.words[at], self._kind(at), self.before(at)
        determined = before is not None and self.text[before.start : before.end].lower() in written("determiners")
        if kind == "plain" or self._stands_out(word) or (lower and kind_of(word.folded) == "plain"):
            return capital or (lower and len(word.folded) > 3 and not determined)
        if kind == "proper" or not capital or _NUMBER_NEXT.match(self.text, word.end):
            return False
        if kind == "town" and before and before.folded in _TO_PLACES:
            return False
        if self.starts_sentence(at):
            follows = self.blank(at + 1) or self.gap(at + 1) == ", "
            return follows and (self._speaks(at + 1) or self._beside_member(at))
        return not determined

    def _kind(self, at: int) -> str:
        """How much evidence this name needs; a last name alone as much as a common word."""
        kind = kind_of(self.words[at].folded)
        return kind if kind != "plain" or self.words[at].folded in self.first_names else "common"

    def _stands_out(self, word: Word) -> bool:
        """A last name in capitals, in a message that is not."""
        return not self.shouted and len(word.folded) > 3 and self.text[word.start : word.end].isupper()

    def _beside_member(self, at: int) -> bool:
        """True for "Rose et Étienne", where the other one is a member."""
        pair = self.words[at + 1 : at + 3]
        return len(pair) > 1 and pair[0].folded in _AND and pair[1].capital and pair[1].folded in self.members

    def _speaks(self, at: int) -> bool:
        """True when what follows is what people do: say, ask, share."""
        said = (self.text[self.words[at].start : word.end].lower() for word in self.words[at : at + 2])
        return any(phrase in written("speech") for phrase in said)

    def _end(self, at: int) -> int:
        """End of the mention, with the initial of the last name."""
        word = self.words[at]
        initial = _INITIAL.match(self.text, word.end)
        last_names = [part for person in self.members.get(word.folded, ()) for part in key_of(person.name).split()]
        if initial and any(part.startswith(folded(initial[1])) for part in last_names):
            return initial.end()
        return word.end

    def _end_of_stranger(self, at: int) -> int:
        """End of a name after thanks whose last name we do not know: it goes too when it ends the sentence."""
        after = self.after(at)
        if (
            after
            and after.capital
            and _ENDS.match(self.text, after.end)
            and after.folded not in listed("sentence_words")
        ):
            return after.end
        return self.words[at].end
