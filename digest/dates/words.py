"""How dates are written in a language: the tables ``dates`` as patterns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from digest import language as tables
from digest.cues import flat, words


@dataclass(frozen=True, slots=True)
class DateWords:
    """One language's table, compiled."""

    table: Mapping[str, Any]
    weekdays: Mapping[str, int]
    months: Mapping[str, int]
    patterns: tuple[tuple[str, re.Pattern[str]], ...]
    deadline: re.Pattern[str]
    instead: re.Pattern[str]
    clock: re.Pattern[str]
    trigger: re.Pattern[str]
    steps: Mapping[str, Mapping[str, int]]  # days or weeks ahead by folded words: relative, weekends, units, numbers
    needs: Mapping[str, tuple[str, ...]]  # name of a pattern -> pieces of which a text must hold one


_STEPS = ("relative", "weekends", "units", "numbers")


def _any(items: Any) -> str:
    """An alternation of plain words, longest first."""
    flats = sorted({flat(str(item)) for item in items}, key=lambda w: (-len(w), w))
    return "|".join(re.escape(word).replace(r"\ ", r"[ -]") for word in flats) or r"(?!)"


@cache
def date_words(code: str) -> DateWords:
    """The table ``dates`` of a language, compiled; the language must have one."""
    table = tables.table("dates", code)
    weekdays = {flat(k): v for k, v in {**table["weekdays"], **table["short_weekdays"]}.items()}
    months = {flat(k): v for k, v in table["months"].items()}
    return DateWords(
        table=table,
        weekdays=weekdays,
        months=months,
        patterns=tuple((name, re.compile(source)) for name, source in _patterns(table, code).items()),
        deadline=re.compile(rf"(?<!\w)(?:{_any(table['deadline'])})(?!\w)"),
        instead=re.compile(rf"(?<!\w)(?:{_any(table['instead'])})\W{{0,3}}(?:\w{{1,4}}\W{{1,2}})?$"),
        clock=re.compile(_clock(table)),
        trigger=re.compile(_trigger(table, [*weekdays, *months])),
        steps={name: {flat(str(k)): int(v) for k, v in table[name].items()} for name in _STEPS},
        needs=_needs(table, weekdays, months),
    )


def _needs(table: Mapping[str, Any], weekdays: Iterable[str], months: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The pieces of which a text must hold one for a pattern to match; a pattern not named here may always match."""
    month, weekday = _pieces(months), _pieces(weekdays)
    return {
        **dict.fromkeys(("range", "named", "named_first"), month),
        **dict.fromkeys(("weekday_number", "weekday"), weekday),
        "weekend": _pieces(table["weekends"]),
        "relative": _pieces(table["relative"]),
        "in_units": _pieces(table["units"]),
        "vague": (*_pieces(table["vague"]), *month),
    }


def _pieces(phrases: Iterable[object]) -> tuple[str, ...]:
    """The longest word of each phrase, none that begins with another one."""
    found: list[str] = []
    for word in sorted({max(re.split(r"[ -]", flat(str(phrase))), key=len) for phrase in phrases}):
        if not (found and word.startswith(found[-1])):
            found.append(word)
    return tuple(found)


def _clock(table: Mapping[str, Any]) -> str:
    """``18h30``, ``18:30``, ``5.30 pm``, ``midi``; a bare hour only after words such as ``alle``."""
    return (
        rf"(?<![\w,.€$£/-])(?:(?P<noon>{_any(table['noon'])})\b"
        r"|(?P<hour12>\d{1,2})(?:[:.](?P<minute12>\d\d))? ?(?P<half>[ap])\.?m\b"
        rf"|(?:{_any(table['bare_clock'])}) (?P<bare>\d{{1,2}})(?![\w:%€]|[.,]\d| ?(?:h|uhr)\b)"
        r"|(?P<hour>\d{1,2})(?: ?h(?:oras|rs|s)?(?: ?(?P<minute>[0-5]\d))?| uhr|:(?P<minute_>[0-5]\d))(?![\w%€]))"
    )


def _trigger(table: Mapping[str, Any], names: list[str]) -> str:
    """What a text must have for a date to be looked for."""
    words = _any([*names, *table["relative"], *table["weekends"], *table["vague"]])
    leads = _any([*table["the"], *table["in"]])
    return rf"\b(?:{words})\b|\d[/.-]\d|\b(?:{leads}) "


def _patterns(table: Mapping[str, Any], code: str) -> dict[str, str]:
    """The patterns of one language in the order in which they claim text."""
    parts = {name: _any(words) for name, words in table.items() if isinstance(words, list | dict)}
    parts["short"] = rf"(?:{parts['weekdays']}|{parts['short_weekdays']})\.?"
    parts["month"] = rf"(?:{parts['months']})(?![^\W\d_])\.?(?!\s(?:{parts.get('not_after_month', '(?!)')})\b)"
    parts["number"] = rf"(?:3[01]|[12]\d|0?[1-9])(?!\d)(?:{parts['suffixes']})?"
    parts["opt_the"] = rf"(?:(?:{parts['the']}) ?)?"
    parts["opt_of"] = rf"(?:(?:{parts['of']})\s)?"
    found = {**_with_month(parts), **_numeric(parts, code), **_without_month(parts)}
    if code != "en":
        del found["named_first"]
    return found


def _with_month(parts: Mapping[str, str]) -> dict[str, str]:
    short, month, number, the, of = (parts[name] for name in ("short", "month", "number", "opt_the", "opt_of"))
    day = rf"(?<!\w)(?:(?P<weekday>{short}),?\s?{the})?(?<![\d/.,])"
    year = r"(?:,?\s(?:de\s|del\s)?(?P<year>(?:19|20)\d\d)(?!\d))?"
    first = rf"(?:(?P<weekday>{short})\s)?(?P<number>{number})\s?(?:{of}(?P<month1>{month})\s?)?"
    until = rf"(?:\s?[-–]\s?(?P<last>{number}))?"
    last = rf"(?:(?P<weekday2>{short})\s)?{the}(?P<last>{number})\s{of}(?P<month>{month}){year}"
    return {
        "range": rf"(?<![\w/.,])(?:(?:{parts['from']})\s)?{first}(?:{parts['range']})\s?{last}",
        "named": rf"{day}(?P<number>{number})\s?{of}(?P<month>{month}){year}",
        "named_first": rf"{day}(?P<month>{month})\s(?P<number>{number}){until}(?![\w:h]){year}",
    }


def _numeric(parts: Mapping[str, str], code: str) -> dict[str, str]:
    """Dates in figures need a year or two digits in the month: ``3/4`` is three quarters."""
    full = r"(?P<number>\d{1,2})(?P<dot>[/.-])(?P<month>\d{1,2})(?P=dot)(?P<year>(?:20)?\d\d)(?![\d/])"
    if code == "de":
        full = r"(?P<number>\d{1,2})\.\s?(?P<month>\d{1,2})\.(?P<year>(?:20)?\d\d)?(?!\d)"
    lead = rf"(?:{parts['the']}|{parts['from']}|{parts['deadline']}|{parts['clock_before']})"
    brief = r"(?P<number_>\d{1,2})/(?P<month_>[01]\d)(?![\d/]|\s?%)"
    return {
        "iso": r"(?<![\d-])(?P<year>20\d\d)-(?P<month>\d\d)-(?P<number>\d\d)(?![\d-])",
        "numeric": rf"(?<![\w/.,-])(?:(?:(?P<weekday>{parts['short']}),?\s)?{full}"
        rf"|(?:(?:(?P<weekday_>{parts['short']}),?|{lead})\s){{1,3}}{brief}"
        r"|(?P<number_2>\d{1,2})/(?P<month_2>[01]\d)(?=\s(?:à\s|at\s|um\s)?\d{1,2}\s?[h:]))",
    }


def _without_month(parts: Mapping[str, str]) -> dict[str, str]:
    short, number = parts["short"], parts["number"]
    before = rf"(?:(?P<this>{parts['this']})|(?P<next>{parts['next']})|(?P<last>{parts['last']}))\s"
    after = rf"\s(?:(?P<next2>{parts['next']})|(?P<last2>{parts['last']})|(?P<week_after>{parts['week_after']}))(?!\w)"
    name = rf"(?P<weekday>{parts['weekdays']}|(?:{parts['short_weekdays']})(?=\.? \d\d?(?:h|:|[ap]m)))(?!\w)"
    no_clock = r"(?![\w:%€$£/]|[.,]\d|\s?(?:h\b|uhr|[ap]\.?m\b|-\s?\d))"
    stop = rf"(?=\s?(?:$|[,;.!?)\n]|(?:{parts['clock_before']})\s\d|au (?:soir|matin)))(?![.,]\d)"
    count = rf"(?P<count>\d{{1,3}}|{parts['numbers']})"
    return {
        "weekday_number": rf"(?<!\w)(?P<weekday>{short})\s{parts['opt_the']}(?P<number>{number}){no_clock}",
        "weekend": rf"(?<!\w)(?P<weekend>{parts['weekends']})(?!\w)",
        "relative": rf"(?<!\w)(?P<relative>{parts['relative']})(?!\w)",
        "in_units": rf"(?<!\w)(?:{parts['in']})\s{count}\s(?P<unit>{parts['units']})(?!\w)",
        "weekday": rf"(?<!\w)(?:{before})?{name}{_PART}(?:{after})?",
        "number": rf"(?<!\w)(?:{parts['the']})\s(?P<number>{number}){stop}",
        "vague": rf"(?<!\w)(?:{parts['vague']}|(?:{parts['month_only']})[ -]{parts['month']})(?!\w)",
    }


# Parts of the day after a weekday, in all languages.
_PART = r"(?:\s(?P<part>soir|matin|midi|apres-midi|evening|night|morning|afternoon|noche|tarde|abend|sera|noite))?"


@cache
def day_words(code: str) -> frozenset[str]:
    """Folded words that name a day in a language: weekdays, months, ``demain``. Empty for one without a table."""
    table = tables.table("dates", code)
    names = [*table.get("weekdays", ()), *table.get("months", ()), *table.get("relative", ())]
    return frozenset(word for name in names for word in words(str(name)) if len(word) > 2)
