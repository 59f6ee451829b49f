"""Dates in running text, as days: ``jeudi 14 novembre à 18h``, ``the 12th``, ``demain soir``.

The words stand in ``languages/<code>/dates.yml``. A date without a year is the one nearest to the message (at most
three months back, else ahead); a weekday that is named decides between years and months. What cannot be known stays
unknown: ``fin juin`` has no day. Every pattern is bounded, so the time grows with the length of the text only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any, NamedTuple

from digest import language as tables
from digest.cues import flat
from digest.dates.words import DateWords, date_words, day_words

__all__ = ["BACK", "Dated", "day_words", "find_dates"]

BACK = 90  # days: a date without a year may lie this far back before it means the next one
_GAP = 28  # characters between a date and its clock time, or a date and the word that makes it a deadline


class Dated(NamedTuple):
    """A date found in a text; offsets are code points."""

    start: int
    end: int
    day: date | None  # None: a time that names no day ("fin juin", "la semaine prochaine")
    until: date | None = None  # last day of a range
    time: str = ""  # HH:MM when a clock time stands beside it
    deadline: bool = False
    instead: bool = False  # the date that no longer holds: "au lieu du 12"


def find_dates(text: str, day: date, language: str = "fr") -> list[Dated]:
    """All dates in ``text``, in order.

    Args:
        text: a message.
        day: the day on which it was written, from which "tomorrow" and years are counted.
        language: its language; English for a language without a table.
    """
    words = date_words(language if tables.table("dates", language) else "en")
    low = flat(text)
    if not words.trigger.search(low):
        return []
    found = sorted(_scan(words, low, day))
    ends = [0, *(one.end for one in found)]
    starts = [*(one.start for one in found[1:]), len(low)]
    return [_with_context(words, low, *place) for place in zip(found, ends, starts, strict=False)]


def _scan(words: DateWords, low: str, day: date) -> Iterator[Dated]:
    """Each pattern in turn, widest first; a piece of text is claimed once."""
    digits = _DIGIT.search(low)
    for name, pattern in words.patterns:
        if not digits and name in _WITH_DIGITS:
            continue
        needed = words.needs.get(name)
        if needed is not None and not any(map(low.__contains__, needed)):
            continue
        claimed: list[tuple[int, int]] = []
        for match in pattern.finditer(low):
            if match.end() == match.start():
                continue
            start, end = _READ[name](words, _parts(match), day)
            if start is _NO:
                continue
            claimed.append(match.span())
            yield Dated(*_trim(low, match), start if isinstance(start, date) else None, end)
        for a, b in claimed:
            low = low[:a] + "\0" * (b - a) + low[b:]


_DIGIT = re.compile(r"\d")


def _parts(match: re.Match[str]) -> dict[str, str | None]:
    """The named parts of a match; ``number_`` and ``next2`` are other places for ``number`` and ``next``."""
    parts: dict[str, str | None] = {}
    for name, value in match.groupdict().items():
        plain = name if name in ("weekday2", "month2") else name.rstrip("_2")
        parts[plain] = parts.get(plain) or value
    return parts


def _trim(low: str, match: re.Match[str]) -> tuple[int, int]:
    """The span of a date without the words and commas that led to it."""
    if match.re.groupindex.get("number_") and match["number_"]:
        return match.start("weekday_") if match["weekday_"] else match.start("number_"), match.end()
    piece = match.group()
    return match.start() + len(piece) - len(piece.lstrip(" ,")), match.end() - len(piece) + len(piece.rstrip(" ,"))


def _with_context(words: DateWords, low: str, one: Dated, after: int, until: int) -> Dated:
    """Add the clock time beside a date, and whether the words before make it a deadline.

    The words between the date before (``after``) and the next one (``until``) count, up to the end of the sentence.
    """
    until = min(until, one.end + _GAP)
    stop = _STOP.search(low, one.end, until)
    match = words.clock.search(low, one.start, stop.start() if stop else until)
    after = max(after, one.start - _GAP, *(low.rfind(mark, 0, one.start) + 1 for mark in ".!?;\n"))
    match = match or words.clock.search(low, max(after, one.start - 14), one.start)
    before = low[after : one.start]
    return one._replace(
        time=_clock(words, match) if match else "",
        deadline=bool(words.deadline.search(before)),
        instead=bool(words.instead.search(before)),
    )


_STOP = re.compile(r"[;!?\n]|\.\s")


def _clock(words: DateWords, match: re.Match[str]) -> str:
    if match["noon"]:
        return str({flat(k): v for k, v in words.table["noon"].items()}[match["noon"]])
    hour = int(match["hour"] or match["hour12"] or match["bare"])
    minute = int(match["minute"] or match["minute_"] or match["minute12"] or 0)
    if hour < 7 and not (match["half"] or match["minute"] or match["minute_"] or match["bare"]):
        return ""  # "2 h de cours" lasts, it does not start
    if hour < 12 and ((match["half"] or "").startswith("p") or (match["bare"] and hour < 8)):
        hour += 12
    return f"{hour:02d}:{minute:02d}" if hour < 24 and minute < 60 else ""


# ---------------------------------------------------------------- from the parts of a match to days

Parts = Mapping[str, str | None]
_NO = object()  # it looked like a date and is none
Span = tuple[object, date | None]  # first day (or _NO, or None when unknown) and last day of a range


def _int(text: str | None) -> int:
    digits = re.match(r"\d+", text or "")
    return int(digits.group()) if digits else 0


def _make(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None


def _nearest(number: int, month: int, near: date, weekday: int | None = None) -> date | None:
    """The day ``number`` ``month`` nearest to ``near``; the weekday, if it fits some year, decides."""
    every = [d for y in (near.year - 1, near.year, near.year + 1) if (d := _make(y, month, number))]
    fit = [d for d in every if d.weekday() == weekday and -200 <= (d - near).days <= 400]
    if fit:
        return min(fit, key=lambda d: abs((d - near).days))
    ahead = [d for d in every if (d - near).days >= -BACK]
    return min(ahead, default=None)


def _in_month(number: int, near: date, weekday: int | None = None) -> date | None:
    """The next day with this number, in the month of ``near`` or later; a weekday must fit within half a year."""
    days = []
    for ahead in range(7):
        year, month = divmod(near.year * 12 + near.month - 1 + ahead, 12)
        one = _make(year, month + 1, number)
        if one and (one - near).days >= -3:
            days.append(one)
    fit = [d for d in days if d.weekday() == weekday]
    return next(iter(fit or days), None)


def _year(text: str) -> int:
    return int(text) + 2000 if len(text) == 2 else int(text)


def _weekday(words: DateWords, parts: Parts) -> int | None:
    name = (parts.get("weekday") or "").rstrip(". ")
    return words.weekdays.get(name)


def _iso(words: DateWords, parts: Parts, near: date) -> Span:
    return _make(_int(parts["year"]), _int(parts["month"]), _int(parts["number"])) or _NO, None


def _named(words: DateWords, parts: Parts, near: date) -> Span:
    """A day number with a month's name, or two of them."""
    month = words.months[(parts["month"] or "").rstrip(".")]
    number, last = _int(parts["number"]), _int(parts.get("last"))
    if parts.get("year"):
        first = _make(_year(parts["year"] or ""), month, number)
    else:
        first = _nearest(number, month, near, _weekday(words, parts))
    if first is None:
        return _NO, None
    if not last:
        return first, None
    other = parts.get("month2")
    end = _nearest(last, words.months[other.rstrip(".")] if other else month, first)
    return first, end if end and end > first else None


def _range(words: DateWords, parts: Parts, near: date) -> Span:
    """``du 3 au 5 juin``, ``du 30 mai au 2 juin``: the end first, then the start before it."""
    end, _ = _named(words, {**parts, "number": parts["last"], "last": None, "weekday": parts.get("weekday2")}, near)
    if not isinstance(end, date):
        return _NO, None
    month = words.months[(parts["month1"] or "").rstrip(".")] if parts.get("month1") else end.month
    first = _make(end.year if month <= end.month else end.year - 1, month, _int(parts["number"]))
    return (first, end) if first and first < end and (end - first).days < 370 else (_NO, None)


def _numeric(words: DateWords, parts: Parts, near: date) -> Span:
    number, month = _int(parts["number"]), _int(parts["month"])
    if month > 12 >= number:
        number, month = month, number  # only the American order is possible
    if not (1 <= number <= 31 and 1 <= month <= 12):
        return _NO, None
    if parts.get("year"):
        return _make(_year(parts["year"] or ""), month, number) or _NO, None
    return _nearest(number, month, near, _weekday(words, parts)) or _NO, None


def _numbered(words: DateWords, parts: Parts, near: date) -> Span:
    """``lundi 12`` or ``le 12``: no month."""
    number = _int(parts["number"])
    if not 1 <= number <= 31:
        return _NO, None
    return _in_month(number, near, _weekday(words, parts)) or _NO, None


def _plain_weekday(words: DateWords, parts: Parts, near: date) -> Span:
    """A weekday alone: the coming one; ``prochain`` within two days, and English ``next``, is a week later."""
    weekday = _weekday(words, parts)
    if weekday is None:
        return _NO, None
    ahead = (weekday - near.weekday()) % 7
    if parts.get("last"):
        return near - timedelta((near.weekday() - weekday) % 7 or 7), None
    if parts.get("week_after"):
        return near + timedelta((ahead or 7) + 7), None
    if parts.get("next"):
        strict = "next" in (parts["next"] or "") or ahead < 3
        return near + timedelta(weekday - near.weekday() + 7 if strict else ahead), None
    if ahead == 0 and not (parts.get("this") or parts.get("part")):
        ahead = 7
    return near + timedelta(ahead), None


def _relative(words: DateWords, parts: Parts, near: date) -> Span:
    return near + timedelta(words.steps["relative"][parts["relative"] or ""]), None


def _weekend(words: DateWords, parts: Parts, near: date) -> Span:
    saturday = near + timedelta(5 - near.weekday() + 7 * words.steps["weekends"][parts["weekend"] or ""])
    return max(saturday, near), saturday + timedelta(1)


def _in_units(words: DateWords, parts: Parts, near: date) -> Span:
    count = _int(parts["count"]) or words.steps["numbers"].get(parts["count"] or "", 0)
    step = words.steps["units"][parts["unit"] or ""]
    if not 0 < count * step <= 400 or step == 30:
        return None, None  # months are no exact day
    return near + timedelta(count * step), None


def _vague(words: DateWords, parts: Parts, near: date) -> Span:
    return None, None


_WITH_DIGITS = frozenset({"iso", "range", "named", "named_first", "numeric", "weekday_number", "number"})

_READ: Mapping[str, Any] = {
    "iso": _iso,
    "range": _range,
    "named": _named,
    "named_first": _named,
    "numeric": _numeric,
    "weekday_number": _numbered,
    "weekend": _weekend,
    "weekday": _plain_weekday,
    "relative": _relative,
    "in_units": _in_units,
    "number": _numbered,
    "vague": _vague,
}
