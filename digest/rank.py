"""What comes first, and why: one way of weighing for every kind of highlight.

A finder gives each candidate its reasons, each with points; the sum is the score. What is shown is chosen best
first, and a second item from the same message or source counts a little less, so that a page shows several things.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from digest import cues
from digest.model import Item, Message, Pick


class Reason(NamedTuple):
    """Why an item stands where it stands; ``code`` names its words in the language tables."""

    code: str
    points: float
    n: int = 0  # a count that the words may show


@dataclass(frozen=True)
class Candidate:
    """An item that a digest may show, from the message it would be shown from."""

    item: Item
    message: Message
    reasons: tuple[Reason, ...]

    @cached_property
    def score(self) -> float:
        """The sum of all points."""
        return round(sum(reason.points for reason in self.reasons), 3)

    def why(self, language: str) -> tuple[str, ...]:
        """The three best reasons in words; after them the strongest against, if it weighs."""
        ranked = sorted(self.reasons, key=lambda reason: -reason.points)
        told = [reason for reason in ranked if reason.points >= 0.3 and reason.code != "kind"][:3]
        against = [reason for reason in ranked[-1:] if reason.points <= -0.5]
        texts = [cues.why(reason.code, language).format(n=reason.n) for reason in told + against]
        return tuple(dict.fromkeys(texts))


Crowd = Callable[[Candidate, Sequence[Candidate]], float]  # points off for an item beside those already chosen


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
    left = [c for c in candidates if c.score >= floor]
    left.sort(key=lambda c: -c.score)
    del left[max(limit * 3, 30) :]
    chosen: list[Candidate] = []
    picks: list[Pick] = []
    while left and len(picks) < limit:
        worth = [c.score - (crowd(c, chosen) if crowd else 0.0) for c in left]
        best = max(range(len(left)), key=lambda i: (worth[i], -i))
        if worth[best] < floor:
            break
        candidate = left.pop(best)
        chosen.append(candidate)
        picks.append(Pick(candidate.item, round(worth[best], 3), candidate.why(language), candidate.message))
    return tuple(picks)
