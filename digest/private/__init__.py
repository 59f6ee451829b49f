"""Finds private data in any text: one file a type, one list that names and orders them.

A scanner is a function ``find(seen) -> Iterable[Span]``, where :class:`~digest.private.shadow.Seen` is the text
with its shadow: plain digits and blanks at the same offsets. Each looks first for something cheap to see (an at
sign, six digits, a word), for most messages hold nothing. An earlier scanner in the list keeps a place that a
later one also wants.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence, Set
from functools import cache

from digest.cues import fold
from digest.model import Link, Span
from digest.private import addresses, emails, handles, iban, phones, secrets, spelt, web
from digest.private.shadow import Seen, shadow_of
from digest.private.words import longest, words

DEFAULT: tuple[str, ...] = (
    "FR", "BE", "CH", "LU", "CA", "US", "GB", "IE", "DE", "AT", "ES", "IT", "PT", "NL", "SE", "AU",
    "MA", "DZ", "TN", "SN", "CI", "ML", "BF", "NE", "TG", "BJ", "GN", "MR", "TD", "CM", "GA", "CG", "CD", "CF",
)  # fmt: skip
"""Countries (ISO 3166) whose national ways of writing a phone number are known when nothing is configured."""

Scanner = Callable[[Seen], Iterable[Span]]

SCANNERS: tuple[Scanner, ...] = (
    web.find,
    emails.find,
    iban.find,
    secrets.find,
    phones.find,
    spelt.find,
    addresses.find,
    handles.find,
)

_HINT = re.compile(r"[\d@＠]|[\[(]a[\])]")
_DIGIT = re.compile("[0-9]")
_WORD = re.compile(r"[^\W\d_]+")


@cache
def _hints() -> frozenset[str]:
    """Words without one of which a text without a digit or an at sign holds nothing: one of each label suffices."""
    labels = [word for kind in ("secret_labels", "sure_at_words", "at_words", "zero_words") for word in words(kind)]
    return frozenset(longest(fold(label)) for label in labels)


def may_hold_private(text: str, said: Set[str]) -> bool:
    """False for most messages: no digit, no at sign, none of the folded words ``said`` could introduce private data."""
    return _HINT.search(text) is not None or not _hints().isdisjoint(said)


def find_private(
    text: str,
    countries: Sequence[str] = DEFAULT,
    links: Iterable[Link] | None = None,
    said: Set[str] | None = None,
) -> list[Span]:
    """The private data of a text, in order, without overlaps; offsets in code points.

    Args:
        text: any text, gated or not.
        countries: ISO codes of the countries whose national phone numbers are looked for; with ``+`` or
            ``00`` any number that is possible anywhere is found.
        links: the addresses already found in the text; a number in one of them is no phone number unless
            its host or its parameter says so. ``None``: addresses are looked for here, roughly.
        said: the folded words of the text, when they are known already.
    """
    said = frozenset(_WORD.findall(fold(text))) if said is None else said
    if not may_hold_private(text, said):
        return []
    whole = shadow_of(text)
    shadow = web.hide(whole, None if links is None else [(link.start, link.end) for link in links])
    seen = Seen(text, whole, shadow, len(_DIGIT.findall(whole)), said, countries)
    taken = bytearray(len(text))
    found: list[Span] = []
    for scanner in SCANNERS:
        for span in scanner(seen):
            if taken.find(1, span.start, span.end) < 0:
                taken[span.start : span.end] = b"\1" * (span.end - span.start)
                found.append(span)
    return sorted(found)


def span_json(span: Span) -> dict[str, object]:
    """A span as the command line prints it: ``start``, ``end``, ``type``."""
    return {"start": span.start, "end": span.end, "type": span.type}
