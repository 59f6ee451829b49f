"""From stamps to moments: the order of day and month is inferred for a whole export, never for one line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from itertools import pairwise, repeat
from operator import add, itemgetter
from typing import NamedTuple

from digest.read.phrases import fold
from digest.read.stamps import LOOSE, Shape

Triple = tuple[int, int, int]
_KEPT = 20_000  # moments that are kept at once
_ORDERS = {"dmy": (2, 1, 0), "mdy": (2, 0, 1), "ymd": (0, 1, 2)}


class Order(NamedTuple):
    """The chosen order, and whether the dates of the file leave no doubt."""

    name: str
    sure: bool


def infer_order(days: Sequence[Sequence[Triple]], shape: Shape, wanted: str = "auto") -> Order:
    """The order in which most days exist, then time runs forward most, then days lie close together, then habit.

    Habit: month first with slashes and the American ``AM`` and ``PM``, else day first.

    Args:
        days: for each file the days as written, each time the day changes.
        shape: the stamps' shape: a year of four digits in front decides.
        wanted: what the user told, or ``auto``.
    """
    if wanted in _ORDERS:
        return Order(wanted, True)
    if shape.skeletons[0].first_year:
        return Order("ymd", True)
    bones = shape.skeletons[0]
    habit = ["mdy", "dmy"] if "/" in bones.s1 and shape.american else ["dmy", "mdy"]
    orders = habit if bones.long_year else [*habit, "ymd"]
    spans = {order: _span(days, order) for order in orders}
    scores = {order: (*_score(days, order), _scattered(spans, order)) for order in orders}
    best = min(orders, key=lambda order: (*scores[order], orders.index(order)))
    same = all(a == b for file in days for a, b, _ in file)
    rivals = [o for o in ("dmy", "mdy") if o != best and scores[o] == scores[best]]
    return Order(best, same or not rivals)


def _score(days: Sequence[Sequence[Triple]], order: str) -> tuple[int, int]:
    """Impossible days, and jumps back within a file."""
    impossible = back = 0
    for file in days:
        made = [day_of(triple, order) for triple in file]
        real = [day for day in made if day]
        impossible += len(made) - len(real)
        back += sum(later < earlier for earlier, later in pairwise(real))
    return impossible, back


def _span(days: Sequence[Sequence[Triple]], order: str) -> tuple[int, int]:
    """How many days there are, and how many calendar days from the first to the last."""
    made = {day for file in days for triple in file if (day := day_of(triple, order))}
    return len(made), (max(made) - min(made)).days if made else 0


def _scattered(spans: Mapping[str, tuple[int, int]], order: str) -> bool:
    """Does this order tear apart what another shows as days in a row?"""
    count, span = spans[order]
    return count >= 4 and any(span > 8 * other for many, other in spans.values() if many == count)


def day_of(triple: Triple, order: str) -> date | None:
    """The day that three numbers name, two-digit years in this century; None when there is no such day.

    >>> day_of((31, 2, 2025), "dmy") is None
    True
    """
    year, month, day = (triple[i] for i in _ORDERS[order])
    try:
        return date(year + 2000 if year < 100 else year, month, day)
    except ValueError:
        return None


def clock(hour: int, minute: int, second: int, period: str) -> time | None:
    """The time of day; ``period`` is am, pm, noon, night or empty for a 24-hour clock."""
    if period and hour <= 12:
        later = period == "pm" or (period == "noon" and hour < 11) or (period == "night" and 6 <= hour < 12)
        hour = hour % 12 + (12 if later or (period == "noon" and hour == 12) else 0)
    try:
        return time(hour, minute, second)
    except ValueError:
        return None


class Moments(dict[bytes, "datetime | None"]):
    """Stamp -> moment, made once for each; None when no such day or time exists."""

    def __init__(self, order: str, periods: Mapping[str, str], shape: Shape) -> None:
        super().__init__()
        self.order, self.periods = order, periods
        self.days: dict[bytes, datetime] = {}  # midnights: adding to one is cheaper than combining
        self.clocks: dict[bytes, timedelta] = {}
        self.between = _between(shape)
        self.width = shape.width

    def __missing__(self, stamp: bytes) -> datetime | None:
        """Day and clock are looked up apart; only new ones are taken to pieces."""
        before, behind = stamp, stamp
        if self.between:
            (before,), (behind,) = self._halves([stamp])
        try:
            when: datetime | None = self.days[before] + self.clocks[behind]
        except KeyError:
            when = self._learn(stamp, before, behind)
        self[stamp] = when
        return when

    def of(self, stamps: Sequence[bytes]) -> list[datetime | None]:
        """The moments of many stamps, without keeping them."""
        if not self.between:
            if len(self) > _KEPT:
                self.clear()
            return list(map(self.__getitem__, stamps))
        if not stamps:
            return []
        try:
            return self._known(stamps)
        except KeyError:
            for stamp, before, behind in zip(stamps, *self._halves(stamps), strict=True):
                if before not in self.days or behind not in self.clocks:
                    self._learn(stamp, before, behind)
        try:
            return self._known(stamps)
        except KeyError:
            return [self[stamp] for stamp in stamps]

    def _known(self, stamps: Sequence[bytes]) -> list[datetime | None]:
        """The moments of stamps whose days and clocks were all met before.

        Raises:
            KeyError: one was not.
        """
        befores, behinds = self._halves(stamps)
        return list(map(add, map(self.days.__getitem__, befores), map(self.clocks.__getitem__, behinds)))

    def _halves(self, stamps: Sequence[bytes]) -> tuple[Iterable[bytes], Iterable[bytes]]:
        """Days and clocks: by place where all stamps of the file are equally long, else by what divides them."""
        if self.width:
            return map(itemgetter(slice(self.width)), stamps), map(itemgetter(slice(self.width, None)), stamps)
        befores, _, behinds = zip(*map(bytes.partition, stamps, repeat(self.between)), strict=True)
        return befores, behinds

    def _learn(self, stamp: bytes, before: bytes, behind: bytes) -> datetime | None:
        found = LOOSE.match(stamp.decode("utf-8", "replace"))
        if not found:
            return None
        period = self.periods.get(fold(found["tail"])) or self.periods.get(fold(found["join"].strip(", .")), "")
        day = day_of((int(found["a"]), int(found["b"]), int(found["c"])), self.order)
        at = clock(int(found["h"]), int(found["m"]), int(found["sec"] or 0), period)
        if day is None or at is None:
            return None
        self.days[before] = datetime(day.year, day.month, day.day)
        self.clocks[behind] = timedelta(hours=at.hour, minutes=at.minute, seconds=at.second)
        return self.days[before] + self.clocks[behind]


def _between(shape: Shape) -> bytes:
    """What divides day and clock in every stamp; empty when that is not always the same."""
    joins = {bones.join for bones in shape.skeletons}
    join = joins.pop() if len(joins) == 1 else ""
    dates = "".join(bones.open + bones.s1 + bones.s2 for bones in shape.skeletons)
    return b"" if "{p}" in join or join in dates else join.encode()


def triples(stamps: Iterable[bytes]) -> list[Triple]:
    """The days as written, one each time the day changes."""
    days: list[Triple] = []
    before = b""
    for stamp in stamps:
        if stamp[:12] == before:
            continue
        before = stamp[:12]
        found = LOOSE.search(stamp.decode("utf-8", "replace"))
        if found:
            triple = (int(found["a"]), int(found["b"]), int(found["c"]))
            if not days or days[-1] != triple:
                days.append(triple)
    return days
