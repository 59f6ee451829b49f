"""The few tags of a page's head that matter here, in linear time on any bytes: each piece is read once, then passed.

:class:`html.parser.HTMLParser` reads one tag at a time, cut at 4,096 characters: a hostile page can cost it minutes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from html.parser import HTMLParser
from typing import NamedTuple

_NEXT = re.compile(r"<(?:!--|/head\b|(?:html|meta|link|title|script|style|noscript|body|svg)(?=[\s/>]))", re.I)
_LONGEST_TAG = 4096
_MOST_TAGS = 600
_LONGEST_SCRIPT = 65_536
_ENCLOSED = ("title", "script", "style", "noscript", "svg")


class Tag(NamedTuple):
    """A tag, its attributes (names in lower case), and what it encloses when that is text."""

    name: str
    attributes: dict[str, str]
    inside: str = ""


class _OneTag(HTMLParser):
    """Keeps the attributes of the first tag."""

    found: dict[str, str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.found is None:
            self.found = {name.lower(): value or "" for name, value in reversed(attrs)}


def head_tags(text: str) -> Iterator[Tag]:
    """The tags html, meta, link, title and script of the head, in order."""
    at, low = 0, text.lower()
    if len(low) != len(text):  # a few letters grow in lower case
        low = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    for _ in range(_MOST_TAGS):
        found = _NEXT.search(text, at)
        name = found[0][1:].lower() if found else "body"
        if found is None or name in ("body", "/head"):
            return
        if name == "!--":
            at = low.find("-->", found.end()) + 3
            if at < 3:
                return
            continue
        end = _end_of_tag(text, found.end())
        inside, at = "", end
        if name in _ENCLOSED:
            closed = low.find(f"</{name}", end)
            closed = len(text) if closed < 0 else closed
            inside, at = text[end : min(closed, end + _LONGEST_SCRIPT)], closed
        if name not in ("style", "noscript", "svg"):
            yield Tag(name, _attributes(text[found.start() : end]), unescape(inside) if name == "title" else inside)


def _end_of_tag(text: str, at: int) -> int:
    """Behind the ``>`` that closes a tag, the next one outside quotes; without one, the longest tag."""
    quote, limit = "", min(len(text), at + _LONGEST_TAG)
    for place in range(at, limit):
        char = text[place]
        if quote:
            quote = "" if char == quote else quote
        elif char in "\"'" and text[place - 1] in "= \t\n":
            quote = char
        elif char == ">":
            return place + 1
    return limit


def _attributes(tag: str) -> dict[str, str]:
    parser = _OneTag(convert_charrefs=True)
    parser.feed(tag)
    return parser.found or {}
