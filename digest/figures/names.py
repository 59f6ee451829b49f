"""Digits that name: ids, models, labels with a number, ordinals, list numbers, sizes."""

from __future__ import annotations

import re

from digest.figures.dates import plausible_year
from digest.figures.nouns import noun_after
from digest.figures.reading import Number, Reading
from digest.figures.units import plain_unit, unit_after

_GAP = re.compile(r"[ .\-/\u00a0\u202f]|\)? ?-? ?|\(0\)")


def id_run(reading: Reading, number: Number) -> str:
    """Several numbers with nothing but a space, point or hyphen between: a phone number, an id, a list of them."""
    if number.taken or not number.digits:
        return ""
    run = [number]
    while True:
        after = reading.number_at.get(run[-1].last + 1) or reading.number_at.get(run[-1].last + 2)
        if after is None or not after.digits or not _GAP.fullmatch(reading.text[run[-1].end : after.start]):
            break
        run.append(after)
    spaced = len(run) == 2 and reading.text[run[0].end : run[1].start] in " \u00a0\u202f"
    if len(run) < 2 or (len(run) == 2 and not spaced and not run[1].raw.startswith("0")):
        return ""
    if len(run) == 2 and (plausible_year(run[0]) or reading.glued(run[0].first - 1) or _decimal_pair(run)):
        return ""
    if len(run) == 2 and unit_after(reading, run[1].last + 1) and not run[1].raw.startswith("0"):
        run = run[:1]
    for member in run:
        member.taken = "id"
    return "id"


def _decimal_pair(run: list[Number]) -> bool:
    return any(member.floating for member in run)


def zero_led(reading: Reading, number: Number) -> str:
    """``0218`` and very long runs of digits."""
    raw = number.raw
    if len(raw) > 1 and raw[0] == "0" and raw[1].isdigit():
        glued_h = reading.word(number.last + 1) in ("h", ":", "min") or reading.word(number.first - 1) in (
            "h",
            "min",
            "'",
            "’",
            ":",
        )
        return "" if glued_h else "id"
    return "id" if number.digits and raw.isdigit() and len(raw) > 12 else ""


def name(reading: Reading, number: Number) -> str:
    """Digits glued to letters: ``H100``, ``GPT-4``, ``bac+5``, ``4o``; a unit or magnitude is no name."""
    if not number.digits:
        return ""
    i = number.first
    if reading.glued(i - 1):
        before = reading.tokens[i - 1]
        if before.type == "w" and not _currency(reading, before.raw) and before.low not in ("x", "env"):
            return "name"
        if before.raw in "-+_./&" and reading.glued(i - 2) and reading.tokens[i - 2].type == "w":
            return "name" if before.raw != "/" or len(reading.tokens[i - 2].raw) == 1 else ""
    return _suffix(reading, number)


def _currency(reading: Reading, raw: str) -> bool:
    tables = reading.lexicon.common
    return tables.symbols.get(raw, ("",))[0] in tables.currencies


def _suffix(reading: Reading, number: Number) -> str:
    if not reading.glued(number.last):
        return ""
    after = reading.tokens[number.last + 1]
    if after.type != "w":
        return (
            "ordinal"
            if after.raw in "ºª"
            or (after.raw == "°" and reading.word(number.last + 2) in reading.lexicon["ordinal_nouns"])
            else ""
        )
    if after.raw == "s" and number.value % 10 == 0 and reading.word(number.first - 1) in reading.lexicon["the_decade"]:
        return "decade"
    if after.raw == "s" and number.value == 18:
        return "age"
    if after.low in reading.lexicon["ordinal_suffixes"] and after.raw not in ("d", "s"):
        return "ordinal"
    if plain_unit(reading, number.last + 1) or number.magnitude or after.low in ("x", "h", "k"):
        return ""
    if after.low == "m" and number.value < 20 and len(reading.word(number.last + 2)) == 2:
        return ""  # 1m85
    if after.low in reading.lexicon.multipliers or len(after.low) > 3:
        return ""
    return "name"


def label(reading: Reading, number: Number) -> str:
    """``page 45``, ``salle 12``, ``n° 3``, and the further numbers of such a list."""
    table = reading.lexicon
    i = number.first - 1
    while i >= 0 and reading.low[i] in (":", ".", "°", "#", "º", "nº", "'", "’", "(", "_", "*"):
        i -= 1
    if i < 0 or reading.new_line(number.first):
        return ""
    word = reading.low[i]
    if number.floating and "," in number.raw:
        return ""
    hit = word in table["labels"] or (word in table["label_plurals"])
    if reading.tokens[number.first - 1].raw in ("°", "#", "º") and (
        word in ("n", "no") or reading.tokens[number.first - 1].raw == "#"
    ):
        return "label"
    if not hit or (len(word) <= 2 and word in ("a", "d")):
        return _listed(reading, number)
    unit = plain_unit(reading, number.last + 1)
    if unit is not None and (len(unit.name) > 2 or unit.name == "%"):
        return ""
    strong = word in table["strong_labels"]
    if strong and number.value < 100 and not number.magnitude:
        return "label"
    if number.magnitude or noun_after(reading, number) is not None:
        return ""
    return "label" if strong or unit is None else ""


def _listed(reading: Reading, number: Number) -> str:
    """A number joined to a label's number by ``et``, a comma or a dash."""
    i = number.first - 1
    table = reading.lexicon
    if reading.low[i] not in table["list_joins"] or i < 1:
        return ""
    before = next((n for n in (reading.ended_at.get(i - 1),) if n is not None), None)
    if before is None or before.taken != "label":
        return ""
    return "" if plain_unit(reading, number.last + 1) else "label"


def size(reading: Reading, number: Number) -> str:
    """``4x15``, ``20x30``: a product, unless a unit follows."""
    other = reading.number_at.get(number.last + 2)
    if other is None or reading.word(number.last + 1) not in ("x", "×") or unit_after(reading, other.last + 1):
        return ""
    other.taken = other.taken or "size"
    return "size"


def ordinal(reading: Reading, number: Number) -> str:
    """``1 er``, ``les 3 premiers``, German ``3. Mai``, ``5. Klasse``."""
    table, j = reading.lexicon, number.last + 1
    if reading.word(j) in table["ordinal_words"]:
        return "ordinal"
    if (
        table["ordinal_point"]
        and number.digits
        and reading.word(j) == "."
        and number.value < 100
        and reading.glued(number.last)
    ):
        after = reading.word(j + 1)
        if after and not reading.new_line(j + 1) and not reading.glued(j) and reading.tokens[j + 1].type == "w":
            return "ordinal"
    return ""


def list_number(reading: Reading, number: Number) -> str:
    """``1. Ouvrir``, ``2) Fermer``, ``3️⃣``, ``1 - Lire`` at the start of a line."""
    after = reading.tokens[number.last + 1].raw if number.last + 1 < len(reading.tokens) else ""
    if after in ("\ufe0f", "\u20e3"):
        return "list"
    opens = reading.new_line(number.first) or (
        reading.low[number.first - 1] in ("(", "*", "-", "•") and reading.new_line(number.first - 1)
    )
    if not opens or not number.digits or number.value > 99 or number.floating:
        return ""
    if (
        after in (")", ".", "°", "/")
        and after
        and (reading.glued(number.last))
        and not (after == "." and reading.glued(number.last + 1))
    ):
        two = reading.number_at.get(number.last + 2)
        return "" if after in "/°" and (two is not None or after == "°") else "list"
    spaced = (
        after in ("-", "–", ":", "—")
        and after
        and not reading.glued(number.last)
        and not reading.glued(number.last + 1)
    )
    return "list" if spaced else ""
