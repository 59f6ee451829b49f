"""Phone numbers without a country code, by the numbering plans of ``languages/phones.yml``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import Any, NamedTuple

from digest.language import table
from digest.private.words import one_of

_YEAR = re.compile(r"(?:19|20)\d\d\Z")
_COUNTED = re.compile(
    r"[ ]?(?:[€$£%°]|(?:euros?|k[mgWwBb]?|[MGT][oOBWw]|élèves|personnes|habitants|tokens?|kWh|m2|m²)\b)"
)
_BEFORE, _AFTER = 40, 18  # how far a word such as "tel" may stand from its number
_FEWEST, _MOST = 6, 12  # digits of a number without a country code
_MOST_BARE = 11  # digits of a number in one piece; longer ones are bar codes

Groups = Sequence[tuple[int, int]]


class Plans(NamedTuple):
    """How some countries write their numbers, together."""

    sure: re.Pattern[str]  # any grouping whose first group has two digits
    sure_long: re.Pattern[str]  # needs three digits in the first group
    shaped: Mapping[str, re.Pattern[str]]  # by the sizes of the groups
    named: re.Pattern[str]  # after a word such as "tel"
    codes: tuple[str, ...]


def _any(patterns: Iterable[str]) -> re.Pattern[str]:
    """One pattern for several; none matches nothing."""
    return re.compile("|".join(dict.fromkeys(filter(None, patterns))) or r"(?!)")


@cache
def _plans(countries: tuple[str, ...]) -> Plans:
    """The plans of the countries that the table knows."""
    rows: list[Mapping[str, Any]] = [table("phones").get(code.upper(), {}) for code in countries]
    shapes = {shape for row in rows for shape in row.get("shaped", ())[1:]}
    return Plans(
        _any(row.get("sure", "") for row in rows if row.get("first", 2) <= 2),
        _any(row.get("sure", "") for row in rows),
        {shape: _any(row["shaped"][0] for row in rows if shape in row.get("shaped", ())) for shape in shapes},
        _any(row.get(kind, "") for row in rows for kind in ("named", "sure")),
        tuple(str(row["code"]) for row in rows if "code" in row),
    )


@cache
def _cue() -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_])(?:{one_of('phone_cues')})(?![^\W_])", re.I)


def country_codes(countries: Sequence[str]) -> tuple[str, ...]:
    """The country codes of these countries, without a plus sign."""
    return _plans(tuple(countries)).codes


def is_counted(shadow: str, end: int) -> bool:
    """True when a unit, a currency or a percent sign follows: a figure."""
    return _COUNTED.match(shadow, end) is not None


def is_named(shadow: str, start: int, end: int) -> bool:
    """True when a word near by says that this is a phone number."""
    before = shadow[max(0, start - _BEFORE) : start]
    after = shadow[end : end + _AFTER].partition("\n")[0]
    return _cue().search(before) is not None or _cue().search(after) is not None


def _looks_dated(sizes: Sequence[int], digits: str) -> bool:
    """Day, month, year and something, written with blanks."""
    return list(sizes[:3]) == [2, 2, 4] and _YEAR.match(digits[4:8]) is not None


def _counts_up(parts: Sequence[str]) -> bool:
    """Numbers that follow each other (01 02 03 04 05): a list, not one number."""
    return len(parts) > 3 and len({int(b) - int(a) for a, b in pairwise(parts)}) == 1


def _is_whole(sizes: Sequence[int], digits: str) -> bool:
    """Groups of two or more digits, or single digits all along, or a zero apart (0 800 …, (0)6 …)."""
    toll = len(digits) == 10 and list(sizes[:2]) in ([1, 3], [1, 1]) and min(sizes[2:]) > 1
    return min(sizes) > 1 or (len(sizes) > 8 and max(sizes) == 1) or toll


def begins(shadow: str, groups: Groups, first: int) -> bool:
    """No digits stand before it on its line."""
    if first == 0:
        return True
    before = shadow[groups[first - 1][1] : groups[first][0]]
    return "\n" in before or "\x1f" in before


def _ends(shadow: str, groups: Groups, last: int) -> bool:
    """No digits follow on its line, or another number after a slash."""
    after = shadow[groups[last][1] : groups[last + 1][0]] if last + 1 < len(groups) else "\n"
    return "\n" in after or "\x1f" in after or "/" in after


def _is_sure(parts: Sequence[str], digits: str, plans: Plans) -> bool:
    """True for digits that are a phone number wherever they stand."""
    if digits[0] != "0" or (len(parts) == 1 and len(digits) > _MOST_BARE):
        return False
    if not (plans.sure if len(parts[0]) == 2 else plans.sure_long).fullmatch(digits):
        return False
    return _is_whole([len(part) for part in parts], digits) and not _counts_up(parts)


def _is_number(shadow: str, groups: Groups, first: int, parts: Sequence[str], plans: Plans) -> bool:
    """True when the groups from ``first`` on, whose digits are ``parts``, are one phone number."""
    last, digits = first + len(parts) - 1, "".join(parts)
    sure = _is_sure(parts, digits, plans)
    if not sure and not (begins(shadow, groups, first) and _ends(shadow, groups, last)):
        return False
    sizes = [len(part) for part in parts]
    if digits.startswith("00") or is_counted(shadow, groups[last][1]) or _looks_dated(sizes, digits):
        return False
    if sure:
        return True
    if (shaped := plans.shaped.get(" ".join(map(str, sizes)))) and shaped.fullmatch(digits):
        return True
    return plans.named.fullmatch(digits) is not None and is_named(shadow, groups[first][0], groups[last][1])


def last_group(shadow: str, groups: Groups, first: int, countries: Sequence[str]) -> int:
    """Index of the last group of the national number that starts at group ``first``, or -1; the longest wins."""
    if shadow[groups[first][0]] != "0" and not begins(shadow, groups, first):
        return -1
    plans = _plans(tuple(countries))
    best, total, breaks = -1, 0, 0
    parts: list[str] = []
    for last in range(first, len(groups)):
        start, end = groups[last]
        parts.append(shadow[start:end])
        total += end - start
        if last <= first + 1 and "".join(parts).startswith("00"):
            return -1
        breaks += last > first and "\n" in shadow[groups[last - 1][1] : start]
        if total > _MOST or breaks > 1:
            break
        if total >= _FEWEST and _is_number(shadow, groups, first, parts, plans):
            best = last
    return best
