"""Addresses: links, e-mail, hashes and file names, which leave the text; house numbers and postal codes."""

from __future__ import annotations

import re

from digest.figures.nouns import noun_after
from digest.figures.reading import Number, Reading
from digest.figures.units import plain_unit

_CHUNK = re.compile(r"\S+")

_ID_CHUNK = re.compile(
    r"(?i)^[(\[<\"'«*_]*(?:https?://|www\.|[\w-]{1,60}(?:\.[\w-]{1,60}){0,4}\.(?:fr|com|org|net|eu|io|edu|gov|be|ch|de|es|it|pt|uk|app|ai|dev|tv|me|info|ly)(?:[/?#]|$)"
    r"|0x[0-9a-f]+|#\w+|@\w+|[\w.+-]{1,64}@|(?=[0-9a-f]*[a-f])(?=[a-f]*\d[0-9a-f]*\d)[0-9a-f]{7,64}\b|\d+(?:\.\d+){3}\b|\w{1,40}_\w|\w{2}:\w{2}:\w{2}:"
    r"|[\w-]{1,80}\.(?:pdf|docx?|xlsx?|odt|odp|ods|pptx?|jpe?g|png|mp[34]|zip|csv|txt|html?|ipynb)\b)"
)

_HINT = re.compile(r"[/@_#:.][^\W\d]|[A-Fa-f]\d|\d[A-Fa-f]|\d\.\d+\.|[@#_]\d|\.\d+\.|0x|\?")

_HAS_DIGIT = re.compile(r"\d")

_VERSION = re.compile(r"\d{1,3}\.\d{1,3}\.\d{1,6}(?:\.\d+)*+(?!\d)")


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


def address(reading: Reading, number: Number) -> str:
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
    if number.value < 1000 and (
        not table["streets_before"].isdisjoint(before) or _street_like(table["street_endings"], before)
    ):
        if before[-1] in table["of"] and number.value <= 12:
            return "address"  # rue des 3 frères
        counted = plain_unit(reading, number.last + 1) or noun_after(reading, number)
        return "" if counted or "," in before else "address"
    german = table.code == "de" and reading.word(number.first - 1) not in (",", "in", "nach", "d")
    if (
        len(number.raw) == 5
        and number.raw.isdigit()
        and number.last + 1 < len(tokens)
        and table.code != "en"
        and not german
    ):
        after = tokens[number.last + 1]
        return (
            "address"
            if after.type == "w" and after.raw[0].isupper() and not plain_unit(reading, number.last + 1)
            else ""
        )
    return ""


def _street_like(endings: frozenset[str], words: list[str]) -> bool:
    """German ``Hauptstraße``: the kind of street is the end of its name."""
    return bool(endings) and any(word.endswith(tuple(endings)) for word in words)
