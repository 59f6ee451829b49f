"""Factors and shares: doubled, ×4, three times less, divided by 3, two in three, a third, the half."""

from __future__ import annotations

from digest.figures.reading import Draft, Number, Reading
from digest.figures.units import plain_unit


def _add(reading: Reading, first: int, last: int, value: float | tuple[float, float], unit: str, *numbers: Number) -> Draft:
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
        if reading.ends(i, table.phrases("ratio_stop_before")) >= 0 or reading.starts(i + 1, table.phrases("ratio_stop_after")) >= 0:
            continue
        if reading.tokens[i].raw.lower() in table["ratio_needs"] and before not in table["ratio_needed"]:
            continue
        _add(reading, i, i, value, "x")


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
            _add(reading, first, i, value, "x")
        elif word in table["twice"] and reading.word(i + 1) not in table["twice_stop"]:
            last = i + 2 if reading.word(i + 1) == "as" and reading.word(i + 2) in ("many", "much") else i
            _add(reading, i, last, 2.0, "x")
        elif word in table.ratio_words:
            _add(reading, i, i, table.ratio_words[word], "x")
        elif word in table["fold"]:
            _fold(reading, i)


def _noun_stands(reading: Reading, i: int) -> bool:
    table = reading.lexicon
    before, after = reading.word(reading.back(i)), reading.word(reading.over(i + 1))
    if after in table["ratio_stop_after"] or reading.starts(i + 1, table.phrases("ratio_stop_after")) >= 0:
        return False
    if before in table["ratio_noun_before"]:
        return not (after in table["ratio_noun_stop"])
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
            _add(reading, i, i + 1, 1 / value if after in table["less"] else value, "x")


def _fold(reading: Reading, i: int) -> None:
    """``3-fold``, ``ten fold``."""
    before = reading.back(i)
    number = reading.ended_at.get(before)
    if number is not None and not number.taken:
        _add(reading, number.first, i, number.value, "x", number)


def find_marks(reading: Reading) -> None:
    """``×4``, ``x3``, ``5x``, ``÷2``."""
    for number in reading.numbers:
        if number.taken or not number.digits and number.value <= 1:
            continue
        before, after = reading.word(number.first - 1), reading.word(number.last + 1)
        if not number.digits:
            continue
        if before in ("x", "×", "*", "÷", "✕") and before and _mark_alone(reading, number):
            value = 1 / number.value if before == "÷" and number.value else number.value
            last = number.last
            _add(reading, number.first - 1, last, value, "x", number)
        elif after in ("x", "×") and _factor_after(reading, number):
            value, last = _range_value(reading, number), number.last + 1
            if reading.word(last + 1) in reading.lexicon["less"] and isinstance(value, float) and value:
                value, last = 1 / value, last + 1
            _add(reading, _range_first(reading, number), last, value, "x", number)


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
    if reading.word(number.first - 1) == "*" or number.value > 10000 or reading.word(i) in reading.lexicon["cheers"]:
        return False
    return plain_unit(reading, number.last + 1) is None


def _factor_after(reading: Reading, number: Number) -> bool:
    if number.last + 2 in reading.number_at or number.magnitude:
        return False
    glued = reading.glued(number.last)
    return glued and not reading.glued(number.last + 1) or reading.word(number.last + 1) == "×" or (glued and reading.tokens[number.last + 2].type == "s")


def find_times(reading: Reading) -> None:
    """``deux fois plus``, ``three times as many``, ``10 volte``; ``fois`` alone counts times."""
    table = reading.lexicon
    if table["times"].isdisjoint(reading.low):
        return
    for number in reading.open_numbers():
        i = reading.over(number.last + 1)
        if reading.word(i) not in table["times"] or number.value == 0 and number.digits:
            continue
        j = reading.over(i + 1)
        word = reading.word(j)
        value = _range_value(reading, number)
        first = _range_first(reading, number)
        if word in table["less"]:
            factor = tuple(1 / v for v in value) if isinstance(value, tuple) else 1 / value
            _add(reading, first, _adjective(reading, j), factor, "x", number)  # type: ignore[arg-type]
        elif word in table["more"] or _comparative(reading, j):
            _add(reading, first, j if word in table["more_shown"] or _comparative(reading, j) else i, value, "x", number)
        elif not (number.first == number.last and number.value == 1):
            _times(reading, number, first, i, value)


def _comparative(reading: Reading, j: int) -> bool:
    """English ``bigger``, ``faster``, ``as many``; German ``mehr``."""
    word = reading.word(j)
    return len(word) > 4 and any(word.endswith(end) for end in reading.lexicon["comparative_endings"]) and word not in reading.lexicon["count_stop"]


def _adjective(reading: Reading, j: int) -> int:
    """Take the short adjective of ``trois fois moins cher``."""
    return j + 1 if reading.word(j + 1) in reading.lexicon["less_adjectives"] else j


def _times(reading: Reading, number: Number, first: int, i: int, value: float | tuple[float, float]) -> None:
    from digest.figures.units import Unit, with_denominator

    unit = with_denominator(reading, Unit("times", 1.0, i))
    draft = _add(reading, first, unit.last, value, unit.name, number)
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
            _add(reading, number.first, number.last, number.value, "x", number)
            continue
        if word not in table["by"] or plain_unit(reading, number.last + 1):
            continue
        verb, factor = _factor_verb(reading, i, verb, factor, number)
        if verb:
            low, high = reading.numbers, number
            del low
            value = 1 / high.value if verb == "divided" and high.value else high.value
            _add(reading, number.first, number.last, value, "x", number)
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


def find_shares(reading: Reading) -> None:
    """``deux sur trois``, ``Neuf profs sur dix``, ``one in five``, ``3 out of 4``, ``16/20``, ``3/4``."""
    table = reading.lexicon
    for number in reading.open_numbers():
        if number.taken or number.floating and reading.word(number.last + 1) != "/":
            continue
        joined = _out_of(reading, number)
        if joined is not None:
            whole, last = joined
            _add(reading, number.first, last, number.value / whole.value, "fraction", number, whole)
        elif reading.word(number.last + 1) == "/" and number.digits:
            _stroke(reading, number)
    del table


def _out_of(reading: Reading, number: Number) -> tuple[Number, int] | None:
    table = reading.lexicon
    phrases = table.phrases("out_of")
    for i in range(number.last + 1, min(number.last + 6, len(reading.tokens))):
        if reading.new_line(i) or reading.low[i] in ".,;:!?()/%€$" or (i in reading.number_at and i > number.last + 1):
            return None
        end = reading.starts(i, phrases)
        if end < 0:
            continue
        whole = reading.number_at.get(reading.over(end))
        if whole is None or whole.taken or whole.value <= number.value or whole.value < 2 or whole.floating:
            return None
        if not _share_like(reading, number, whole, i):
            return None
        return whole, whole.last
    return None


def _share_like(reading: Reading, number: Number, whole: Number, i: int) -> bool:
    """``275 dossards vendus sur 300`` are two counts, ``3 sur 4`` a share; ``2 m sur 3`` is a size."""
    if plain_unit(reading, number.last + 1) or plain_unit(reading, whole.last + 1):
        return False
    if whole.value in (2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 20, 100, 1000, 10000, 100000):
        return whole.value <= 12 or not number.digits or reading.low[i] != "in" or whole.value in (20, 100, 1000, 10000)
    return i == number.last + 1 and whole.value <= 40 and reading.low[i] not in ("in",)


def _stroke(reading: Reading, number: Number) -> None:
    whole = reading.number_at.get(number.last + 2)
    if whole is None or whole.taken or whole.floating or not whole.digits or not reading.glued(number.last) and not reading.glued(number.last + 1):
        return
    if number.value == whole.value and whole.value in (10, 20, 5, 24, 7, 100):
        number.taken = whole.taken = "idiom"
        return
    if whole.value in (20, 10, 5, 100, 40, 50) and (whole.value in (20, 40, 100, 50) or number.floating or _marked(reading, number)):
        _add(reading, number.first, whole.last, number.value, f"/{whole.raw}", number, whole)
        return
    if number.value < whole.value and _ranged(reading, whole):
        return
    if number.value < whole.value <= 12 and whole.value > 1 and not number.floating:
        _add(reading, number.first, whole.last, number.value / whole.value, "fraction", number, whole)
    else:
        number.taken = whole.taken = "score"


def _ranged(reading: Reading, whole: Number) -> bool:
    """``50/60 personnes``: a noun or unit follows, so the stroke is a range."""
    from digest.figures.counts import noun_after

    return whole.value > 12 and (plain_unit(reading, whole.last + 1) is not None or noun_after(reading, whole) is not None)


def _marked(reading: Reading, number: Number) -> bool:
    """Do words before speak of a mark?"""
    words = {reading.word(k) for k in range(max(0, number.first - 6), number.first)}
    return bool(words & reading.lexicon["mark_words"])


def find_fractions(reading: Reading) -> None:
    """``la moitié``, ``un tiers``, ``trois quarts``, ``two thirds``, ``a quarter of``."""
    table = reading.lexicon
    if table.fractions.keys().isdisjoint(reading.low):
        return
    for i, word in enumerate(reading.low):
        parts = table.fractions.get(word)
        if parts is None or not reading.free[i] or _fraction_stopped(reading, i):
            continue
        before = reading.back(i)
        number = reading.ended_at.get(before)
        if number is not None and not number.taken and number.value < parts and not number.floating and number.value > 0:
            if word in table["needs_article"] and not _fraction_context(reading, i):
                continue
            first = before if (before := number.first - 1) >= 0 and reading.low[before] in table["the_plural"] else number.first
            _add(reading, first, i, number.value / parts, "fraction", number)
        elif word in table["whole_fractions"] and reading.word(before) not in table["whole_stop"]:
            first = before if reading.word(before) in table["definite"] else i
            _add(reading, first, i, 1 / parts, "fraction")
        elif reading.word(before) in table["definite"] and _fraction_context(reading, i):
            _add(reading, before, i, 1 / parts, "fraction")


def _fraction_context(reading: Reading, i: int) -> bool:
    """Does ``de``, ``of`` … follow, or does the sentence end?"""
    after = reading.word(reading.over(i + 1))
    return after in reading.lexicon["of"] or after in reading.lexicon["fraction_after"] or not after or not after.isalpha()


def _fraction_stopped(reading: Reading, i: int) -> bool:
    table = reading.lexicon
    if reading.starts(i + 1, table.phrases("fraction_stop")) >= 0:
        return True
    return reading.ends(i, table.phrases("fraction_stop_before")) >= 0
