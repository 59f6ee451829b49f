"""Find where addresses stand in a text: one pass over runs of characters, linear in the length of the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from digest.links.bare import bare_spans
from digest.links.chars import RUN, trim
from digest.links.hosts import checked_host
from digest.links.tables import NESTING_HOSTS


class Span(NamedTuple):
    """Where an address stands, and the address with its line breaks joined."""

    start: int
    end: int
    url: str


_DOT_WORD = re.compile(r"\.[^\W_]")
_SCHEME = re.compile(r"(?:https?|ftp)://", re.I)
_INNER = re.compile(r"(?:https?|ftp)://|(?<=[,;|])www\.", re.I)
_WRAPPED = re.compile(r"(?:\r?\n[ \t]*[^\s<>]+)+(?=>)")
_SEPARATORS = ",;|"
_MARKUP = "*_~"


def spans(text: str) -> Iterator[Span]:
    """Every address in ``text``, in order, without overlaps.

    Rules: http, https and ftp addresses, and bare host names under a public top-level domain; sources of the
    rules are the living URL standard for hosts and the habits of chat writing for borders.
    """
    if "://" not in text and not _DOT_WORD.search(text):
        return
    for run in RUN.finditer(text):
        piece = run.group()
        if "://" in piece:
            yield from _with_scheme(text, run.start(), run.end())
        elif "." in piece:
            yield from (Span(start, end, text[start:end]) for start, end in bare_spans(text, run.start(), run.end()))


def _with_scheme(text: str, start: int, end: int) -> Iterator[Span]:
    """The addresses of a run that holds ``://``."""
    starts = list(_segments(text, start, end))
    if not starts:
        return
    if starts[0] > start:
        yield from (Span(a, b, text[a:b]) for a, b in bare_spans(text, start, starts[0]))
    for here, after in zip(starts, [*starts[1:], end], strict=True):
        if text[here : here + 4].lower() == "www.":
            yield from (Span(a, b, text[a:b]) for a, b in bare_spans(text, here, after))
        elif span := _address(text, here, after, end):
            yield span


def _segments(text: str, start: int, end: int) -> Iterator[int]:
    """Where a new address starts in a run: people join several with a comma, a bar or nothing at all."""
    current = -1
    query = nested = False
    last = start
    for found in _INNER.finditer(text, start, end):
        at = found.start()
        if current < 0:
            if found.group().lower() == "www.":
                continue
            current, last = at, found.end()
            yield at
            continue
        query = query or text.find("?", last, at) >= 0 or text.find("#", last, at) >= 0
        last = found.end()
        joined = text[at - 1] in _SEPARATORS
        if query and (nested or not joined):
            nested = True
            continue
        if not query and not joined and _may_nest(text, current, at):
            nested = query = True
            continue
        current, query, nested = at, False, False
        yield at


def _may_nest(text: str, start: int, at: int) -> bool:
    """Does the address that starts here carry another in its path, as archives and readers do?"""
    host = text[start : min(at, start + 80)].split("://", 1)[-1].split("/", 1)[0].lower()
    return host.removeprefix("www.") in NESTING_HOSTS


def _address(text: str, start: int, after: int, run_end: int) -> Span | None:
    """The address that starts at ``start`` with its scheme, or nothing when it has no host."""
    opener = text[start - 1] if start else ""
    end = after
    if after < run_end and text[after - 1] in _SEPARATORS + "/":
        end -= 1
    elif after < run_end and text[after - 2 : after] == "](":
        end -= 2
    end = _stop_at_bar(text, start, end)
    end = _stop_at_partner(text, start, end, opener)
    end = _without_markup(text, start, trim(text, start, end))
    if end < 0:
        return None
    if opener == "<" and after == run_end and (rest := _WRAPPED.match(text, run_end, run_end + 4096)):
        url = text[start:run_end] + "".join(rest.group().split())
        return Span(start, rest.end(), url) if checked_host(url) else None
    host = checked_host(text[start:end])
    if not host:
        return None
    if host.cut:
        end = start + host.cut
    return Span(start, end, text[start:end])


def _stop_at_bar(text: str, start: int, end: int) -> int:
    """A bar ends an address, as in ``<address|label>``; only a query may hold one."""
    bar = text.find("|", start, end)
    return bar if bar >= 0 and (text.find("?", start, bar) < 0 or text[start - 1 : start] == "<") else end


def _stop_at_partner(text: str, start: int, end: int, opener: str) -> int:
    """An address inside a bracket that was opened before it ends at the partner of that bracket."""
    piece = text[start:end]
    for left, right in ("()", "[]", "{}"):
        if right not in piece:
            continue
        if opener == left or text.rfind(left, max(0, start - 200), start) > text.rfind(
            right, max(0, start - 200), start
        ):
            depth = 0
            for at in range(start, end):
                depth += (text[at] == left) - (text[at] == right)
                if depth < 0:
                    return at
    return end


def _without_markup(text: str, start: int, end: int) -> int:
    """Cut the closing mark of bold, italic or struck text; -1 when an underscore makes it no address at all."""
    before = text[start - 1] if start else ""
    if text[end - 1] == "_":
        opened = text.rfind("_", max(0, start - 300), start)
        if before == "_" or (opened >= 0 and (opened == 0 or not text[opened - 1].isalnum())):
            bare = text[start:end].rstrip("_")
            return trim(text, start, start + len(bare))
        if "/" not in text[start:end].split("://", 1)[-1]:
            return -1
    elif before == "_" and "_" not in text[end : end + 2] and not _opened(text, start):
        return -1
    return end


def _opened(text: str, start: int) -> bool:
    """Is the underscore before ``start`` an opening mark: at a word's start, with a closing one in the same line?"""
    line_end = text.find("\n", start, start + 1000)
    closing = text.find("_", start, line_end if line_end >= 0 else start + 1000)
    return closing >= 0 and (start < 2 or not text[start - 2].isalnum())
