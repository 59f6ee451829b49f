"""Phone numbers: with a country code whatever is possible, without one as the configured countries write them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from digest.model import Span
from digest.private import national
from digest.private.ordinary import ordinary
from digest.private.shadow import Seen

# Digits with at most three separators between two of them; one line break may split a number.
_RUN = re.compile(r"\d(?:(?:[ .\-/()_]{1,3}|[ ]?\n[ ]?)?\d)*+")
_STUCK = re.compile(r"(?:(?<![^\W_])|(?<=[Tt][eé]l)|(?<=TEL))(?=\d)")  # nothing sticks to the first digit, or "tel"
_PAIRED = re.compile(r"0[1-9](?:([ .-])\d\d)(?:\1\d\d){3}(?!\d)")  # clear even behind a letter: Ana06 39 …
_LETTER_O = re.compile(r"(?<![^\W_])[oO][67](?:[ .-]?\d\d){4}(?!\d)")
# Ten digits in pairs with another mark between all of them.
_MARKED = re.compile(r"(?<![^\W_])0[1-9]([,:;|*~_])\d\d(?:\1\d\d){3}(?!\1?\d)(?![^\W_])")
_GROUP = re.compile(r"\d+")
_FEWEST = 6
_FEWEST_MARKED = 9
_FEWEST_ABROAD = 10  # of a number with its country code but no plus sign
_MOST = 15  # digits of the longest number (ITU E.164)


class Run(NamedTuple):
    """Digit groups that stand together, each as (start, end)."""

    shadow: str
    groups: tuple[tuple[int, int], ...]

    def digits(self, first: int, last: int) -> str:
        """The digits of the groups ``first`` to ``last``, together."""
        return "".join(self.shadow[start:end] for start, end in self.groups[first : last + 1])

    def sign(self, index: int) -> str:
        """What stands before a group: ``+``, ``00``, ``@`` or nothing."""
        start, end = self.groups[index]
        before = self.shadow[max(0, start - 3) : start].rstrip(" (")
        if before.endswith(("+", "@")):
            return before[-1]
        return "00" if self.shadow[start : start + 2] == "00" and end - start != 3 else ""


@lru_cache(4096)
def _possible(digits: str) -> bool:
    """True when a number with this country code can exist (libphonenumber: POSSIBLE, not VALID)."""
    import phonenumbers

    try:
        number = phonenumbers.parse("+" + digits, None)
    except phonenumbers.NumberParseException:
        return False
    reason = phonenumbers.is_possible_number_with_reason(number)
    return bool(reason == phonenumbers.ValidationResult.IS_POSSIBLE)


def _is_figure(run: Run, first: int, last: int) -> bool:
    """A figure with a plus sign ("+12 500 000 €"): groups of three, and a round number or a unit behind it."""
    sizes = [end - start for start, end in run.groups[first : last + 1]]
    in_thousands = len(sizes) > 1 and sizes[0] <= 3 and set(sizes[1:]) == {3} and sum(sizes) <= 10
    return in_thousands and (run.digits(last, last) == "000" or national.is_counted(run.shadow, run.groups[last][1]))


def _abroad(run: Run, first: int, sign: str) -> int:
    """Index of the last group of the international number that starts at ``first``, or -1."""
    best, digits = -1, ""
    for last in range(first, min(len(run.groups), first + 10)):
        digits += run.digits(last, last)
        number = digits[2:] if sign == "00" else digits
        if len(number) > _MOST + 1:
            break
        if len(number) >= 7 and _possible(_without_trunk(run, first, last, number)):
            best = last
    return -1 if sign == "+" and _is_figure(run, first, best) else best


def _bare_code(run: Run, first: int, countries: Sequence[str]) -> bool:
    """True for a country code without a plus sign after a word such as "tel" (33 6 …)."""
    if not national.begins(run.shadow, run.groups, first):
        return False
    start = run.groups[first][0]
    digits = run.digits(first, first + 7)
    if len(digits) < _FEWEST_ABROAD:
        return False
    codes = national.country_codes(countries)
    return digits.startswith(codes) and national.is_named(run.shadow, start, run.groups[first][1])


def _without_trunk(run: Run, first: int, last: int, number: str) -> str:
    """The number without the zero between brackets: +33 (0)6."""
    text = run.shadow[run.groups[first][0] : run.groups[last][1]]
    if "(0)" not in text:
        return number
    place = sum(char.isdigit() for char in text[: text.index("(0)")]) - (2 if run.sign(first) == "00" else 0)
    return number[:place] + number[place + 1 :]


def _last(run: Run, first: int, countries: Sequence[str]) -> int:
    """Index of the last group of the number that starts at ``first``, or -1."""
    if (sign := run.sign(first)) and (last := _abroad(run, first, sign)) >= 0:
        return last
    if (last := national.last_group(run.shadow, run.groups, first, countries)) >= 0:
        return last
    return _abroad(run, first, "tel") if _bare_code(run, first, countries) else -1


def _numbers(run: Run, countries: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The numbers of a run, as places in the text, one after the other."""
    first = 0
    while first < len(run.groups):
        last = _last(run, first, countries)
        if last >= 0 and not _is_code(run.shadow, run.groups[last][1]):
            yield _start(run.shadow, run.groups[first][0], run.groups[last][1]), run.groups[last][1]
        first = max(first, last) + 1


def _is_code(shadow: str, end: int) -> bool:
    """True when one letter sticks to the digits: a code of some kind (0631234A), no phone number."""
    return shadow[end : end + 1].isalpha() and not shadow[end + 1 : end + 2].isalpha()


def _start(shadow: str, start: int, end: int) -> int:
    """Where the number starts with its sign, bracket or at sign."""
    while start and (shadow[start - 1] in "+@" or (shadow[start - 1] == "(" and ")" in shadow[start:end])):
        start -= 1
    if shadow[max(0, start - 2) : start] in ("+ ", "@ "):
        return start - 2
    return start


def find(seen: Seen) -> Iterable[Span]:
    """Phone numbers of a text."""
    if seen.digits < _FEWEST:
        return
    yield from _marked(seen)
    runs = [match.span() for match in _RUN.finditer(seen.shadow) if match.end() - match.start() >= _FEWEST]
    if not runs:
        return
    blotted = ordinary(seen.shadow, seen.words)
    for start, end in runs:
        if _STUCK.match(seen.shadow, start) or _PAIRED.match(seen.shadow, start):
            groups = tuple(group.span() for group in _GROUP.finditer(blotted, start, end))
            for first, last in _numbers(Run(blotted, groups), seen.countries):
                yield Span(first, last, "PHONE")


def _marked(seen: Seen) -> Iterator[Span]:
    """Ten digits with unusual marks, or with a letter for the zero."""
    if seen.digits >= _FEWEST_MARKED:
        for pattern in (_MARKED, _LETTER_O):
            for match in pattern.finditer(seen.shadow):
                yield Span(*match.span(), "PHONE")
