"""The group's own words: its subject, and the words of a day or week that stand out."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from digest import cues
from digest.rank import Reason
from digest.stopwords import root, stop_words
from digest.talk import Turn


@dataclass(frozen=True, slots=True)
class Subject:
    """What the group talks about: roots of words and how much each counts, 0 to 1."""

    weights: Mapping[str, float]
    told: bool  # by the settings

    def fit(self, words: Sequence[str]) -> float:
        """How much words are on the subject, from 0 to 1."""
        roots = {root(word) for word in words}
        return min(1.0, math.fsum(self.weights.get(r, 0.0) for r in roots) / 2)

    def reason(self, words: Sequence[str]) -> Reason:
        """The reason that speaks for, or against, something said in these words."""
        fit = self.fit(words)
        if not self.weights:
            return Reason("subject", 0.0)
        return Reason("subject", 0.7 * fit) if fit >= 0.25 else Reason("fringe", -0.3)


def subject_of(turns: Sequence[Turn], code: str, about: str = "", topics: Sequence[str] = ()) -> Subject:
    """The subject of a group from the words that several of its members use.

    Args:
        turns: the conversation.
        code: language of the group.
        about: the moderator's words for it; they count most.
        topics: words of its topics.
    """
    who: dict[str, set[int]] = defaultdict(set)
    for turn in turns:
        if len(turn.words) >= 6 and not turn.cues & {"sale", "trifle", "joke"}:
            for word in turn.content:
                people = who[root(word)]
                if len(people) < 8:
                    people.add(turn.message.who)
    weights = {word: min(1.0, 0.25 * len(people)) for word, people in who.items() if len(people) >= 2}
    told = [*cues.words(about), *(word for topic in topics for word in cues.words(topic))]
    weights |= {root(word): 1.0 for word in told if word not in stop_words(code) and len(word) >= 2}
    return Subject(weights, bool(about))


def own_words(texts: Mapping[Any, Sequence[Sequence[str]]], limit: int = 8) -> dict[Any, tuple[str, ...]]:
    """The words that mark each period against all the others (TF-IDF), best first.

    Args:
        texts: for each period the content words of its messages; a word counts once a message.
        limit: how many words a period.
    """
    counts = {key: Counter(chain.from_iterable(map(set, said))) for key, said in texts.items()}
    periods = Counter(word for count in counts.values() for word in count)
    total = max(1, len(counts))
    found: dict[Any, tuple[str, ...]] = {}
    for key, count in counts.items():
        often = {word: n * math.log(1 + total / periods[word]) for word, n in count.items() if n >= 2}
        found[key] = tuple(sorted(often, key=lambda word: (-often[word], word))[:limit])
    return found


_WRITTEN = re.compile(r"[^\W\d_]+")
_ENOUGH = 5  # sightings of a word after which its spelling is known


def spelling(folded: Collection[str], turns: Sequence[Turn]) -> dict[str, str]:
    """How the group writes words that were folded: its most frequent spelling, lower case unless always capital."""
    forms: dict[str, Counter[str]] = {word: Counter() for word in folded}
    open_words = set(folded)
    for turn in turns:
        if open_words and not open_words.isdisjoint(turn.content):
            for form in _WRITTEN.findall(turn.message.text):
                word = cues.fold(form)
                if word in open_words:
                    forms[word][form] += 1
                    if forms[word].total() >= _ENOUGH:
                        open_words.discard(word)
    return {
        word: min(seen, key=lambda form: (-seen[form], form != form.lower(), form))
        for word, seen in forms.items()
        if seen
    }
