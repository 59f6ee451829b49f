"""Every number that a generated page prints was said in the chat, or is ours: a date, a count, a place in a calendar.

Own numbers are marked in the page (``<time>``, an attribute ``data-count``), stand in a frame of ours (headings, menus,
calendars, see ``page.MARKED``), or are dates in words.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from decimal import Decimal, InvalidOperation
from functools import cache

from digest.check.document import Document
from digest.check.finding import Finding, Policy
from digest.figures import find_figures
from digest.language import languages, table
from digest.model import Figure

NAME = "numbers"
HINT = "A number that nobody wrote must not look like a fact; counts of ours are marked with data-count or <time>."
_BLANK = " \u00a0\u2009\u202f"
# Digits with the separators that languages put between them: blanks of all widths, dot, comma, apostrophes.
_NUMBER = re.compile(rf"\d+(?:[{_BLANK}.,'’]\d+)*")
_GROUPED = re.compile(rf"[{_BLANK}'’]")
_THOUSANDS = re.compile(r"\d{1,3}(?:[.,]\d{3})+")
_DIGITS = re.compile(r"\d+")
_SCALES = (1, 1e-3, 1e-6, 1e-9, 100)  # 1 500 000 € may be printed as 1,5 M€, a share as a percentage


def numbers_in(texts: Iterable[str]) -> frozenset[str]:
    """Every number of ``texts`` in every fair reading ("3 353" is 3353, and also 3 and 353), as plain decimals.

    Numbers in words and with magnitudes count as what they mean: "1,5 M€", "vingt-deux mille", "divisé par 3".
    """
    known: set[str] = set()
    for text in texts:
        for found in _NUMBER.findall(text):
            known.update(_readings(found))
            known.update(map(_plain, _DIGITS.findall(found)))
        for figure in find_figures(text):
            known.update(_values(figure))
    return frozenset(known)


def check(document: Document, policy: Policy) -> Iterator[Finding]:
    """Numbers of a generated page that the chat does not hold."""
    if policy.numbers is None or document.name not in policy.generated:
        return
    for run in document.page.runs:
        if not _DIGITS.search(run.told):
            continue
        for found in _NUMBER.finditer(_without_dates(run.told)):
            if not _is_known(found[0], policy.numbers):
                line = run.line + run.told.count("\n", 0, found.start())
                yield Finding(
                    "error", document.name, line, f"The number {found[0]} was not said in the chat.", HINT, NAME
                )


def _without_dates(text: str) -> str:
    """The text with dates and week numbers blanked, offsets kept."""
    return _dates().sub(lambda found: " " * len(found[0]), text)


@cache
def _dates() -> re.Pattern[str]:
    months = {name for code in languages() for name in table("dates", code).get("months", ())}
    month = "(?:" + "|".join(sorted(map(re.escape, months), key=len, reverse=True)) + r")\b\.?"
    day = rf"\d{{1,2}}(?:er|st|nd|rd|th)?(?:[{_BLANK}]?(?:au|to|et|[-–])[{_BLANK}]?\d{{1,2}})?"
    year = rf"(?:,?[{_BLANK}](?:de[{_BLANK}])?(?:19|20)\d\d)?"
    week = rf"(?:semaines?|weeks?|S|W|KW)[{_BLANK}]?\d{{1,2}}\b{year}"
    alone = rf"(?<![\d{_BLANK}.,])(?:19|20)\d\d(?![\d{_BLANK}]*[\d\w€$£%°])"
    return re.compile(
        rf"(?:{day}[{_BLANK}])?\b{month}(?:[{_BLANK}]{day})?{year}|\b{week}|\b\d{{4}}-\d\d-\d\d\b|{alone}", re.I
    )


def _is_known(written: str, known: Collection[str]) -> bool:
    if any(reading in known for reading in _readings(written)):
        return True
    parts = _DIGITS.findall(written)
    return len(parts) > 1 and all(_plain(part) in known for part in parts)


def _readings(written: str) -> Iterator[str]:
    joined = _GROUPED.sub("", written)
    if _THOUSANDS.fullmatch(joined):
        yield _plain(re.sub(r"[.,]", "", joined))
    yield _plain(joined.replace(",", "."))
    if joined != written:
        for part in _GROUPED.split(written):
            yield _plain(part.replace(",", "."))


def _values(figure: Figure) -> Iterator[str]:
    values = figure.value if isinstance(figure.value, tuple) else (figure.value,)
    for value in values:
        yield from (_plain(f"{abs(value) * scale:.6g}") for scale in _SCALES)
        if value:
            yield _plain(f"{1 / abs(value):.3g}")


def _plain(written: str) -> str:
    try:
        value = Decimal(written[:60])
    except InvalidOperation:
        return written
    return format(value.normalize(), "f") if value.is_finite() and abs(value.adjusted()) < 60 else written
