"""Resources as an "awesome list", by awesome-lint's rules: badge, contents, ``- [Title](url) - Sentence.``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote

from digest.markup import href
from digest.model import Resource
from digest.typography import capital, folded, one_line, shorten
from digest.write.desk import Desk
from digest.write.exports.shelves import shelves
from digest.write.feed_entries import feed_words, said

_BADGE = "[![Awesome](https://awesome.re/badge.svg)](https://awesome.re)"
_MARKS = re.compile(r"([\\`*_{}\[\]<>#|~])")
_EDGES = " \t-–—:;,·•"
RESERVED = {"contents", "contributing", "license", "footnotes", "related lists"}  # sections with rules of their own


def awesome_list(desk: Desk) -> str:
    """All resources as Markdown, each address once."""
    groups, seen = [], set()
    for title, resources in shelves(desk, desk.site.resources):
        items = []
        for resource in resources:
            url = _target(resource)
            if url and url.lower() not in seen:
                seen.add(url.lower())
                items.append(f"- [{_text(resource.title or resource.host, 120)}]({url}) - {_sentence(resource)}")
        if items:
            groups.append((title, items))
    return "\n".join(_lines(desk, groups)) + "\n"


def _lines(desk: Desk, groups: list[tuple[str, list[str]]]) -> Iterator[str]:
    site = desk.site
    used: set[str] = set()
    yield f"# Awesome {_text(site.name or 'Chat', 100)} {_BADGE}"
    yield ""
    yield f"> {_text(_full_stop(site.description or site.name or 'Resources of the group'), 200)}"
    yield ""
    yield f"## {feed_words(desk)['contents']}"
    yield ""
    headings = []
    for title, items in groups:
        heading = _text(title, 100)
        while folded(heading) in used | RESERVED:
            heading += " 2"
        used.add(folded(heading))
        headings.append((heading, items))
    yield from (f"- [{heading}](#{slug(heading)})" for heading, _ in headings)
    for heading, items in headings:
        yield from ("", f"## {heading}", "", *items)


def slug(heading: str) -> str:
    """The anchor that GitHub makes of a heading."""
    bare = _MARKS.sub("", heading.replace("\\", ""))
    return re.sub(r"[^\w\- ]", "", bare.lower()).replace(" ", "-")


def _target(resource: Resource) -> str:
    """The address without final slash, with brackets and spaces escaped, or ""."""
    target = href(resource.url).rstrip("/")
    return quote(target, safe="!#$%&'*+,/:;=?@[]~-._") if target else ""


def _sentence(resource: Resource) -> str:
    """The description: why it was chosen, what was said, or else host and nothing more."""
    words = shorten(resource.why or said(resource) or resource.host, 200).strip(_EDGES)
    return _text(_full_stop(capital(words or resource.host)), 220)


def _full_stop(text: str) -> str:
    text = text.rstrip()
    return text if text.endswith((".", "!", "?", "…")) else text + "."


def _text(text: str, most: int) -> str:
    """One line of Markdown text with nothing in it that Markdown would act on."""
    return _MARKS.sub(r"\\\1", shorten(one_line(text), most).strip())
