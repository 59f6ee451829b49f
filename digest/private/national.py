"""Phone numbers without a country code, by the numbering plans of ``languages/phones.yml``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from digest.language import table
from digest.private.words import one_of

_YEAR = re.compile(r"(?:19|20)\d\d\Z")
_COUNTED = re.compile(
    r"[ ]?(?:[€$£%°]|(?:euros?|k[mgWwBb]?|[MGT][oOBWw]|élèves|personnes|habitants|tokens?|kWh|m2|m²)\b)"
)
_BEFORE, _AFTER = 40, 18  # how far a word such as "tel" may stand from its number


class Plan(NamedTuple):
    """How one country writes its numbers; an empty pattern matches nothing."""

    sure: re.Pattern[str]
    first: int  # fewest digits of the first group of a sure number
    shaped: re.Pattern[str]
    shapes: frozenset[str]
    named: re.Pattern[str]


@cache
def _plans(countries: tuple[str, ...]) -> tuple[Plan, ...]:
    """The plans of the countries that the table knows."""
    plans = []
    for code in countries:
        row = table("phones").get(code.upper(), {})
        shaped, *shapes = row.get("shaped", [""])
        patterns = [re.compile(p or r"(?!)") for p in (row.get("sure"), shaped, row.get("named"))]
        plans.append(Plan(patterns[0], int(row.get("first", 2)), patterns[1], frozenset(shapes), patterns[2]))
    return tuple(dict.fromkeys(plans))


@cache
def _cue() -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_])(?:{one_of('phone_cues')})(?![^\W_])", re.I)


def is_counted(shadow: str, end: int) -> bool:
    """True when a unit, a currency or a percent sign follows: a figure."""
    return _COUNTED.match(shadow, end) is not None


def _is_named(shadow: str, start: int, end: int) -> bool:
    """True when a word near by says that this is a phone number."""
    before = shadow[max(0, start - _BEFORE) : start]
    after = shadow[end : end + _AFTER].split("\n", maxsplit=1)[0]
    return _cue().search(before) is not None or _cue().search(after) is not None


def _looks_dated(sizes: Sequence[int], digits: str) -> bool:
    """Day, month, year and something, written with blanks."""
    return list(sizes[:3]) == [2, 2, 4] and _YEAR.match(digits[4:8]) is not None


def _counts_up(parts: Sequence[str]) -> bool:
    """Numbers that follow each other (01 02 03 04 05): a list, not one number."""
    steps = {int(b) - int(a) for a, b in zip(parts, parts[1:], strict=False)}
    return len(parts) > 3 and len(steps) == 1


def _alone(groups: Sequence[tuple[int, int]], first: int, last: int, shadow: str) -> bool:
    """No further digits stand beside it on its line."""
    before = (
        first == 0
        or "\n" in shadow[groups[first - 1][1] : groups[first][0]]
        or "\x1f" in shadow[groups[first - 1][1] : groups[first][0]]
    )
    after = last + 1 == len(groups) or any(char in shadow[groups[last][1] : groups[last + 1][0]] for char in "\n\x1f/")
    return before and after


def _is_number(shadow: str, groups: Sequence[tuple[int, int]], first: int, last: int, countries: Sequence[str]) -> bool:
    """True when the groups ``first`` to ``last`` are one phone number."""
    parts = [shadow[start:end] for start, end in groups[first : last + 1]]
    sizes, digits = [len(part) for part in parts], "".join(parts)
    if digits.startswith("00") or is_counted(shadow, groups[last][1]) or _looks_dated(sizes, digits):
        return False
    plans = _plans(tuple(countries))
    whole = min(sizes) > 1 and not _counts_up(parts)
    if whole and any(p.sure.fullmatch(digits) and (len(sizes) == 1 or sizes[0] >= p.first) for p in plans):
        return True
    if not _alone(groups, first, last, shadow):
        return False
    shape = " ".join(map(str, sizes))
    if any(shape in p.shapes and p.shaped.fullmatch(digits) for p in plans):
        return True
    if any(p.named.fullmatch(digits) or p.sure.fullmatch(digits) for p in plans):
        return _is_named(shadow, groups[first][0], groups[last][1])
    return False


def last_group(shadow: str, groups: Sequence[tuple[int, int]], first: int, countries: Sequence[str]) -> int:
    """Index of the last group of the national number that starts at group ``first``, or -1; the longest wins."""
    best, total = -1, 0
    for last in range(first, min(len(groups), first + 6)):
        total += groups[last][1] - groups[last][0]
        if total > 12:
            break
        if total >= 6 and _is_number(shadow, groups, first, last, countries):
            best = last
    return best
