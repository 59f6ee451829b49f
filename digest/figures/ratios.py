"""Factors: doubled, the double, ×4, three times less, divided by 3."""

from __future__ import annotations

from digest.figures.reading import Draft, Number, Reading
from digest.figures.units import Unit, plain_unit, with_denominator

_OPERATORS = frozenset("+-=^*/<>")
_TIMES_SIGNS = frozenset("x×÷✕")


def add_ratio(
    reading: Reading, first: int, last: int, value: float | tuple[float, float], unit: str, *numbers: Number
) -> Draft:
    """Take the tokens ``first`` to ``last`` as a factor or share, with every number in them."""
    tokens = reading.tokens
    draft = reading.add(Draft(tokens[first].start, tokens[last].end, value, unit, first, last), *numbers)
    for i in range(first, last + 1) if numbers else ():
        inside = reading.number_at.get(i)
        if inside is not None and not inside.taken:
            inside.taken = "figure"
    return draft


def find_verbs(reading: Reading) -> None:
    """``a doublé``, ``halved``: the word itself is the figure."""
    table = reading.lexicon
    if table.ratio_forms.keys().isdisjoint(reading.low):
        return
    for i, word in enumerate(reading.low):
        value = table.ratio_forms.get(word)
        if value is None or not reading.free[i]:
            continue
        before, after = reading.word(reading.back(i)), reading.word(reading.over(i + 1))
        if before in table["ratio_stop_before"] or after in table["ratio_stop_after"]:
            continue
        if (
            reading.ends(i, table.phrases("ratio_stop_before")) >= 0
            or reading.starts(i + 1, table.phrases("ratio_stop_after")) >= 0
        ):
            continue
        if reading.tokens[i].raw.lower() in table["ratio_needs"] and before not in table["ratio_needed"]:
            continue
        add_ratio(reading, i, i, value, "x")


def find_nouns(reading: Reading) -> None:
    """``le double de``, ``twice as many``, ``double last year``, ``tenfold``, ``half the``."""
    table = reading.lexicon
    if table.ratio_triggers.isdisjoint(reading.low):
        return
    for i, word in enumerate(reading.low):
        if not reading.free[i]:
            continue
        value = table.ratio_nouns.get(word)
        if value is not None and _noun_stands(reading, i):
            before = reading.back(i)
            first = before if reading.word(before) in table["definite"] else i
            add_ratio(reading, first, i, value, "x")
        elif word in table["twice"] and reading.word(i + 1) in table["more"]:
            last = i + 2 if reading.word(i + 1) == "as" and reading.word(i + 2) in ("many", "much") else i
            add_ratio(reading, i, last, 2.0, "x")
        elif word in table.ratio_words:
            add_ratio(reading, i, i, table.ratio_words[word], "x")
        elif word in table["fold"]:
            _fold(reading, i)


def _noun_stands(reading: Reading, i: int) -> bool:
    table = reading.lexicon
    before, after = reading.word(reading.back(i)), reading.word(reading.over(i + 1))
    if after in table["ratio_stop_after"] or reading.starts(i + 1, table.phrases("ratio_stop_after")) >= 0:
        return False
    if before in table["ratio_noun_before"]:
        return after not in table["ratio_noun_stop"]
    return after in table["ratio_noun_after"] and before not in table["ratio_stop_before"]


def find_times_words(reading: Reading) -> None:
    """German ``dreimal so viel``: number and ``mal`` in one word."""
    table = reading.lexicon
    if not table.times_words or table.times_words.keys().isdisjoint(reading.low):
        return
    for i, word in enumerate(reading.low):
        value = table.times_words.get(word)
        after = reading.word(i + 1)
        if value is not None and reading.free[i] and after in table["more"] | table["less"]:
            add_ratio(reading, i, i + 1, 1 / value if after in table["less"] else value, "x")


def _fold(reading: Reading, i: int) -> None:
    """``3-fold``, ``ten fold``."""
    before = reading.back(i)
    number = reading.ended_at.get(before)
    if number is not None and not number.taken:
        add_ratio(reading, number.first, i, number.value, "x", number)


def find_marks(reading: Reading) -> None:
    """``×4``, ``x3``, ``5x``, ``÷2``."""
    for number in reading.numbers:
        if number.taken or not number.digits:
            continue
        before, after = reading.word(number.first - 1), reading.word(number.last + 1)
        if before in _TIMES_SIGNS and _mark_alone(reading, number):
            factor = 1 / number.value if before == "÷" and number.value else number.value
            add_ratio(reading, number.first - 1, number.last, factor, "x", number)
        elif after in ("x", "×") and _factor_after(reading, number):
            _marked_after(reading, number)


def _marked_after(reading: Reading, number: Number) -> None:
    """``5x``, ``2-3x``, ``3x moins``."""
    value, last = _range_value(reading, number), number.last + 1
    if reading.word(last + 1) in reading.lexicon["less"] and isinstance(value, float) and value:
        value, last = 1 / value, last + 1
    add_ratio(reading, _range_first(reading, number), last, value, "x", number)


def _range_first(reading: Reading, number: Number) -> int:
    left = _left_end(reading, number)
    return left.first if left else number.first


def _range_value(reading: Reading, number: Number) -> float | tuple[float, float]:
    left = _left_end(reading, number)
    return (left.value, number.value) if left else number.value


def _left_end(reading: Reading, number: Number) -> Number | None:
    """The first number of ``2 à 3 fois plus``, ``2-3x``."""
    joint = reading.word(number.first - 1)
    if joint in reading.lexicon["between_and"]:
        left = reading.ended_at.get(number.first - 2)
        between = left is not None and reading.word(reading.back(left.first)) in reading.lexicon["between"]
        return left if between else None
    if joint and (joint in "-–" or joint in reading.lexicon["range"] or joint in reading.lexicon["either"]):
        left = reading.ended_at.get(number.first - 2)
        if left is not None and left.taken in ("", "figure") and left.value < number.value:
            return left
    return None


def _mark_alone(reading: Reading, number: Number) -> bool:
    """No number on the other side: ``3 x 4`` and ``10x15`` are no factor."""
    i = number.first - 2
    if i >= 0 and (i in reading.ended_at or (reading.glued(i) and reading.tokens[i].type != "s")):
        return False
    if (
        reading.word(number.last + 1) in _OPERATORS
        or number.value > 10000
        or reading.word(i) in reading.lexicon["cheers"]
    ):
        return False
    return plain_unit(reading, number.last + 1) is None


def _factor_after(reading: Reading, number: Number) -> bool:
    if number.last + 2 in reading.number_at or number.magnitude or reading.word(number.last + 2) in _OPERATORS:
        return False
    glued = reading.glued(number.last)
    return (
        (glued and not reading.glued(number.last + 1))
        or reading.word(number.last + 1) == "×"
        or (glued and reading.tokens[number.last + 2].type == "s")
    )


def find_times(reading: Reading) -> None:
    """``deux fois plus``, ``three times as many``, ``10 volte``; ``fois`` alone counts times."""
    table = reading.lexicon
    if table["times"].isdisjoint(reading.low):
        return
    for number in reading.open_numbers():
        i = reading.over(number.last + 1)
        if reading.word(i) not in table["times"] or (number.value == 0 and number.digits):
            continue
        j = reading.over(i + 1)
        word = reading.word(j)
        value = _range_value(reading, number)
        first = _range_first(reading, number)
        if word in table["less"]:
            factor = tuple(1 / v for v in value) if isinstance(value, tuple) else 1 / value
            add_ratio(reading, first, _adjective(reading, j), factor, "x", number)  # type: ignore[arg-type]
        elif word in table["more"] or _comparative(reading, j):
            add_ratio(
                reading, first, j if word in table["more_shown"] or _comparative(reading, j) else i, value, "x", number
            )
        elif not (number.first == number.last and number.value == 1):
            _times(reading, number, first, i, value)


def _comparative(reading: Reading, j: int) -> bool:
    """English ``bigger``, ``faster``, ``as many``; German ``mehr``."""
    word = reading.word(j)
    return (
        len(word) > 4
        and any(word.endswith(end) for end in reading.lexicon["comparative_endings"])
        and word not in reading.lexicon["count_stop"]
    )


def _adjective(reading: Reading, j: int) -> int:
    """Take the short adjective of ``trois fois moins cher``."""
    return j + 1 if reading.word(j + 1) in reading.lexicon["less_adjectives"] else j


def _times(reading: Reading, number: Number, first: int, i: int, value: float | tuple[float, float]) -> None:
    unit = with_denominator(reading, Unit("times", 1.0, i))
    draft = add_ratio(reading, first, unit.last, value, unit.name, number)
    draft.note = "" if unit.rate else "indefinite"
    draft.key = unit.rate and isinstance(value, float)


def find_factors(reading: Reading) -> None:
    """``divisé par 3``, ``multiplied by 7``, ``par un facteur 10``."""
    table = reading.lexicon
    if table["by"].isdisjoint(reading.low) and table["factor"].isdisjoint(reading.low):
        return
    verb, factor = "", 0
    for number in reading.open_numbers():
        i = reading.back(number.first)
        if reading.word(i) in table["articles"]:
            i = reading.back(i)
        word = reading.word(i)
        if word in table["factor"]:
            add_ratio(reading, number.first, number.last, number.value, "x", number)
            continue
        if word not in table["by"] or plain_unit(reading, number.last + 1):
            continue
        verb, factor = _factor_verb(reading, i, verb, factor, number)
        if verb:
            value = 1 / number.value if verb == "divided" and number.value else number.value
            add_ratio(reading, number.first, number.last, value, "x", number)
            factor = number.last


def _factor_verb(reading: Reading, i: int, verb: str, last: int, number: Number) -> tuple[str, int]:
    """The verb within five words before, or the one of the last factor (``et par 2,5``)."""
    table = reading.lexicon
    for j in range(i - 1, max(-1, i - 6), -1):
        if reading.low[j] in table["multiplied"]:
            return "multiplied", last
        if reading.low[j] in table["divided"]:
            return "divided", last
    return (verb, last) if verb and i - last < 14 else ("", last)
