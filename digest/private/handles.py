"""Account names and mentions: ``@name``, ``@First Last``, ``@name@server.example``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from digest.model import Span
from digest.private.shadow import Seen
from digest.private.words import words

_HANDLE = re.compile(r"(?<![\w/.@%\x1f-])@(?:~[ ]?|[ ])?([^\W\d][\w.-]{0,63}(?:@[\w.-]{3,80})?)")
_SURNAME = re.compile(r"[ ~\u00a0]{1,2}(?=[A-ZÀ-ÖØ-Þ])[^\W\d_][\w'’-]+")
_CODE = re.compile(r"[(/:{=]")  # a decorator, a package scope, a rule


@cache
def _no_handles() -> frozenset[str]:
    """Words after an at sign that are no account: CSS rules, decorators, "@tous", "@demain"."""
    return frozenset(word.casefold() for word in words("at_ordinary"))


def _whole_name(shadow: str, start: int, end: int) -> int:
    """End of a mention that goes on with a surname."""
    for _ in range(2):
        if shadow[start].isupper() and (match := _SURNAME.match(shadow, end)):
            end = match.end()
    return end


def find(seen: Seen) -> Iterable[Span]:
    """Handles of a text."""
    text, shadow = seen.text, seen.shadow
    if "@" not in shadow:
        return
    for match in _HANDLE.finditer(shadow):
        if text[match.start() + 1].isspace():
            continue
        name = match[1].rstrip(".-")
        end = match.start(1) + len(name)
        if name.casefold() in _no_handles() or len(name) < 2 or _CODE.match(shadow, end):
            continue
        yield Span(match.start(), _whole_name(shadow, match.start(1), end), "HANDLE")
