"""A number with its unit: ``[sign][currency] number [magnitude] [de] unit [denominator]``, alone or as a range."""

from __future__ import annotations

from typing import NamedTuple

from digest.figures.nouns import noun_after
from digest.figures.reading import Draft, Number, Reading
from digest.figures.units import Unit, convert, currency_before, same_dimension, unit_after, with_denominator

_DASHES = "-–—‑−~→/"
_SIGNS = {"-": -1.0, "−": -1.0, "–": -1.0, "+": 1.0}


class Quantity(NamedTuple):
    """A number with its unit, if it has one."""

    number: Number
    value: float
    unit: Unit | None
    first: int  # tokens
    last: int
    currency: bool  # the unit stands before the number


def sign_before(reading: Reading, first: int) -> tuple[float, int]:
    """Sign written before token ``first`` and the first token with it; a list hyphen is no minus."""
    if first <= 0 or reading.tokens[first - 1].raw not in _SIGNS or not reading.glued(first - 1):
        return 1.0, first
    before = first - 2
    if before >= 0 and reading.glued(before) and reading.tokens[before].raw not in '([{:*_~=>|«"':
        return 1.0, first
    if reading.new_line(first - 1) and reading.tokens[first - 1].raw in reading.list_marks:
        return 1.0, first
    return _SIGNS[reading.tokens[first - 1].raw], first - 1


def quantity_at(reading: Reading, number: Number) -> Quantity:
    """``number`` with sign, currency and unit."""
    unit = unit_after(reading, number.last + 1, number.magnitude)
    currency, first = currency_before(reading, number.first)
    before = False
    if currency and (unit is None or unit.name != currency):
        last = number.last
        unit, before = with_per(reading, Unit(currency, 1.0, last)), True
    elif not currency:
        first = number.first
    sign, first = sign_before(reading, first)
    cents = _cents(reading, unit)
    if unit and cents is not None:
        cents.taken = "figure"
        return Quantity(
            number,
            sign * (number.value + cents.value / 100),
            Unit(unit.name, 1.0, cents.last),
            first,
            cents.last,
            False,
        )
    if (
        unit
        and unit.name in ("°C", "°F")
        and sign > 0
        and reading.word(first - 1) in reading.lexicon["minus"]
        and reading.word(first - 2) not in ("de", "en")
    ):
        sign, first = -1.0, first - 1
    last = max(number.last, unit.last if unit else number.last)
    factor = unit.factor if unit else 1.0
    return Quantity(number, sign * number.value * factor, unit, first, last, before)


def _cents(reading: Reading, unit: Unit | None) -> Number | None:
    """The cents of ``1€60``."""
    if unit is None or unit.name not in reading.lexicon.common.currencies:
        return None
    cents = reading.number_at.get(unit.last + 1)
    if cents is not None and not cents.digits and 5 <= cents.value < 100:  # deux euros cinquante
        alone = unit_after(reading, cents.last + 1) is None and noun_after(reading, cents) is None
        return cents if alone and not reading.new_line(cents.first) else None
    if not reading.glued(unit.last):
        return None
    return cents if cents is not None and cents.digits and len(cents.raw) == 2 and cents.raw.isdigit() else None


def with_per(reading: Reading, unit: Unit) -> Unit:
    """``unit`` with a denominator after it, as in ``$70 a month``."""
    return with_denominator(reading, unit)


def _connector(reading: Reading, left: Quantity) -> int:
    """Token index after the word or dash that may join a range, or -1."""
    table, i = reading.lexicon, left.last + 1
    word = reading.word(i)
    if not word:
        return -1
    if word in _DASHES or word in table["range"] or word in table["either"]:
        j = i + 1
        if word in "-–" and reading.word(j) == ">":
            j += 1
        if reading.word(j) in table["range_more"]:  # jusqu'à, even
            j = reading.over(j + 1)
        return j
    if word in table["between_and"]:
        k = reading.back(left.first)
        if reading.word(k) in table["between"] or reading.ends(left.first, table.phrases("between")) >= 0:
            return i + 1
    return -1


def partner(reading: Reading, left: Quantity) -> Quantity | None:
    """The second end of the range that ``left`` opens, if there is one."""
    i = _connector(reading, left)
    if i < 0 or reading.new_line(i):
        return None
    j = i
    while j < len(reading.tokens) and j < i + 3 and j not in reading.number_at:
        if reading.tokens[j].raw not in ("€", "$", "£", "R", "US", "+", "-", "−", "CHF"):
            return None
        j += 1
    number = reading.number_at.get(j)
    if number is None or number.taken:
        return None
    right = quantity_at(reading, number)
    return right if right.first <= i and _one_range(reading, left, right) else None


def _one_range(reading: Reading, left: Quantity, right: Quantity) -> bool:
    word = reading.word(left.last + 1)
    if word in reading.lexicon["either"] and (
        left.unit or left.value >= 100 or right.value - left.value not in (1, 2, 5, 10)
    ):
        return False
    if left.unit is None and right.unit is None:
        return False
    if left.unit is None:
        return right.unit is not None or word not in _DASHES + "→" or right.value > left.value
    if right.unit is None:
        return left.currency and right.value > left.value and word != "/" and noun_after(reading, right.number) is None
    if word == "/" and left.unit is not None:
        return False
    return same_dimension(reading, left.unit.name, right.unit.name)


def _range_draft(reading: Reading, left: Quantity, right: Quantity, unit: str) -> Draft:
    first_unit = left.unit.name if left.unit else unit
    low, high = left.value, right.value
    if left.unit is None and right.unit is not None:
        low = left.value * right.unit.factor
        if right.number.magnitude and not left.number.magnitude and left.value < right.number.value / 1000:
            low *= scale_of(right.number)
    elif right.unit is not None and left.unit is not None:
        high = convert(reading, right.value, right.unit.name, left.unit.name)
    if right.unit and right.unit.rate and "/" not in first_unit:
        first_unit = right.unit.name if first_unit == right.unit.name.partition("/")[0] else first_unit
    return _draft(reading, left.first, right.last, (low, high), first_unit)


def scale_of(number: Number) -> float:
    """The magnitude of a number such as ``3,5 millions``: a million."""
    return max((step for step in (1e3, 1e6, 1e9, 1e12) if step <= number.value), default=1.0)


def _draft(reading: Reading, first: int, last: int, value: float | tuple[float, float], unit: str) -> Draft:
    return Draft(reading.tokens[first].start, reading.tokens[last].end, value, unit, first, last)


def find_quantities(reading: Reading) -> None:
    """Take every open number that has a unit."""
    for number in reading.numbers:
        if number.taken:
            continue
        left = _race(reading, number) or quantity_at(reading, number)
        right = partner(reading, left)
        if right is not None and (right.unit or left.unit):
            unit = right.unit.name if right.unit else ""
            reading.add(_range_draft(reading, left, right, unit), number, right.number)
        elif left.unit is not None and not _vague(reading, left):
            draft = _draft(reading, left.first, left.last, left.value, left.unit.name)
            _half_more(reading, draft)
            reading.add(draft, number)


def _race(reading: Reading, number: Number) -> Quantity | None:
    """``un 5k``, ``my first 10k``: a race of so many kilometres."""
    i = number.last if number.magnitude else number.last + 1
    distance = number.value / 1000 if number.magnitude else number.value
    if distance not in (5, 10, 15, 20, 21, 42) or reading.word(i) != "k" or not reading.glued(i - 1):
        return None
    if reading.word(reading.back(number.first)) not in reading.lexicon["race_before"]:
        return None
    return Quantity(number, distance, Unit("km", 1.0, i), number.first, i, False)


def _half_more(reading: Reading, draft: Draft) -> None:
    """``une heure et demie``, ``2 ans et demi``."""
    end = reading.starts(draft.last + 1, reading.lexicon.phrases("and_half"))
    if end > 0 and isinstance(draft.value, float):
        draft.value += 0.5
        draft.last = end - 1
        draft.end = reading.tokens[end - 1].end


def _vague(reading: Reading, quantity: Quantity) -> bool:
    """``un an``, ``a day``: an article, no count; it is a figure only with ``et demi``."""
    number = quantity.number
    if number.digits or number.value != 1 or number.magnitude or number.last != number.first:
        return False
    return reading.starts(quantity.last + 1, reading.lexicon.phrases("and_half")) < 0
