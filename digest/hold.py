"""Sensitive cues that keep a message's items out until the moderator accepts them.

The cues stand in ``languages/<code>/private.yml`` under ``held``: some hold alone, some only when the message is
about one person, some only beside a child's or pupil's first name. General talk of health or pupils passes.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from digest.cues import fold
from digest.language import languages, table
from digest.model import Link
from digest.people import folded, names

_WORD = re.compile(r"[^\W\d_]+")
_NAME = re.compile(
    r"(?<![\w-])([A-ZÀ-ÖØ-Þ][^\W\d_]+(?:-[^\W\d_]+)*)([ ][A-Z]\.?(?![\w'’]))?(?:[ ](?=[A-ZÀ-ÖØ-Þ])([^\W\d_]+))?"
)
_REACH = 60  # characters between a cue and the person it is about
_SELF_REACH = 25  # characters between "je suis" and what one is

Phrase = tuple[str, ...]


class Cue(NamedTuple):
    """A phrase, found by its longest word."""

    words: Phrase
    at: int  # where its longest word stands
    reason: str
    strength: str  # strong, topic, named; person and self for those it may be about


Index = Mapping[str, Sequence[Cue]]


def _cues(listed: Iterable[object], reason: str, strength: str) -> Iterator[Cue]:
    """The cues of a list of phrases."""
    for phrase in listed:
        if said := tuple(_WORD.findall(fold(str(phrase)))):
            yield Cue(said, max(range(len(said)), key=lambda n: len(said[n])), reason, strength)


def _of_language(code: str) -> Iterator[Cue]:
    """The cues of a language table."""
    rows = table("private", code)
    for reason, lists in rows.get("held", {}).items():
        for strength, listed in lists.items():
            yield from _cues(listed, reason, strength)
    yield from _cues(rows.get("persons", ()), "", "person")
    yield from _cues(rows.get("selves", ()), "", "self")


def _indexed(cues: Iterable[Cue]) -> Index:
    """Cues by their longest word."""
    index: dict[str, list[Cue]] = {}
    for cue in cues:
        index.setdefault(cue.words[cue.at], []).append(cue)
    return index


@cache
def _known() -> tuple[Cue, ...]:
    """The cues of all languages together."""
    return tuple(cue for code in languages() for cue in _of_language(code))


def why(reason: str, language: str) -> str:
    """A reason of :meth:`Holder.reasons` in words of the site's language; the reason itself if it has none."""
    return str(
        {**table("private", "en").get("held_reasons", {}), **table("private", language).get("held_reasons", {})}.get(
            reason, reason
        )
    )


class Holder:
    """Says why a message must wait.

    Args:
        extra: further words or phrases of the group that hold a message.
        members: folded first names of members; another first name near a pupil's cue is taken for a child's.
    """

    def __init__(self, extra: Iterable[str] = (), members: Collection[str] = ()) -> None:
        self._members = members
        self._index = _indexed([*_known(), *_cues(extra, "word", "strong")])
        self._triggers = self._words_of("strong", "topic")
        self._named = self._words_of("named")

    def reasons(
        self, text: str, said: Collection[str], links: Sequence[Link], masked: Collection[str]
    ) -> tuple[str, ...]:
        """Reasons to hold a gated message, none for most.

        Args:
            text: the gated text.
            said: its folded words.
            links: the addresses in it.
            masked: types of what was taken out.
        """
        found = [link.delicate for link in links if link.delicate]
        if "SECRET" in masked:
            found.append("code")
        by_name = not self._named.isdisjoint(said) and ("." in text or not names("given").isdisjoint(said))
        if by_name or not self._triggers.isdisjoint(said):
            found += self._by_cues(_without(text, links))
        return tuple(dict.fromkeys(found))

    def _words_of(self, *strengths: str) -> frozenset[str]:
        """The longest words of the cues of these strengths."""
        return frozenset(word for word, cues in self._index.items() if any(cue.strength in strengths for cue in cues))

    def _by_cues(self, text: str) -> Iterator[str]:
        """Reasons that stand in the words."""
        places = self._places(text)
        people, selves = places.get(("", "person"), []), places.get(("", "self"), [])
        children = self._children(text)
        for reason in dict.fromkeys(reason for reason, _ in places if reason):
            topics, named = places.get((reason, "topic"), []), places.get((reason, "named"), [])
            if (
                (reason, "strong") in places
                or _near(topics, [*people, *children], _REACH)
                or any(0 < topic - me <= _SELF_REACH for topic in topics for me in selves)
                or any(0 < child - cue <= _REACH for child in children for cue in named)
            ):
                yield reason

    def _places(self, text: str) -> dict[tuple[str, str], list[int]]:
        """Where cues stand in a text, by reason and strength."""
        matches = list(_WORD.finditer(text))
        words = tuple(folded(match[0]) for match in matches)
        places: dict[tuple[str, str], list[int]] = {}
        for here, word in enumerate(words):
            for cue in self._index.get(word, ()):
                first = here - cue.at
                if first >= 0 and words[first : first + len(cue.words)] == cue.words:
                    places.setdefault((cue.reason, cue.strength), []).append(matches[first].start())
        return places

    def _children(self, text: str) -> list[int]:
        """Places of first names that no member has, alone or with the initial of a last name."""
        found = []
        for match in _NAME.finditer(text):
            first = fold(match[1])
            known = first in names("given") and first not in names("proper")
            if first not in self._members and match[3] is None and (known or (match[2] or "").endswith(".")):
                found.append(match.start())
        return found


def _near(some: Iterable[int], others: Sequence[int], reach: int) -> bool:
    """True when two places are no further apart than this."""
    return any(abs(one - other) <= reach for one in some for other in others)


def _without(text: str, links: Iterable[Link]) -> str:
    """The text with its addresses blotted out; places stay."""
    for link in links:
        text = text[: link.start] + " " * (link.end - link.start) + text[link.end :]
    return text
