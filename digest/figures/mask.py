"""Digits that are no quantity: addresses, ids, names, labels, dates, ordinals. Each rule gives its reason."""

from __future__ import annotations

import re
from collections.abc import Callable

from digest.figures.reading import Number, Reading
from digest.figures.units import plain_unit, unit_after

_CHUNK = re.compile(r"\S+")
_ID_CHUNK = re.compile(
    r"(?i)^[(\[<\"'«*_]*(?:https?://|www\.|[\w-]{1,60}(?:\.[\w-]{1,60}){0,4}\.(?:fr|com|org|net|eu|io|edu|gov|be|ch|de|es|it|pt|uk|app|ai|dev|tv|me|info|ly)(?:[/?#]|$)"
    r"|0x[0-9a-f]+|#\w+|@\w+|[\w.+-]{1,64}@|(?=[0-9a-f]*[a-f])(?=[a-f]*\d[0-9a-f]*\d)[0-9a-f]{7,64}\b|\d+(?:\.\d+){3}\b|\w{1,40}_\w|\w{2}:\w{2}:\w{2}:"
    r"|[\w-]{1,80}\.(?:pdf|docx?|xlsx?|odt|odp|ods|pptx?|jpe?g|png|mp[34]|zip|csv|txt|html?|ipynb)\b)"
)
_HINT = re.compile(r"[/@_#:.][^\W\d]|[A-Fa-f]\d|\d[A-Fa-f]|\d\.\d+\.|[@#_]\d|\.\d+\.|0x|\?")
_HAS_DIGIT = re.compile(r"\d")
_VERSION = re.compile(r"\d{1,3}\.\d{1,3}\.\d{1,6}(?:\.\d+)*(?![\d.])")
_GAP = re.compile(r"[ .\-/\u00a0\u202f]|\)? ?-? ?|\(0\)")
_YEARS = range(1500, 2101)


def blank_addresses(reading: Reading) -> None:
    """Take links, e-mail addresses, hashes, file names, dotted versions out of the text."""
    if not _HINT.search(reading.text):
        return
    spans = [m.span() for m in _CHUNK.finditer(reading.text) if _is_id(m.group())]
    spans += [m.span() for m in _VERSION.finditer(reading.text) if not _grouped(m.group())]
    if not spans:
        return
    spans.sort()
    at = 0
    for i, token in enumerate(reading.tokens):
        while at < len(spans) and spans[at][1] <= token.start:
            at += 1
        if at < len(spans) and spans[at][0] <= token.start:
            reading.free[i] = 0


def _is_id(chunk: str) -> bool:
    return bool(_HAS_DIGIT.search(chunk) and _ID_CHUNK.match(chunk[:120]))


def _grouped(dotted: str) -> bool:
    """``1.250.000`` is one number, ``3.1.4`` a version."""
    return all(len(part) == 3 for part in dotted.split(".")[1:])


# ---------------------------------------------------------------- rules for one number


def _id_run(reading: Reading, number: Number) -> str:
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
    if len(run) == 2 and (_plausible_year(run[0]) or reading.glued(run[0].first - 1) or _decimal_pair(run)):
        return ""
    if len(run) == 2 and unit_after(reading, run[1].last + 1) and not run[1].raw.startswith("0"):
        run = run[:1]
    for member in run:
        member.taken = "id"
    return "id"


def _decimal_pair(run: list[Number]) -> bool:
    return any(member.floating for member in run)


def _plausible_year(number: Number) -> bool:
    return number.digits and len(number.raw) == 4 and number.raw.isdigit() and int(number.raw) in _YEARS


def _zero_led(reading: Reading, number: Number) -> str:
    raw = number.raw
    if len(raw) > 1 and raw[0] == "0" and raw[1].isdigit():
        glued_h = reading.word(number.last + 1) in ("h", ":", "min") or reading.word(number.first - 1) in ("h", "min", "'", "’", ":")
        return "" if glued_h else "id"
    return "id" if number.digits and raw.isdigit() and len(raw) > 12 else ""


def _name(reading: Reading, number: Number) -> str:
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
        return "ordinal" if after.raw in "ºª" or (after.raw == "°" and reading.word(number.last + 2) in reading.lexicon["ordinal_nouns"]) else ""
    if after.raw == "s" and number.value % 10 == 0 and reading.word(number.first - 1) in reading.lexicon["the_decade"]:
        return "decade"
    if after.raw == "s" and number.value == 18:
        return "age"
    if after.low in reading.lexicon["ordinal_suffixes"] and after.raw not in ("d", "s"):
        return "ordinal"
    if plain_unit(reading, number.last + 1) or number.magnitude or after.low in ("x", "h", "k"):
        return ""
    if after.low in reading.lexicon.multipliers or len(after.low) > 3:
        return ""
    return "name"


def _label(reading: Reading, number: Number) -> str:
    """``page 45``, ``salle 12``, ``n° 3``, and the further numbers of such a list."""
    table = reading.lexicon
    i = number.first - 1
    while i >= 0 and reading.low[i] in (":", ".", "°", "#", "=", "º", "nº", "'", "’", "(", "_", "*"):
        i -= 1
    if i < 0 or reading.new_line(number.first):
        return ""
    word = reading.low[i]
    if number.floating and "," in number.raw:
        return ""
    hit = word in table["labels"] or (word in table["label_plurals"])
    if reading.tokens[number.first - 1].raw in ("°", "#", "º") and (word in ("n", "no") or reading.tokens[number.first - 1].raw == "#"):
        return "label"
    if not hit or (len(word) <= 2 and word in ("a", "d")):
        return _listed(reading, number)
    unit = plain_unit(reading, number.last + 1)
    if unit is not None and (unit.name == "%" or unit.name in table.common.currencies or "Wh" in unit.name):
        return ""
    if word not in table["strong_labels"] and (unit is not None or number.magnitude or _noun_follows(reading, number)):
        return ""
    return "label"


def _noun_follows(reading: Reading, number: Number) -> bool:
    from digest.figures.counts import noun_after

    return noun_after(reading, number) is not None


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


def _date(reading: Reading, number: Number) -> str:
    """A number beside a month or weekday, and ``14 et 15 janvier``."""
    if not number.digits or number.value > 2100 or number.floating and "." not in number.raw:
        return ""
    table = reading.lexicon
    if _before_month(reading, number):
        return "date"
    before = reading.back(number.first)
    while before >= 0 and reading.low[before] in (".", ",", "the", "le", "am", "den", "el"):
        before -= 1
    word = reading.word(before)
    if word in table.months and (word not in table["month_also"] or reading.tokens[before].raw[0].isupper()):
        return "" if plain_unit(reading, number.last + 1) or number.value > 31 and not _plausible_year(number) else "date"
    if word in table.weekdays and number.value <= 31 and not plain_unit(reading, number.last + 1) and not _noun_follows(reading, number):
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
    if reading.word(j) in reading.lexicon["list_joins"] or reading.word(j) in reading.lexicon["range"] or reading.word(j) in ("/", "-", "–", "au"):
        after = reading.number_at.get(j + 1)
        if after is not None and number.value <= 31 and (after.taken == "date" or _before_month(reading, after)):
            after.taken = after.taken or "date"
            return "date"
    return ""


def _slash_date(reading: Reading, number: Number) -> str:
    """``9/09``, ``22/05/2025``, ``2025-06-05``: a day and a month."""
    i = number.last + 1
    mark = reading.word(i)
    if not number.digits or mark not in ("/", ".", "-") or not mark or not reading.glued(number.last) or not reading.glued(i):
        return ""
    second = reading.number_at.get(i + 1)
    if second is None or second.floating or number.floating or second.taken:
        return ""
    third = reading.number_at.get(second.last + 2) if reading.word(second.last + 1) == mark else None
    if third is None and (mark != "/" or _fraction_like(reading, number, second)):
        return ""
    if max(number.value, second.value) > 31 and not (_plausible_year(number) or _plausible_year(second)) and third is None:
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


def _size(reading: Reading, number: Number) -> str:
    """``4x15``, ``20x30``: a product, unless a unit follows."""
    other = reading.number_at.get(number.last + 2)
    if other is None or reading.word(number.last + 1) not in ("x", "×") or unit_after(reading, other.last + 1):
        return ""
    other.taken = other.taken or "size"
    return "size"


def _year(reading: Reading, number: Number) -> str:
    if not _plausible_year(number) or number.magnitude or int(number.raw) < 1700:
        return ""
    if plain_unit(reading, number.last + 1):
        return ""
    if reading.tokens[number.first - 1].raw in "$€£+" and number.first:
        return ""
    if number.value % 500 == 0 and _noun_follows(reading, number):
        return ""
    if not 1900 <= number.value <= 2050 and _noun_follows(reading, number):
        return ""
    return "year"


def _ordinal(reading: Reading, number: Number) -> str:
    """``1 er``, ``les 3 premiers``, German ``3. Mai``, ``5. Klasse``."""
    table, j = reading.lexicon, number.last + 1
    if reading.word(j) in table["ordinal_words"]:
        return "ordinal"
    if table["ordinal_point"] and number.digits and reading.word(j) == "." and number.value < 100 and reading.glued(number.last):
        after = reading.word(j + 1)
        if after and not reading.new_line(j + 1) and not reading.glued(j) and reading.tokens[j + 1].type == "w":
            return "ordinal"
    return ""


def _list_number(reading: Reading, number: Number) -> str:
    """``1. Ouvrir``, ``2) Fermer``, ``3️⃣``, ``1 - Lire`` at the start of a line."""
    after = reading.tokens[number.last + 1].raw if number.last + 1 < len(reading.tokens) else ""
    if after in ("\ufe0f", "\u20e3"):
        return "list"
    opens = reading.new_line(number.first) or (reading.low[number.first - 1] in ("(", "*", "-", "•") and reading.new_line(number.first - 1))
    if not opens or not number.digits or number.value > 99 or number.floating:
        return ""
    if after in (")", ".", "°", "/") and after and (reading.glued(number.last)) and not (after == "." and reading.glued(number.last + 1)):
        two = reading.number_at.get(number.last + 2)
        return "" if after in "/°" and (two is not None or after == "°") else "list"
    spaced = after in ("-", "–", ":", "—") and after and not reading.glued(number.last) and not reading.glued(number.last + 1)
    return "list" if spaced else ""


def _address(reading: Reading, number: Number) -> str:
    """House numbers and postal codes."""
    if not number.digits or number.floating:
        return ""
    table, tokens, j = reading.lexicon, reading.tokens, number.last + 1
    if reading.word(j) == ",":
        j += 1
    if reading.word(j) in table["streets"] and reading.word(j) not in ("lieu",):
        return "address"
    for k in range(j, min(j + 4, len(tokens))):  # 48 Hope St
        if tokens[k].low in table["streets_after"] and tokens[k].raw[0].isupper():
            return "address"
        if not tokens[k].raw[0].isupper():
            break
    before = reading.low[max(0, number.first - 4) : number.first]
    if number.value < 1000 and (not table["streets_before"].isdisjoint(before) or _street_like(table["street_endings"], before)):
        return "" if plain_unit(reading, number.last + 1) else "address"
    german = table.code == "de" and reading.word(number.first - 1) not in (",", "in", "nach", "d")
    if len(number.raw) == 5 and number.raw.isdigit() and number.last + 1 < len(tokens) and table.code != "en" and not german:
        after = tokens[number.last + 1]
        return "address" if after.type == "w" and after.raw[0].isupper() and not plain_unit(reading, number.last + 1) else ""
    return ""


def _street_like(endings: frozenset[str], words: list[str]) -> bool:
    """German ``Hauptstraße``: the kind of street is the end of its name."""
    return bool(endings) and any(word.endswith(tuple(endings)) for word in words)


RULES: tuple[Callable[[Reading, Number], str], ...] = (
    _slash_date,
    _id_run,
    _list_number,
    _zero_led,
    _date,
    _size,
    _name,
    _ordinal,
    _year,
    _address,
    _label,
)


def mask_numbers(reading: Reading) -> None:
    """Give every number that is no quantity its reason."""
    for number in reading.numbers:
        for rule in RULES:
            if number.taken:
                break
            number.taken = rule(reading, number)


def mask_idioms(reading: Reading) -> None:
    """Numbers inside fixed idioms (``couper les cheveux en quatre``) count nothing."""
    idioms = reading.lexicon.idioms
    if idioms.firsts.isdisjoint(reading.low):
        return
    for i, word in enumerate(reading.low):
        if word in idioms.firsts:
            end = reading.starts(i, idioms)
            if end > 0:
                reading.free[i:end] = b"\0" * (end - i)
    for number in reading.numbers:
        if not reading.free[number.first]:
            number.taken = "idiom"
