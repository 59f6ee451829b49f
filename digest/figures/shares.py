"""Shares: two in three, a third, the half, 3/4, 16/20."""

from __future__ import annotations

from digest.figures.nouns import noun_after
from digest.figures.ratios import add_ratio
from digest.figures.reading import Number, Reading
from digest.figures.units import plain_unit, unit_after


def find_shares(reading: Reading) -> None:
    """``deux sur trois``, ``Neuf profs sur dix``, ``one in five``, ``3 out of 4``, ``16/20``, ``3/4``."""
    for number in reading.open_numbers():
        if number.taken:
            continue
        if number.floating and reading.word(number.last + 1) != "/":
            _mark(reading, number)
            continue
        joined = _out_of(reading, number)
        if joined is not None:
            whole, last = joined
            add_ratio(reading, number.first, last, number.value / whole.value, "fraction", number, whole)
        elif reading.word(number.last + 1) == "/" and number.digits:
            _stroke(reading, number)


def _mark(reading: Reading, number: Number) -> None:
    """``11,5 sur 20``: a mark, which no share can be."""
    end = reading.starts(number.last + 1, reading.lexicon.phrases("out_of"))
    whole = reading.number_at.get(end) if end >= 0 else None
    if (
        whole
        and not whole.taken
        and whole.digits
        and whole.value in (5, 10, 20, 40, 50, 100)
        and number.value < whole.value
    ):
        add_ratio(reading, number.first, whole.last, number.value, f"/{whole.raw}", number, whole)


def _out_of(reading: Reading, number: Number) -> tuple[Number, int] | None:
    table = reading.lexicon
    phrases = table.phrases("out_of")
    for i in range(number.last + 1, min(number.last + 6, len(reading.tokens))):
        if reading.new_line(i) or reading.low[i] in ".,;:!?()/%€$" or (i in reading.number_at and i > number.last + 1):
            return None
        end = reading.starts(i, phrases)
        if end < 0 or (reading.low[i:end] == ["of"] and not number.digits):
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
    if (
        whole is None
        or whole.taken
        or whole.floating
        or not whole.digits
        or (not reading.glued(number.last) and not reading.glued(number.last + 1))
    ):
        return
    if reading.starts(whole.last + 1, reading.lexicon.phrases("fraction_stop")) >= 0 or _part(reading, number, whole):
        number.taken = whole.taken = "idiom"
        return
    if number.value == whole.value and whole.value in (10, 20, 5, 24, 7, 100):
        number.taken = whole.taken = "idiom"
        return
    if whole.value in (20, 10, 5, 100, 40, 50) and (
        whole.value in (20, 40, 100, 50) or number.floating or _marked(reading, number)
    ):
        add_ratio(reading, number.first, whole.last, number.value, f"/{whole.raw}", number, whole)
        return
    if number.value < whole.value and _ranged(reading, whole):
        return
    unit = unit_after(reading, whole.last + 1)
    if unit is not None and number.value < whole.value <= 8:  # 1/2 litre
        value = number.value / whole.value * unit.factor
        add_ratio(reading, number.first, unit.last, value, unit.name, number, whole)
    elif number.value < whole.value <= 12 and whole.value > 1 and not number.floating:
        add_ratio(reading, number.first, whole.last, number.value / whole.value, "fraction", number, whole)
    else:
        number.taken = whole.taken = "score"


def _part(reading: Reading, number: Number, whole: Number) -> bool:
    """``(1/2)``, ``Message 3/4``, ``2/3`` alone on its line: parts of a message."""
    first, last = number.first, whole.last + 1
    if whole.value > 9:
        return False
    bracketed = reading.word(first - 1) == "(" and reading.word(last) == ")"
    alone = (first == 0 or reading.new_line(first)) and (last >= len(reading.tokens) or reading.new_line(last))
    return bracketed or alone or reading.word(first - 1) in reading.lexicon["labels"]


def _ranged(reading: Reading, whole: Number) -> bool:
    """``50/60 personnes``: a noun or unit follows, so the stroke is a range."""
    return whole.value > 12 and (
        plain_unit(reading, whole.last + 1) is not None or noun_after(reading, whole) is not None
    )


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
        if (
            number is not None
            and not number.taken
            and number.value < parts
            and not number.floating
            and number.value > 0
        ):
            if word in table["needs_article"] and not _fraction_context(reading, i):
                continue
            first = (
                before
                if (before := number.first - 1) >= 0 and reading.low[before] in table["the_plural"]
                else number.first
            )
            add_ratio(reading, first, i, number.value / parts, "fraction", number)
        elif word in table["whole_fractions"] and reading.word(before) not in table["whole_stop"]:
            first = before if reading.word(before) in table["definite"] else i
            add_ratio(reading, first, i, 1 / parts, "fraction")
        elif reading.word(before) in table["definite"] and _fraction_context(reading, i):
            add_ratio(reading, before, i, 1 / parts, "fraction")


def find_halves(reading: Reading) -> None:
    """``un demi-litre``, ``half an hour``: half a unit."""
    phrases = reading.lexicon.phrases("half_of")
    if phrases.lasts.isdisjoint(reading.low):
        return
    for i in range(1, len(reading.low)):
        if reading.low[i - 1] in phrases.lasts and reading.free[i]:
            first = reading.ends(i, phrases)
            unit = unit_after(reading, i) if first >= 0 and reading.free[first] else None
            if unit is not None:
                add_ratio(reading, first, unit.last, 0.5 * unit.factor, unit.name)


def _fraction_context(reading: Reading, i: int) -> bool:
    """Does ``de``, ``of`` … follow, or does the sentence end?"""
    after = reading.word(reading.over(i + 1))
    return (
        after in reading.lexicon["of"] or after in reading.lexicon["fraction_after"] or not after or not after.isalpha()
    )


def _fraction_stopped(reading: Reading, i: int) -> bool:
    table = reading.lexicon
    if reading.starts(i + 1, table.phrases("fraction_stop")) >= 0:
        return True
    return reading.ends(i, table.phrases("fraction_stop_before")) >= 0
