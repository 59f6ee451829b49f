"""What comes first, and why: one way of weighing for every kind of highlight.

A finder gives each candidate its reasons, each with points; the sum is the score. What is shown is chosen best
first, and a second item from the same message or source counts a little less, so that a page shows several things.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from digest import cues
from digest.model import Item, Message, Pick


class Reason(NamedTuple):
    """Why an item stands where it stands; ``code`` names its words in the language tables."""

    code: str
    points: float
    n: int = 0  # a count that the words may show


class Candidate:
    """An item that a digest may show, from the message it would be shown from.

    Args:
        item: what would be shown.
        message: where it would be shown from.
        reasons: what speaks for it and against it.
        alike: items with the same mark crowd each other; empty for none.
    """

    __slots__ = ("_told", "alike", "item", "message", "reasons", "score")

    def __init__(self, item: Item, message: Message, reasons: Iterable[Reason], alike: str = "") -> None:
        self.item = item
        self.message = message
        self.reasons = tuple(reasons)
        self.alike = alike
        self.score = round(sum([reason.points for reason in self.reasons]), 3)
        self._told: tuple[str, ...] | None = None

    def why(self, language: str) -> tuple[str, ...]:
        """The three best reasons in words; after them the strongest against, if it weighs."""
        if self._told is None:
            self._told = _tell(self.reasons, language)
        return self._told


def _tell(reasons: Sequence[Reason], language: str) -> tuple[str, ...]:
    ranked = sorted(reasons, key=lambda reason: -reason.points)
    told = [reason for reason in ranked if reason.points >= 0.3 and reason.code != "kind"][:3]
    against = [reason for reason in ranked[-1:] if reason.points <= -0.5]
    texts = [cues.why(reason.code, language).format(n=reason.n) for reason in told + against]
    return tuple(dict.fromkeys(texts))


Crowd = Callable[[int, int], float]  # points off beside so many chosen from the same message, and so many alike


def pick(
    candidates: Iterable[Candidate], language: str, *, limit: int, floor: float, crowd: Crowd | None = None
) -> tuple[Pick, ...]:
    """The best ``limit`` candidates of at least ``floor`` points, best first; ties keep the order of the chat.

    Args:
        candidates: in the order of the chat.
        language: of the reasons.
        limit: how many at most.
        floor: the points below which nothing is shown.
        crowd: points taken off an item because of those chosen before it.
    """
    left = sorted((c for c in candidates if c.score >= floor), key=lambda c: -c.score)
    if crowd is None:
        return tuple(_picked(c, c.score, language) for c in left[:limit])
    del left[max(limit * 2, 30) :]
    picks: list[Pick] = []
    same: Counter[str] = Counter()
    alike: Counter[str] = Counter()
    while left and len(picks) < limit:
        worth = [c.score - crowd(same[c.message.id], alike[c.alike]) for c in left]
        best = worth.index(max(worth))
        if worth[best] < floor:
            break
        candidate = left.pop(best)
        same[candidate.message.id] += 1
        alike[candidate.alike] += bool(candidate.alike)
        picks.append(_picked(candidate, round(worth[best], 3), language))
    return tuple(picks)


def _picked(candidate: Candidate, score: float, language: str) -> Pick:
    return Pick(candidate.item, score, candidate.why(language), candidate.message)
