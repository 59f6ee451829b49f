"""Who is who: one person behind several spellings, numbers and nicknames; who shows a name and who stays out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache

from digest.clean import clean
from digest.cues import fold
from digest.language import table
from digest.private.words import words

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_ASIDE = re.compile(r"[(\[{][^)\]}]*[)\]}]?")
_DIGITS = 8  # the last digits that tell numbers apart, with or without a country code
_FEWEST_DIGITS = 7
_ACRONYM = 4


@lru_cache(maxsize=100_000)
def folded(word: str) -> str:
    """A word without case, accents and compatibility forms (full-width, bold letters)."""
    return fold(unicodedata.normalize("NFKC", word))


def key_of(name: str) -> str:
    """What two spellings of one author have in common: letters without case, accents, signs; of a number its end.

    >>> key_of("~\\u202fLéa  EXEMPLE") == key_of("lea exemple")
    True
    >>> key_of("+33 6 39 98 12 34") == key_of("0639981234")
    True
    """
    digits = "".join(char for char in name if char.isdecimal())
    if len(digits) >= _FEWEST_DIGITS and not any(char.isalpha() for char in name):
        return "#" + "".join(str(int(char)) for char in digits)[-_DIGITS:]
    found = _WORD.findall(folded(clean(name)))
    return " ".join(found) or clean(name).strip().casefold()


@cache
def names(subject: str) -> frozenset[str]:
    """A list of ``languages/names.yml``: ``given``, ``common`` or ``proper``."""
    return frozenset(str(table("names").get(subject, "")).split())


@cache
def _roles() -> frozenset[str]:
    return frozenset(folded(word) for word in words("roles"))


@dataclass(frozen=True, slots=True)
class Named:
    """The parts of a display name."""

    given: tuple[str, ...]  # folded words of the first name: ("jean", "pierre") or ("lea",)
    family: tuple[str, ...]
    first: str  # the first name as written


def parts_of(display: str) -> Named | None:
    """First and last name in a display name; ``None`` for a number or a name without letters.

    Brackets, roles, small words and single letters do not count: "Guillaume musique", "Kim (arts pla)", "Lou M.".
    """
    found = _WORD.findall(_ASIDE.sub(" ", clean(display)).replace("~", " "))
    kept = [word for word in found if len(word) > 1 and folded(word) not in _roles()]
    if any(word[0].isupper() for word in kept):
        kept = [word for word in kept if word[0].isupper()]
    if len(kept) > 1 and not all(word.isupper() for word in kept):
        kept = [w for w in kept if not (w.isupper() and len(w) <= _ACRONYM and fold(w) not in names("given"))] or kept
    if not kept:
        return None
    at = _given_at(kept)
    rest = kept[:at] + kept[at + 1 :]
    return Named((folded(kept[at]),), tuple(folded(word) for word in rest), kept[at])


def _given_at(parts: list[str]) -> int:
    """Which part is the first name: a known one, else the one not in capitals, else the first."""
    known = [n for n, word in enumerate(parts) if folded(word) in names("given")]
    if known:
        return known[0]
    small = [n for n, word in enumerate(parts) if not word.isupper()]
    return small[0] if small else 0


@dataclass(slots=True, eq=False)
class Person:
    """One member."""

    number: int
    name: str  # as in the chat; private
    spellings: list[str] = field(default_factory=list)
    shown: str | None = None  # the name chosen, when the person agreed to be named
    left_out: bool = False

    def first_name(self) -> str:
        """The first name as written; empty for somebody known by a number only."""
        named = parts_of(self.name)
        return named.first if named else ""


class People:
    """The members of a chat, found by any spelling of their name.

    Args:
        authors: display names of authors, in order of appearance.
        show: name as in the chat -> the name that the person agreed to show.
        aliases: nickname, older name or number -> name as in the chat.
        leave_out: names and numbers of those who object.
    """

    def __init__(
        self,
        authors: Iterable[str] = (),
        show: Mapping[str, str] | None = None,
        aliases: Mapping[str, str] | None = None,
        leave_out: Iterable[str] = (),
    ) -> None:
        self._by_key: dict[str, Person] = {}
        self._by_name: dict[str, Person] = {}
        self.all: list[Person] = []
        self._aliases = {key_of(alias): name for alias, name in (aliases or {}).items()}
        for author in authors:
            self.person(author)
        for alias, name in (aliases or {}).items():
            self.person(name).spellings.append(alias)
        for name, chosen in (show or {}).items():
            self.person(name).shown = chosen
        for name in leave_out:
            self.leave_out(name)

    def person(self, author: str) -> Person:
        """The person behind a display name, a new one if nobody has it."""
        if found := self._by_name.get(author):
            return found
        key = key_of(author)
        person = self._by_key.get(key)
        if person is None and key in self._aliases and key_of(self._aliases[key]) != key:
            person = self.person(self._aliases[key])
        if person is None:
            person = Person(len(self.all), author)
            self.all.append(person)
        if author not in person.spellings:
            person.spellings.append(author)
        self._by_key[key] = self._by_name[author] = person
        return person

    def leave_out(self, name: str) -> None:
        """Take a person out, by any spelling or order of the names.

        Part of a name that nobody bears alone takes out all who bear it: rather one too many than one too few.
        """
        asked = set(key_of(name).split())
        same = [p for p in self.all if any(set(key_of(spelling).split()) == asked for spelling in p.spellings)]
        wider = [p for p in self.all if any(asked <= set(key_of(spelling).split()) for spelling in p.spellings)]
        for person in same or wider or [self.person(name)]:
            person.left_out = True

    def named(self) -> list[tuple[Person, Named]]:
        """Each person with each of the names it goes by."""
        pairs = ((person, parts_of(spelling)) for person in self.all for spelling in person.spellings)
        return [(person, parts) for person, parts in pairs if parts is not None]
