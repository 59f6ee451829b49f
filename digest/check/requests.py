"""Whatever makes a reader's browser ask another machine: scripts, styles, images, frames, fonts, prefetches."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import unescape

from digest.check.document import Document
from digest.check.finding import Finding, Policy
from digest.check.links import host_of

NAME = "requests"
HINT = "Readers must not be shown to strangers: ship the file with the site or leave a plain link."

# Attributes by which an element loads at once (HTML Living Standard, index of attributes; SVG 2).
LOADS: Mapping[str, tuple[str, ...]] = {
    "script": ("src", "href", "xlink:href"),
    "img": ("src", "srcset"),
    "image": ("href", "xlink:href", "src"),
    "use": ("href", "xlink:href"),
    "source": ("src", "srcset"),
    "video": ("src", "poster"),
    "audio": ("src",),
    "track": ("src",),
    "iframe": ("src", "srcdoc"),
    "frame": ("src",),
    "embed": ("src",),
    "object": ("data", "codebase"),
    "applet": ("code", "codebase"),
    "input": ("src",),
    "body": ("background",),
}
# A link element loads unless it only names another page.
NAMES = frozenset(str.split("canonical alternate next prev license me author help search bookmark nofollow ugc"))
# Inside CSS: url(...), @import "...", image-set("...").
CSS_ADDRESS = re.compile(r"""(?:url\(|@import|image-set\()\s*["']?\s*([^"')\s;]+)""", re.I)
_REFRESH = re.compile(r"url\s*=\s*['\"]?([^'\"]+)", re.I)


def check(document: Document, policy: Policy) -> Iterator[Finding]:
    """Requests to other hosts that the page makes without the reader's click, frames, and forms that leave."""
    own = host_of(policy.site_url)
    for line, tag, given in document.page.elements:
        for address in _loaded(tag, given):
            if (host := host_of(address)) and host != own:
                yield _finding(document, line, f"<{tag}> loads from {host}.")
    for line, text in _styles(document):
        for found in CSS_ADDRESS.finditer(text):
            if (host := host_of(found[1])) and host != own:
                yield _finding(document, line + text.count("\n", 0, found.start()), f"A style loads from {host}.")


def _loaded(tag: str, given: Mapping[str, str]) -> Iterator[str]:
    for name in LOADS.get(tag, ()):
        value = given.get(name, "")
        yield from (part.split()[0] for part in value.split(",") if part.strip()) if name == "srcset" else (value,)
    if tag == "link" and not NAMES.issuperset(given.get("rel", "").casefold().split()):
        yield given.get("href", "")
    if tag == "meta" and given.get("http-equiv", "").casefold() == "refresh":
        yield from _REFRESH.findall(given.get("content", ""))
    if tag == "base":
        yield given.get("href", "")
    if tag == "form":
        yield given.get("action", "")
    if tag in ("a", "area"):
        yield from given.get("ping", "").split()


def _styles(document: Document) -> Iterator[tuple[int, str]]:
    if document.kind == "style":
        yield 1, document.text
    for script in document.page.scripts:
        if script.tag == "style":
            yield script.line, script.text
    for line, _, name, value in document.page.attributes:
        if name == "style":
            yield line, unescape(value)


def _finding(document: Document, line: int, what: str) -> Finding:
    return Finding("error", document.name, line, what, HINT, NAME)
