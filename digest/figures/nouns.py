"""The noun that a number counts."""

from __future__ import annotations

from typing import NamedTuple

from digest.figures.reading import Number, Reading, Token


class Noun(NamedTuple):
    """The head noun as written and its last token; ``modified``: an adjective stands before it."""

    text: str
    last: int
    of: bool  # ``de`` stood between


def noun_after(reading: Reading, number: Number) -> Noun | None:
    """The noun that ``number`` counts, or None."""
    if (
        reading.glued(number.last)
        and reading.tokens[number.last + 1].type == "w"
        and len(reading.tokens[number.last + 1].raw) < 4
    ):
        return None
    table, i = reading.lexicon, number.last + 1
    if reading.word(i) == "+" and reading.glued(number.last):
        i += 1
    if reading.new_line(i):
        return None
    of, fallback = False, None
    if (number.magnitude) and reading.word(i) in table["of"]:
        i, of = reading.over(i + 1), True
    for _ in range(int(table.data.get("noun_reach", 3))):
        if i >= len(reading.tokens) or reading.new_line(i) or not reading.free[i]:
            return fallback
        token = reading.tokens[i]
        if token.type != "w" or len(token.low) < 2:
            return fallback
        if token.low in table["modifiers"]:
            fallback = Noun(token.raw, i, of) if token.low in table["modifier_nouns"] else None
            i += 1
            continue
        if token.low in table["count_big"] and number.value >= 100:
            return Noun(token.raw, i, of)
        if stops(reading, token):
            return fallback
        if is_plural(reading, i, number, of):
            return Noun(_as_unit(reading, token.raw), i, of)
        if not table.data.get("adjectives_before"):
            return None
        i = reading.over(i + 1)
    return None


def _as_unit(reading: Reading, raw: str) -> str:
    """The noun as a unit: lower case, but ``GPU`` and German nouns as they are."""
    keep = raw.isupper() or raw[1:-1].isupper() or reading.lexicon.data.get("nouns_are_capitalised")
    return raw if keep else raw.lower()


def stops(reading: Reading, token: Token) -> bool:
    """Can ``token`` be no noun that is counted? ``livrés`` is none, ``livres`` is one."""
    table, word = reading.lexicon, token.low
    written = token.raw.lower() in table.participles
    participle = written or (word in table["participles"] and not word.endswith("es"))
    if participle or word in table["count_stop"] or word in table["count_big"]:
        return True
    return word in table.months or word in table.weekdays


def is_plural(reading: Reading, i: int, number: Number, of: bool = False) -> bool:
    """Is token ``i`` a noun in the plural, as far as its form tells?"""
    table, token = reading.lexicon, reading.tokens[i]
    if token.low in table["people"] or token.low in table["plurals"]:
        return True
    if token.low in table["singulars"]:
        return False
    if number.floating and number.value < 2 and reading.word(i + 1) in table["per"] and len(token.low) > 3:
        return True  # 1,68 enfant par femme
    if table.data.get("nouns_are_capitalised"):
        return token.raw[0].isupper() and len(token.raw) > 2
    if len(token.low) > 2 and token.low[-1] in str(table.data.get("noun_plural", "s")):
        return not (token.low.endswith("ss") and table.code == "en")
    if token.low.endswith("aux") or token.low.endswith("eux"):
        return True
    grouped = number.magnitude or any(not c.isdigit() for c in number.raw)
    return of or (
        number.value >= 1000
        and grouped
        and len(token.low) > 3
        and token.raw.islower()
        and token.low not in table["verbs"]
    )
