"""Counts of people and things, exact (``3 500 nouveaux cas``) and collective (``une dizaine de``)."""

from __future__ import annotations

from digest.figures.nouns import Noun, noun_after, stops
from digest.figures.quantities import sign_before
from digest.figures.reading import Draft, Number, Reading
from digest.figures.units import Unit, plain_unit, unit_after, with_denominator

_DASHES = "-–—"


def find_counts(reading: Reading) -> None:
    """Take open numbers that count something."""
    for number in reading.numbers:
        if number.taken or _no_count(reading, number):
            continue
        noun = noun_after(reading, number)
        if noun is None:
            continue
        if _score(reading, number, noun):
            number.taken = "score"
            continue
        left = _range_left(reading, number)
        unit = with_denominator(reading, Unit(noun.text, 1.0, _participle(reading, noun.last)))
        unit = unit if unit.rate else Unit(noun.text, 1.0, noun.last)
        head = "people" if reading.low[noun.last] in reading.lexicon["people"] else noun.text
        name = head + unit.name[len(noun.text) :]
        unit = unit if unit.rate else _each(reading, unit)
        value: float | tuple[float, float] = (left.value, number.value) if left else number.value
        first = left.first if left else number.first
        first = sign_before(reading, first)[1]
        tokens = reading.tokens
        draft = Draft(tokens[first].start, tokens[unit.last].end, value, name, first, unit.last)
        reading.add(draft, number, *([left] if left else []))


def _participle(reading: Reading, last: int) -> int:
    """Step over the participle of ``700 repas distribués par semaine``."""
    i = last + 1
    passive = i < len(reading.tokens) and reading.tokens[i].raw.endswith(("és", "ées"))
    return i if passive and reading.word(i + 1) in reading.lexicon["per"] else last


def _score(reading: Reading, number: Number, noun: Noun) -> bool:
    """``2 sets à 1``, ``3 goals to 2``."""
    other = reading.number_at.get(noun.last + 2)
    if (
        other is None
        or other.taken
        or reading.word(noun.last + 1) not in reading.lexicon["range"]
        or max(other.value, number.value) > 30
    ):
        return False
    return plain_unit(reading, other.last + 1) is None and noun_after(reading, other) is None


def _each(reading: Reading, unit: Unit) -> Unit:
    """Let the span hold ``par classe``; the unit stays the noun."""
    table, i = reading.lexicon, unit.last + 1
    if reading.word(i) not in table["per_noun"] or reading.new_line(i) or i + 1 >= len(reading.tokens):
        return unit
    token = reading.tokens[i + 1]
    plain = token.type == "w" and len(token.low) > 3 and not stops(reading, token)
    return Unit(unit.name, unit.factor, i + 1) if plain else unit


def _no_count(reading: Reading, number: Number) -> bool:
    if number.value < 2 and not (number.floating or (number.value == 0 and number.digits)):
        return True
    before = reading.tokens[number.first - 1] if number.first else None
    if before is None or before.type != "w":
        return False
    return before.low in reading.lexicon["products"] or _known(reading, number, before.low)


def _known(reading: Reading, number: Number, before: str) -> bool:
    """``les trois amis``, ``The 39 Steps``: a group known already, or a title."""
    if number.floating or before not in reading.lexicon["the_plural"]:
        return False
    noun = reading.tokens[number.last + 1].raw if number.last + 1 < len(reading.tokens) else ""
    return number.value <= 12 or (number.value < 100 and noun.istitle())


def _range_left(reading: Reading, number: Number) -> Number | None:
    """``10 à 15 élèves``, ``entre 5 et 10 profs``, ``2 ou 3 jours``."""
    table = reading.lexicon
    joint = reading.word(number.first - 1)
    left = reading.ended_at.get(number.first - 2)
    if not joint or left is None or left.taken or (left.value >= number.value and joint not in table["range"]):
        return None
    if joint in _DASHES + "/" or joint in table["range"] or (joint in table["either"] and left.value <= 20):
        return left
    between = reading.word(reading.back(left.first)) in table["between"]
    return left if joint in table["between_and"] and between else None


def find_collectives(reading: Reading) -> None:
    """``une dizaine de``, ``a dozen``, ``une centaine d'euros``: about ten, twelve, hundred."""
    table = reading.lexicon
    if table.collectives.keys().isdisjoint(reading.low):
        return
    for i, word in enumerate(reading.low):
        value = table.collectives.get(word)
        if value is None or not reading.free[i]:
            continue
        before = reading.back(i)
        if reading.word(before) in table["collective_modifiers"]:
            before = reading.back(before)
        number = reading.ended_at.get(before)
        article = reading.word(before) in table["articles"]
        if number is not None and not number.taken and number.value < 1000:
            number.value, number.last, number.end = value * number.value, i, reading.tokens[i].end
        elif article or reading.word(before) in table["definite"]:
            token = reading.tokens[i]
            number = Number(before, i, reading.tokens[before].start, token.end, value, token.raw, False)
            reading.numbers.append(number)
        else:
            continue
        number.magnitude = True
        _collective(reading, number)


def _collective(reading: Reading, number: Number) -> None:
    unit = unit_after(reading, number.last + 1, True)
    name, last = "", number.last
    if unit:
        name, last = unit.name, unit.last
    else:
        noun = noun_after(reading, number)
        if noun is None and reading.word(number.last + 1) in reading.lexicon["of"]:
            j = reading.over(number.last + 2)
            noun = (
                Noun(reading.tokens[j].raw, j, True)
                if j < len(reading.tokens) and reading.tokens[j].type == "w"
                else None
            )
        if noun is None:
            number.taken = "indefinite"
            return
        low = reading.low[noun.last]
        name, last = "people" if low in reading.lexicon["people"] else noun.text, noun.last
    start, end = reading.tokens[number.first].start, reading.tokens[last].end
    value = number.value * (unit.factor if unit else 1.0)
    draft = reading.add(Draft(start, end, value, name, number.first, last), number)
    draft.approx = "about"
