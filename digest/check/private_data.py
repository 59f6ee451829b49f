"""Phone numbers, addresses, accounts and secrets anywhere in the site, and any number of the chat's own people."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache

from digest.check.document import Document, Reading
from digest.check.finding import Finding, Policy
from digest.model import Span
from digest.private import DEFAULT, find_private

NAME = "private data"
HINT = "Hold the message back or mask it, then build again."
WORDS = {
    "PHONE": "a phone number",
    "EMAIL": "an e-mail address",
    "IBAN": "a bank account",
    "ADDRESS": "a postal address",
    "HANDLE": "a member's handle",
    "SECRET": "a secret (invitation, password, token)",
}
DOUBTFUL = frozenset(["HANDLE"])  # a public account is written like a member's handle
FEWEST_DIGITS = 10  # of an account number: the Netherlands, ISO 13616
TAIL = 8  # last digits that make a number unmistakable, in national and in international writing
_MANY_DIGITS = re.compile(r"\d[\d\W_]{6,}\d")
_SEPARATED = re.compile(r"(?<=\d)[^\w\n]{1,3}(?=\d)")
_RUN = re.compile(r"\d{8,}")
_ADDRESS_ATTRIBUTES = ("href", "src", "content", "value", "cite", "action")


def check(document: Document, policy: Policy) -> Iterator[Finding]:
    """Private data in every reading of the document, numbers of members even in its programs."""
    countries = tuple(policy.countries) or DEFAULT
    tails = frozenset(digits[-TAIL:] for digits in policy.digits if len(digits) >= TAIL)
    allowed = frozenset(word.casefold() for word in policy.allowed)
    for reading in document.readings:
        by_hand = (reading.page or document.name) in policy.by_hand
        for found in _private(document, reading, countries, allowed):
            yield found._replace(severity="warning") if by_hand else found
        if tails and _known_number(reading.text, tails):
            yield _finding(document, reading.line, f"The number of a member stands in the {reading.where}.")
    if tails and document.kind in ("code", "style"):
        yield from _in_programs(document, tails)


def _in_programs(document: Document, tails: Collection[str]) -> Iterator[Finding]:
    for run in _RUN.finditer(document.text):
        if _holds(run[0], tails):
            line = document.text.count("\n", 0, run.start()) + 1
            yield _finding(document, line, "The number of a member stands in a program.")


def _private(
    document: Document, reading: Reading, countries: Sequence[str], allowed: Collection[str]
) -> Iterator[Finding]:
    text = reading.text
    if reading.where == "file name" or (reading.where.startswith("attribute") and _is_technical(reading.where)):
        return
    for span in _found(text, tuple(countries)):
        piece = text[span.start : span.end]
        if piece.casefold() in allowed:
            continue
        line = reading.line + text.count("\n", 0, span.start)
        what = f"{WORDS[span.type].capitalize()} ({hidden(piece)}) stands in the {reading.where}."
        found = _finding(document, line, what)
        yield found._replace(severity="warning") if _is_doubtful(span, piece) else found


def _is_doubtful(span: Span, piece: str) -> bool:
    """A public account is written like a member's handle; a date among words may have right check digits by chance."""
    few = sum(letter.isdigit() for letter in piece) < FEWEST_DIGITS
    return span.type == "HANDLE" or (span.type == "IBAN" and few)


def _is_technical(where: str) -> bool:
    return where.split()[1] in ("class", "id", "for", "style", "rel", "type", "media", "sizes", "data-md-color-scheme")


@lru_cache(maxsize=1 << 16)
def _found(text: str, countries: tuple[str, ...]) -> tuple[Span, ...]:
    """As ``find_private``; pages repeat most of their texts."""
    return tuple(find_private(text, countries))


def _known_number(text: str, tails: Collection[str]) -> bool:
    if not _MANY_DIGITS.search(text) and not _RUN.search(text):
        return False
    plain = unicodedata.normalize("NFKC", text)
    return any(_holds(run, tails) for run in _RUN.findall(_SEPARATED.sub("", plain)))


def _holds(digits: str, tails: Collection[str]) -> bool:
    return any(digits[at : at + TAIL] in tails for at in range(len(digits) - TAIL + 1))


def hidden(piece: str) -> str:
    """A private datum for a log that others may read: first and last two characters, dots between."""
    return "…" if len(piece) < 6 else f"{piece[:2]}…{piece[-2:]}"


def _finding(document: Document, line: int, what: str) -> Finding:
    return Finding("error", document.name, line, what, HINT, NAME)
