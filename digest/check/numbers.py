"""Every number that a generated page prints was said in the chat, or is marked as our own count.

Own numbers (counts, dates, positions) are marked in the page: ``<time>``, an attribute ``data-count``, or class ``n``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal, InvalidOperation

from digest.check.document import Document
from digest.check.finding import Finding, Policy

NAME = "numbers"
HINT = "A number that nobody wrote must not look like a fact; counts of ours are marked with class n or <time>."
# Digits with the separators that languages put between them: spaces of all widths, dot, comma, apostrophes.
_NUMBER = re.compile(r"\d+(?:[ \u00a0\u2009\u202f.,'’]\d+)*")
_GROUPED = re.compile(r"[ \u00a0\u2009\u202f'’]")
_THOUSANDS = re.compile(r"\d{1,3}(?:[.,]\d{3})+")


def numbers_in(texts: Iterable[str]) -> frozenset[str]:
    """Every number of ``texts`` in every fair reading ("3 353" is 3353, and also 3 and 353), as plain decimals."""
    return frozenset(form for text in texts for found in _NUMBER.findall(text) for form in _forms(found))


def check(document: Document, policy: Policy) -> Iterator[Finding]:
    """Numbers of a generated page that the chat does not hold."""
    if policy.numbers is None or document.name not in policy.generated:
        return
    for run in document.page.runs:
        for found in _NUMBER.finditer(run.told):
            if not _is_known(found[0], policy.numbers):
                line = run.line + run.told.count("\n", 0, found.start())
                yield Finding(
                    "error", document.name, line, f"The number {found[0]} was not said in the chat.", HINT, NAME
                )


def _is_known(written: str, known: Iterable[str]) -> bool:
    whole, *pieces = list(_readings(written))
    return whole in known or any(reading in known for reading in pieces) or _all_pieces(written, known)


def _all_pieces(written: str, known: Iterable[str]) -> bool:
    parts = re.findall(r"\d+", written)
    return len(parts) > 1 and all(_plain(part) in known for part in parts)


def _forms(written: str) -> Iterator[str]:
    yield from _readings(written)
    yield from (_plain(part) for part in re.findall(r"\d+", written))


def _readings(written: str) -> Iterator[str]:
    joined = _GROUPED.sub("", written)
    if _THOUSANDS.fullmatch(joined):
        yield _plain(re.sub(r"[.,]", "", joined))
    yield _plain(joined.replace(",", "."))
    if joined != written:
        for part in _GROUPED.split(written):
            yield _plain(part.replace(",", "."))


def _plain(written: str) -> str:
    try:
        value = Decimal(written[:60])
    except InvalidOperation:
        return written
    return format(value.normalize(), "f")
