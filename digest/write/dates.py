"""Days, weeks and months in words, as each language writes them (CLDR through Babel)."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from babel.dates import format_date, format_skeleton, get_day_names

from digest.model import Period
from digest.typography import capital
from digest.write.words import locale, words


@lru_cache(maxsize=8192)
def day(when: date, language: str) -> str:
    """``jeudi 5 juin 2025``, ``Thursday, June 5, 2025`` (French first of the month: ``1er``)."""
    return _first(format_date(when, "full", locale=locale(language)), when, language)


@lru_cache(maxsize=8192)
def day_month(when: date, language: str) -> str:
    """``5 juin``, ``June 5``."""
    return _first(format_skeleton("MMMMd", when, locale=locale(language)), when, language)


@lru_cache(maxsize=8192)
def short(when: date, language: str) -> str:
    """``5 juin 2025``, ``June 5, 2025``."""
    return _first(format_date(when, "long", locale=locale(language)), when, language)


@lru_cache(maxsize=8192)
def weekday(when: date, language: str) -> str:
    """``jeudi 5``, ``Thursday 5``."""
    return f"{get_day_names('wide', locale=locale(language))[when.weekday()]} {_ordinal(when, language)}"


@lru_cache(maxsize=4096)
def month(when: date, language: str) -> str:
    """``juin 2025``, ``June 2025``."""
    return format_skeleton("yMMMM", when, locale=locale(language))


@lru_cache(maxsize=512)
def month_name(when: date, language: str, width: str = "wide") -> str:
    """``juin``, ``June``; ``width`` abbreviated: ``juin``, ``janv.``."""
    names = locale(language).months["stand-alone"][width]
    return str(names[when.month])


def day_letters(language: str) -> list[tuple[str, str]]:
    """The seven columns of a calendar, Monday first: short form and full name."""
    narrow, wide = get_day_names("abbreviated", locale=locale(language)), get_day_names("wide", locale=locale(language))
    return [(capital(narrow[n])[:2], capital(wide[n])) for n in range(7)]


def span(start: date, end: date, language: str) -> str:
    """``du 2 au 8 juin 2025``: what both days share is said once."""
    first = short(start, language)
    if language == "fr" and (start.year, start.month) == (end.year, end.month):
        first = _ordinal(start, language)
    elif start.year == end.year:
        first = day_month(start, language)
    return str(words(language).dates["span"]).format(start=first, end=short(end, language))


def title(period: Period, language: str) -> str:
    """The name of a day, week, month or year as a page title."""
    w = words(language)
    if period.kind == "day":
        return capital(day(period.start, language))
    if period.kind == "week":
        year, week, _ = period.start.isocalendar()
        return str(w.dates["week_year"]).format(n=week, year=year)
    return capital(month(period.start, language)) if period.kind == "month" else str(period.start.year)


def _ordinal(when: date, language: str) -> str:
    return "1er" if language == "fr" and when.day == 1 else str(when.day)


def _first(text: str, when: date, language: str) -> str:
    """French writes the first of a month ``1er``; CLDR's patterns have the bare digit."""
    return text.replace("1 ", "1er ", 1) if language == "fr" and when.day == 1 and "1er" not in text else text
