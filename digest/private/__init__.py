"""Finds private data in any text: one file a type, one list that names and orders them.

A scanner is a function ``find(text, shadow, countries) -> Iterable[Span]``, where ``shadow`` is the
text with plain digits and blanks at the same offsets (:mod:`digest.private.shadow`). An earlier
scanner in the list keeps a place that a later one also wants.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from digest.model import Link, Span
from digest.private import addresses, emails, handles, iban, phones, secrets, web
from digest.private.shadow import shadow_of

DEFAULT: tuple[str, ...] = (
    "FR", "BE", "CH", "LU", "CA", "US", "GB", "IE", "DE", "AT", "ES", "IT", "PT", "NL", "SE", "AU",
    "MA", "DZ", "TN", "SN", "CI", "ML", "BF", "NE", "TG", "BJ", "GN", "MR", "TD", "CM", "GA", "CG", "CD", "CF",
)  # fmt: skip
"""Countries (ISO 3166) whose national ways of writing a phone number are known when nothing is configured."""

Scanner = Callable[[str, str, Sequence[str]], Iterable[Span]]

SCANNERS: tuple[Scanner, ...] = (
    web.find,
    emails.find,
    secrets.find,
    iban.find,
    phones.find,
    addresses.find,
    handles.find,
)

# A text without a digit, an at sign or one of these beginnings holds nothing that a scanner knows.
_HINT = re.compile(
    r"[\d@]|＠|passe|mdp|pass(?:w|c|phr)|pwd|(?i:secret|arobas|arroba|chiocciola|klammeraffe)|[ \[({](?:at|AT|chez)[ \])}]"
)


def find_private(text: str, countries: Sequence[str] = DEFAULT, links: Iterable[Link] | None = None) -> list[Span]:
    """The private data of a text, in order, without overlaps; offsets in code points.

    Args:
        text: any text, gated or not.
        countries: ISO codes of the countries whose national phone numbers are looked for; with ``+`` or
            ``00`` any number that is possible anywhere is found.
        links: the addresses already found in the text; a number in one of them is no phone number unless
            its host or its parameter says so. ``None``: addresses are looked for here, roughly.
    """
    if not _HINT.search(text):
        return []
    shadow = shadow_of(text)
    hidden = web.hide(shadow, None if links is None else [(link.start, link.end) for link in links])
    taken: list[Span] = []
    for scanner in SCANNERS:
        seen = shadow if scanner in (web.find, emails.find) else hidden  # these read addresses too
        for span in scanner(text, seen, countries):
            if all(span.end <= other.start or span.start >= other.end for other in taken):
                taken.append(span)
    return sorted(taken)


def span_json(span: Span) -> dict[str, object]:
    """A span as the command line prints it: ``start``, ``end``, ``type``."""
    return {"start": span.start, "end": span.end, "type": span.type}
