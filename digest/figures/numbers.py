"""Numbers in digits and in words: what they are worth."""

from __future__ import annotations

import re
from functools import lru_cache

from digest.figures.lexicon import Lexicon
from digest.figures.reading import Number, Reading

_SPACES = re.compile("[ \u00a0\u202f\u2009'’]")
_VULGAR = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3, "⅕": 0.2, "⅛": 0.125}


def digits_value(raw: str, decimal: str) -> float:
    """The value of a number in digits; ``decimal`` is the language's mark.

    One mark with three digits after it is read the language's way (English ``1,287``, German
    ``1.250``); in French, where the point is neither, it parts thousands.
    """
    raw = _SPACES.sub("", raw)
    points, commas = raw.count("."), raw.count(",")
    if points and commas:
        mark = max(".", ",", key=raw.rfind)
        return float(raw.replace("," if mark == "." else ".", "").replace(mark, "."))
    if points > 1 or commas > 1:
        return float(raw.replace(".", "").replace(",", ""))
    if not points and not commas:
        return float(raw[:300])
    head, tail = re.split("[.,]", raw)
    mark = "." if points else ","
    if len(tail) == 3 and 1 <= len(head) <= 3 and head != "0" and mark != decimal:
        return float(head + tail)
    return float(f"{head[:300]}.{tail}")


@lru_cache(maxsize=2048)
def compound_value(word: str, code: str) -> float | None:
    """The value of a number written as one word (``zweiundzwanzig``, ``duemila``), or None."""
    from digest.figures.lexicon import lexicon

    if len(word) > 60:
        return None
    table = lexicon(code)
    pieces = sorted({**table.cardinals, **table.multipliers}, key=len, reverse=True)
    joins = table["joins"]
    values: list[float] = []
    while word:
        piece = next((p for p in pieces if word.startswith(p)), "")
        if not piece and values:
            piece = next((j for j in joins if word.startswith(j)), "")
        if not piece:
            return None
        if piece in table.cardinals or piece in table.multipliers:
            values.append(table.cardinals.get(piece, table.multipliers.get(piece, 0)))
        word = word[len(piece) :]
    return _compound_sum(values, table) if len(values) > 1 else None


def _compound_sum(values: list[float], table: Lexicon) -> float:
    multipliers = set(table.multipliers.values())
    total = current = 0.0
    for value in values:
        if value not in multipliers:
            current += value
        elif value == 100:
            current = max(1.0, current) * 100
        else:
            total, current = total + max(1.0, current) * value, 0.0
    return total + current


class _Sum:
    """Adds up number words one by one and says which may follow."""

    def __init__(self) -> None:
        self.total = self.current = 0.0
        self.scale = float("inf")
        self.count = 0

    def cardinal(self, value: float) -> bool:
        """Take a word below hundred, if it fits after the others."""
        rest = self.current % 100
        if value in (20,) and rest == 4 and self.count:  # quatre-vingt
            self.current += 76
        elif self.count and not self._fits(rest, value):
            return False
        else:
            self.current += value
        self.count += 1
        return True

    def _fits(self, rest: float, value: float) -> bool:
        if rest == 0:
            return self.current > 0 or self.total > 0
        return (rest % 10 == 0 and value < 10 and rest >= 20) or (rest in (60, 80) and 10 <= value < 20)

    def multiplier(self, value: float) -> bool:
        """Take hundred, thousand, million …."""
        if value == 100:
            if self.current >= 100 or (self.count and self.current == 0 and self.total == 0):
                return False
            self.current = max(1.0, self.current) * 100
        elif value < self.scale and (self.current > 0 or not self.count or not self.total):
            self.total += max(1.0, self.current) * value
            self.current, self.scale = 0.0, value
        elif self.total and not self.current and value >= 1000:  # mille milliards
            self.total *= value
        else:
            return False
        self.count += 1
        return True

    @property
    def value(self) -> float:
        return self.total + self.current


def _words_at(reading: Reading, i: int) -> Number | None:
    """The longest number in words that begins at token ``i``."""
    table, low = reading.lexicon, reading.low
    total, last, j = _Sum(), -1, i
    magnitude = False
    while j < len(low):
        word = low[j]
        if last >= 0 and (word in "-‑" or word in table["joins"]):
            j += 1
            continue
        value = table.cardinals.get(word)
        if value is None and table.compounds and reading.tokens[j].type == "w" and len(word) > 5:
            value = compound_value(word, table.code)
        if value is not None and value >= 1000:
            took = total.count == 0 and total.multiplier(value)
        elif value is not None:
            took = _joined(reading, last, j) and total.cardinal(value)
        else:
            took = word in table.multipliers and total.multiplier(table.multipliers[word])
            magnitude = magnitude or (took and table.multipliers[word] >= 1000)
        if not took:
            break
        last = j
        j += 1
    if last < 0:
        return None
    return _number(reading, i, last, total.value, magnitude)


def _joined(reading: Reading, last: int, j: int) -> bool:
    """May the word at ``j`` continue the number that ends at ``last``? Not over a line or "and" alone."""
    return last < 0 or j - last <= 2


def _number(reading: Reading, first: int, last: int, value: float, magnitude: bool) -> Number:
    start, end = reading.tokens[first].start, reading.tokens[last].end
    number = Number(first, last, start, end, value, reading.text[start:end], False)
    number.magnitude = magnitude
    return number


def _digits_at(reading: Reading, i: int) -> Number:
    token = reading.tokens[i]
    value = digits_value(token.raw, reading.lexicon.decimal)
    return Number(i, i, token.start, token.end, value, token.raw, True)


def _magnitude(reading: Reading, number: Number) -> None:
    """Let ``3,5`` take ``millions`` and ``12`` take ``k`` when a unit, sign or noun goes with it."""
    i = number.last + 1
    if i >= len(reading.tokens):
        return
    token, factor = reading.tokens[i], 0.0
    while token.low in reading.lexicon.multipliers and (number.last < i) and token.low not in ("cent", "cents"):
        factor = reading.lexicon.multipliers[token.low]
        number.value *= factor
        number.last, number.end, number.magnitude = i, token.end, True
        i += 1
        if i >= len(reading.tokens):
            return
        token = reading.tokens[i]
    if not number.magnitude:
        _letter_magnitude(reading, number, i)


def _letter_magnitude(reading: Reading, number: Number, i: int) -> None:
    token, tables = reading.tokens[i], reading.lexicon.common
    raw = token.raw
    factor = tables.magnitudes.get(raw, 0.0)
    money = _money_near(reading, number, i)
    if not factor and money:
        factor = tables.money_magnitudes.get(raw, 0.0)
    if raw == "T" and not money and reading.word(i + 1) in reading.lexicon["giga_nouns"]:
        factor = 1e12
    if raw in ("B", "M", "K") and not money and not _counted(reading, i):
        factor = 0.0
    if factor:
        number.value *= factor
        number.last, number.end, number.magnitude = i, token.end, True
        if reading.word(i + 1) == "." and raw in ("Mio", "Mrd", "Mrds", "Mia"):
            number.last, number.end = i + 1, reading.tokens[i + 1].end


def _money_near(reading: Reading, number: Number, i: int) -> bool:
    """Is there a currency sign before the number, or right after its magnitude letter?"""
    tables = reading.lexicon.common
    before = reading.tokens[number.first - 1].raw if number.first else ""
    after = reading.tokens[i + 1] if i + 1 < len(reading.tokens) else None
    unit = tables.symbols.get(before, ("",))[0]
    if unit in tables.currencies:
        return True
    return after is not None and (
        tables.symbols.get(after.raw, ("",))[0] in tables.currencies or after.low in reading.lexicon["money_words"]
    )


def _counted(reading: Reading, i: int) -> bool:
    """Does a noun follow the magnitude letter at ``i``: ``3,8B de paramètres``, ``12K views``?"""
    j = i + 1
    if reading.word(j) in reading.lexicon["of"]:
        j = reading.over(j + 1)
    word = reading.word(j)
    if reading.tokens[i].raw == "B":
        return word in reading.lexicon["giga_nouns"]
    return len(word) > 3 and word[-1] in "sxien" and word not in reading.lexicon["count_stop"]


def find_numbers(reading: Reading) -> None:
    """List every number of the text, in digits and in words, with its magnitude."""
    table = reading.lexicon
    atoms = table.cardinals.keys() | table.multipliers.keys()
    i, tokens = 0, reading.tokens
    while i < len(tokens):
        token = tokens[i]
        number: Number | None = None
        if not reading.free[i]:
            i += 1
            continue
        if token.type == "n":
            number = _digits_at(reading, i)
            _magnitude(reading, number)
        elif token.low in _VULGAR:
            number = Number(i, i, token.start, token.end, _VULGAR[token.low], token.raw, True)
        elif token.type == "w" and (token.low in atoms or (table.compounds and len(token.low) > 5)):
            number = _words_at(reading, i)
        if number is None:
            i += 1
            continue
        _and_half(reading, number)
        _half(reading, number)
        reading.numbers.append(number)
        i = number.last + 1


def _and_half(reading: Reading, number: Number) -> None:
    """``deux millions et demi``, ``two and a half``."""
    end = reading.starts(number.last + 1, reading.lexicon.phrases("and_half"))
    if end > 0 and (number.digits or number.value != 0):
        step = 0.5
        if number.magnitude:
            step = 0.5 * max(v for v in (1e3, 1e6, 1e9, 1e12, 1.0) if v <= number.value)
        number.value += step
        number.last, number.end = end - 1, reading.tokens[end - 1].end
        if not number.magnitude:
            _magnitude(reading, number)


def _half(reading: Reading, number: Number) -> None:
    """``un demi-million``, ``half a million``."""
    first = reading.ends(number.first, reading.lexicon.phrases("half_of")) if number.magnitude else -1
    if first >= 0 and number.value >= 1000:
        number.value /= 2
        number.first, number.start = first, reading.tokens[first].start
