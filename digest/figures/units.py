"""The unit that stands after a number, and what it is counted by (``€/mois``, ``kWh/100 km``)."""

from __future__ import annotations

from typing import NamedTuple

from digest.figures.reading import SKIPPED, Reading

_CO2 = frozenset({"co2", "co₂", "co2e", "co₂e", "co2eq", "co₂eq", "carbone"})
_CARBON = {"g": "gCO2e", "kg": "kgCO2e", "t": "tCO2e"}
_RATES = {
    ("km", "h"): "km/h",
    ("mi", "h"): "mi/h",
    ("m", "s"): "m/s",
    ("Mbit", "s"): "Mbit/s",
    ("kbit", "s"): "kbit/s",
    ("Gbit", "s"): "Gbit/s",
    ("g", "L"): "g/L",
    ("mmol", "L"): "mmol/L",
}
_BITS = {
    "Mb": "Mbit/s",
    "Mbits": "Mbit/s",
    "Mbit": "Mbit/s",
    "Gb": "Gbit/s",
    "Gbits": "Gbit/s",
    "Gbit": "Gbit/s",
    "kb": "kbit/s",
    "kbit": "kbit/s",
}
_PREFIXED_DOLLARS = {
    "US": "USD",
    "A": "AUD",
    "AU": "AUD",
    "CA": "CAD",
    "C": "CAD",
    "R": "BRL",
    "NZ": "NZD",
    "HK": "HKD",
    "S": "SGD",
}


class Unit(NamedTuple):
    """A unit found in the text: its name, what one is worth in it, and its last token."""

    name: str
    factor: float
    last: int
    rate: bool = False  # a denominator is part of it


def kind_of(reading: Reading, unit: str) -> str:
    """The kind of ``unit``, decided by its base; ``count`` when it is a noun."""
    kinds = reading.lexicon.common.kinds
    if unit in kinds:
        return kinds[unit][0]
    base = unit.partition("/")[0]
    if not base:
        return "other"
    return kinds[base][0] if base in kinds else "count"


def currency_before(reading: Reading, i: int) -> tuple[str, int]:
    """Currency that stands just before token ``i`` and its first token, or ``("", i)``."""
    if i <= 0 or not reading.free[i - 1]:
        return "", i
    tables = reading.lexicon.common
    token = reading.tokens[i - 1]
    unit, factor = tables.symbols.get(token.raw, ("", 1.0))
    if unit not in tables.currencies or factor != 1.0 or reading.new_line(i):
        return "", i
    if token.raw == "$" and i > 1 and reading.glued(i - 2):
        prefixed = _PREFIXED_DOLLARS.get(reading.tokens[i - 2].raw)
        if prefixed:
            return prefixed, i - 2
    if i > 1 and reading.tokens[i - 2].type == "n" and not reading.glued(i - 1):
        return "", i  # the sign belongs to the number before it
    return unit, i - 1


def _symbol(reading: Reading, i: int) -> Unit | None:
    """A sign or abbreviation at token ``i``, in its exact spelling; ``m2`` and ``gCO2e`` are several tokens."""
    symbols, tokens = reading.lexicon.common.symbols, reading.tokens
    raw, best = "", None
    for j in range(i, min(i + 4, len(tokens))):
        if (
            j > i
            and not (reading.glued(j - 1) and tokens[j].type != "s")
            and not (raw == "°" and tokens[j].raw in ("C", "F", "c"))
        ):
            break
        raw += tokens[j].raw
        found = symbols.get(raw)
        if found:
            best = Unit(found[0], found[1], j)
    if best is None or reading.low[i] in reading.lexicon["not_units"]:
        return None
    after = best.last + 1
    if reading.glued(best.last) and after < len(tokens) and tokens[i].type == "w" and tokens[after].type in "wn":
        return None
    if len(tokens[i].raw) == 1 and tokens[i].type == "w" and reading.glued(best.last) and tokens[after].raw in "'’":
        return None  # "3 t'attendent"
    return best


def _named(reading: Reading, i: int) -> Unit | None:
    """A unit in words at token ``i``; hyphens inside count as spaces."""
    entries = reading.lexicon.units.get(reading.word(i))
    if not entries or reading.low[i] in reading.lexicon["not_named"]:
        return None
    for rest, name, factor in entries:
        j = i
        for word in rest:
            j += 1
            while reading.word(j) in SKIPPED and reading.word(j):
                j += 1
            if reading.word(j) != word:
                break
        else:
            return Unit(name, factor, j)
    return None


def _carbon(reading: Reading, unit: Unit) -> Unit:
    """``t`` followed by ``de CO2`` is a mass of CO2."""
    if unit.name not in _CARBON:
        return unit
    j = reading.over(unit.last + 1)
    if reading.word(j) in reading.lexicon["of"]:
        j = reading.over(j + 1)
    if reading.word(j) in ("equivalent", "eq", "equ", "d", "d'equivalent", "aquivalent"):
        j = reading.over(j + 1)
        if reading.word(j) == "equivalent":
            j = reading.over(j + 1)
    word, last = reading.word(j), j
    if word == "co" and reading.glued(j) and reading.word(j + 1) == "2":
        word, last = "co2", j + 1
        if reading.glued(last) and reading.word(last + 1) in ("e", "eq"):
            last += 1
    if word not in _CO2:
        return unit
    if reading.word(last + 1) in ("eq", "equivalent", "equivalents"):
        last += 1
    return Unit(_CARBON[unit.name], unit.factor, last)


def plain_unit(reading: Reading, i: int) -> Unit | None:
    """The unit at token ``i`` without its denominator."""
    if i >= len(reading.tokens) or not reading.free[i]:
        return None
    named = _named(reading, i)
    unit = _symbol(reading, i) if named is None or named.last == i else None
    unit = unit or named
    return _carbon(reading, unit) if unit else None


def _over_stroke(reading: Reading, unit: Unit, i: int) -> Unit | None:
    """``/h``, ``/100 km``, ``/élève`` after a unit; ``i`` is the token after the stroke."""
    number = ""
    if i < len(reading.tokens) and reading.tokens[i].type == "n":
        if reading.low[i] not in ("100", "10", "1000"):
            return None
        number, i = reading.low[i], i + 1
    below = plain_unit(reading, i)
    tables = reading.lexicon.common
    if below and below.name in tables.per:
        raw = reading.tokens[i - 2].raw
        if below.name == "s" and raw in _BITS and not number:
            return Unit(_BITS[raw], 1.0, below.last, True)
        rate = _RATES.get((unit.name, below.name), f"{unit.name}/{number}{below.name}")
        return Unit(rate, unit.factor, below.last, True)
    if not number and reading.word(i).isalpha() and reading.word(i) not in ("ou", "or") and len(reading.word(i)) > 1:
        return Unit(unit.name, unit.factor, i, True)
    return None


def with_denominator(reading: Reading, unit: Unit) -> Unit:
    """``unit`` with what it is counted by, when that follows directly."""
    table, j = reading.lexicon, unit.last + 1
    word = reading.word(j)
    if word == "/":
        below = plain_unit(reading, j + 1)
        if reading.glued(j) or (below and below.name in table.common.per):
            return _second_stroke(reading, _over_stroke(reading, unit, j + 1) or unit)
    if not word or reading.new_line(j):
        return unit
    if word in table["of"] and reading.word(j + 1) in table["per_article"] and unit.name in table.common.currencies:
        j, word = j + 1, reading.word(j + 1)  # 7 € de l'heure
        return _per_word(reading, unit, j) or unit
    if word in table["per"] or (word in table["per_article"] and unit.name in table.common.currencies | {"h"}):
        return _per_word(reading, unit, j) or _per_piece(reading, unit, j)
    if word == "aux" and reading.word(j + 1) == "100":
        return Unit(f"{unit.name}/100km", unit.factor, j + 1 + (reading.word(j + 2) == "km"), True)
    return unit


def _second_stroke(reading: Reading, unit: Unit) -> Unit:
    """``kWh/m²/an``: the span holds the second denominator, the unit the first."""
    j = unit.last + 1
    if not unit.rate or reading.word(j) != "/" or not reading.glued(j):
        return unit
    below = plain_unit(reading, j + 1)
    return unit._replace(last=below.last) if below and below.name in reading.lexicon.common.per else unit


def _per_piece(reading: Reading, unit: Unit, j: int) -> Unit:
    """``2 € le carton``: the span holds the piece, the unit stays, if the clause ends there."""
    i, table = reading.over(j + 1), reading.lexicon
    if (
        unit.name not in table.common.currencies
        or reading.word(j) not in table["per_article"]
        or i >= len(reading.tokens)
        or reading.tokens[i].type != "w"
    ):
        return unit
    after = reading.word(i + 1)
    ends = not after or not after[0].isalnum() or reading.new_line(i + 1)
    return Unit(unit.name, unit.factor, i) if ends and len(reading.word(i)) > 2 else unit


def _per_word(reading: Reading, unit: Unit, j: int) -> Unit | None:
    table = reading.lexicon
    i = reading.over(j + 1)
    while reading.word(i) in table["per_article"] and reading.word(j) in table["per"]:
        i = reading.over(i + 1)
    number = ""
    if reading.word(i) in ("100", "cent"):
        number, i = "100", i + 1
    below = plain_unit(reading, i)
    if below is None or below.name not in table.common.per:
        return None
    if below.factor != 1.0:
        return None
    if not number and (unit.name, below.name) in _RATES:
        return Unit(_RATES[unit.name, below.name], unit.factor, below.last, True)
    return Unit(f"{unit.name}/{number}{below.name}", unit.factor, below.last, True)


def unit_after(reading: Reading, i: int, magnitude: bool = False) -> Unit | None:
    """The unit at token ``i`` with its denominator; after a magnitude word ``de``, ``d'``, ``of`` may stand between."""
    if reading.word(i) in ("-", "‑") and reading.glued(i) and reading.tokens[i + 1].type == "w":
        i += 1
    if magnitude and reading.word(i) in reading.lexicon["of"]:
        i = reading.over(i + 1)
    if reading.new_line(i) or reading.word(i) == "":
        return None
    unit = plain_unit(reading, i)
    return with_denominator(reading, unit) if unit else None


def same_dimension(reading: Reading, a: str, b: str) -> bool:
    """May ``a`` and ``b`` be the two ends of one range?"""
    if a == b:
        return True
    first, second = a.partition("/"), b.partition("/")
    kinds = reading.lexicon.common.kinds
    if first[0] == second[0]:
        return not (first[2] and second[2] and first[2] != second[2])
    if first[0] not in kinds or second[0] not in kinds or (first[2] and second[2] and first[2] != second[2]):
        return False
    kind = kinds[first[0]][0]
    return kind == kinds[second[0]][0] and kind not in ("money", "other", "ratio", "percent")


def convert(reading: Reading, value: float, unit: str, wanted: str) -> float:
    """``value`` of ``unit`` in the unit ``wanted`` of the same kind."""
    kinds = reading.lexicon.common.kinds
    base, goal = unit.partition("/")[0], wanted.partition("/")[0]
    if base == goal or base not in kinds or goal not in kinds:
        return value
    return value * kinds[base][1] / kinds[goal][1]
