"""Dates and years: a day beside a month or weekday, ``9/09``, ``2025-06-05``, a bare year."""

from __future__ import annotations

from digest.figures.nouns import noun_after
from digest.figures.reading import Number, Reading
from digest.figures.units import plain_unit

_YEARS = range(1500, 2101)


def plausible_year(number: Number) -> bool:
    """Four digits that may be a year."""
    return number.digits and len(number.raw) == 4 and number.raw.isdigit() and int(number.raw) in _YEARS


def date(reading: Reading, number: Number) -> str:
    """A number beside a month or weekday, and ``14 et 15 janvier``."""
    if not number.digits or number.value > 2100 or (number.floating and "." not in number.raw):
        return ""
    table = reading.lexicon
    if _before_month(reading, number):
        return "date"
    before = reading.back(number.first)
    while before >= 0 and reading.low[before] in (".", ",", "the", "le", "am", "den", "el"):
        before -= 1
    word = reading.word(before)
    if word in table.months and (word not in table["month_also"] or reading.tokens[before].raw[0].isupper()):
        return (
            "" if plain_unit(reading, number.last + 1) or (number.value > 31 and not plausible_year(number)) else "date"
        )
    if (
        word in table.weekdays
        and number.value <= 31
        and not plain_unit(reading, number.last + 1)
        and not noun_after(reading, number) is not None
    ):
        return "date"
    return _date_list(reading, number)


def _before_month(reading: Reading, number: Number) -> bool:
    """``20 mai``, ``1er mai``, ``3 de mayo``, ``14 et 15 janvier`` (a chain of at most four)."""
    table = reading.lexicon
    for _ in range(4):
        i = number.last + 1
        if reading.word(i) == "." or reading.word(i) in table["ordinal_suffixes"]:
            i += 1
        if reading.word(i) in table["of"]:
            i += 1
        word = reading.word(i)
        if number.value > 31:
            return False
        if word in table.months:
            return not (word in table["month_also"] and reading.tokens[i].raw[0].islower())
        after = reading.number_at.get(number.last + 2)
        if after is None or reading.word(number.last + 1) not in table["list_joins"]:
            return False
        number = after
    return False


def _date_list(reading: Reading, number: Number) -> str:
    j = number.last + 1
    if (
        reading.word(j) in reading.lexicon["list_joins"]
        or reading.word(j) in reading.lexicon["range"]
        or reading.word(j) in ("/", "-", "–", "au")
    ):
        after = reading.number_at.get(j + 1)
        if after is not None and number.value <= 31 and (after.taken == "date" or _before_month(reading, after)):
            after.taken = after.taken or "date"
            return "date"
    return ""


def slash_date(reading: Reading, number: Number) -> str:
    """``9/09``, ``22/05/2025``, ``2025-06-05``: a day and a month."""
    i = number.last + 1
    mark = reading.word(i)
    if (
        not number.digits
        or mark not in ("/", ".", "-")
        or not mark
        or not reading.glued(number.last)
        or not reading.glued(i)
    ):
        return ""
    second = reading.number_at.get(i + 1)
    if second is None or second.floating or number.floating or second.taken:
        return ""
    third = reading.number_at.get(second.last + 2) if reading.word(second.last + 1) == mark else None
    if third is None and (mark != "/" or _fraction_like(reading, number, second)):
        return ""
    if (
        max(number.value, second.value) > 31
        and not (plausible_year(number) or plausible_year(second))
        and third is None
    ):
        return ""
    for member in (second, third):
        if member is not None:
            member.taken = "date"
    return "date"


def _fraction_like(reading: Reading, number: Number, second: Number) -> bool:
    """``3/4 des élèves``, ``16/20``: a share or a mark, no date."""
    if second.value in (20, 100, 40) and number.value <= second.value:
        return True
    table = reading.lexicon
    if reading.low[second.last] and second.raw.startswith("0"):
        return False
    before, after = reading.word(reading.back(number.first)), reading.word(second.last + 1)
    if before in table["date_before"] or before in table.weekdays:
        return after in table["of"] and before not in table.weekdays
    return number.value < second.value <= 10 or (second.value == 10 and number.value == 10)


def year(reading: Reading, number: Number) -> str:
    """``2017``; a unit, a currency sign or a round number with its noun make it a quantity."""
    if not plausible_year(number) or number.magnitude or int(number.raw) < 1700:
        return ""
    if plain_unit(reading, number.last + 1):
        return ""
    if reading.tokens[number.first - 1].raw in "$€£+" and number.first:
        return ""
    if number.value % 500 == 0 and noun_after(reading, number) is not None:
        return ""
    if not 1900 <= number.value <= 2050 and noun_after(reading, number) is not None:
        return ""
    return "year"
