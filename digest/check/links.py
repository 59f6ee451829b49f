"""Links inside the site: every page, file and anchor that a page points at must be there, 404.html included."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import unquote

from digest.check.document import Document
from digest.check.finding import Finding, Policy
from digest.check.targets import scheme_of

NAME = "links"
POINTERS: Mapping[str, tuple[str, ...]] = {
    "a": ("href",), "area": ("href",), "link": ("href",), "img": ("src",), "script": ("src",), "source": ("src",),
    "video": ("src", "poster"), "audio": ("src",), "iframe": ("src",), "image": ("href", "xlink:href"),
    "use": ("href", "xlink:href"), "form": ("action",),
}  # fmt: skip
_HOST = re.compile(r"(?:[A-Za-z][A-Za-z0-9+.-]*:)?[/\\]{2}([^/?#\\]*)")


class Pointer(NamedTuple):
    """A place that a file points at inside the site; ``file`` is "" when it lies outside the base path."""

    line: int
    written: str
    path: str  # inside the site, not yet decided whether folder or file
    anchor: str
    outside: bool


class Outline(NamedTuple):
    """What the check of links keeps of a file."""

    anchors: frozenset[str] | None  # None: not a page, any anchor is fine
    pointers: tuple[Pointer, ...]


@lru_cache(maxsize=1 << 14)
def host_of(address: str) -> str:
    """The host that a browser would ask for ``address``; "" when it stays on the site."""
    found = _HOST.match(re.sub(r"[\t\n\r]", "", address).strip())
    return found[1].rsplit("@", 1)[-1].lower() if found else ""


def outline(document: Document, policy: Policy) -> Outline:
    """Anchors of a page, and where it points."""
    if document.kind not in ("page", "feed"):
        return Outline(None, ())
    base = re.sub(r"^[a-z]+://[^/]*", "", policy.site_url).rstrip("/") + "/"
    pointers = list(_pointers(document, policy.site_url, base))
    if document.kind == "feed":
        return Outline(None, (*pointers, *_named_in_feed(document, policy.site_url)))
    return Outline(frozenset(document.page.anchors), tuple(pointers))


def dead_links(outlines: Mapping[str, Outline], policy: Policy) -> Iterator[Finding]:
    """Pointers whose file or anchor is missing."""
    del policy
    for name, (_, pointers) in outlines.items():
        for pointer in pointers:
            if what := _fault(pointer, outlines):
                hint = "Build again; if it stays, the page that names it is wrong."
                yield Finding("error", name, pointer.line, what, hint, NAME)


def _fault(pointer: Pointer, outlines: Mapping[str, Outline]) -> str:
    if pointer.outside:
        return f"The link {pointer.written} leaves the site's folder."
    target = _target(pointer.path, outlines)
    if target is None:
        return f"The link {pointer.written} leads nowhere."
    anchors = outlines[target].anchors
    if pointer.anchor in ("", "top") or anchors is None or pointer.anchor in anchors:
        return ""
    return f"The link {pointer.written} names an anchor that is not there."


def _target(path: str, outlines: Mapping[str, Outline]) -> str | None:
    candidates = [path + "index.html"] if path.endswith("/") or not path else [path, path + "/index.html"]
    return next((name for name in candidates if name in outlines), None)


def _pointers(document: Document, site_url: str, base: str) -> Iterator[Pointer]:
    for line, tag, given in document.page.elements:
        for name in POINTERS.get(tag, ()):
            written = given.get(name, "").strip()
            if written and (pointer := _pointer(document.name, line, written, site_url, base)):
                yield pointer


def _pointer(name: str, line: int, written: str, site_url: str, base: str) -> Pointer | None:
    """Where ``written`` leads from the file ``name``; None when to another place than this site."""
    address, _, anchor = written.partition("#")
    path = address.partition("?")[0]
    if site_url and (path + "/").startswith(site_url):
        path = base + path[len(site_url) :]
    elif scheme_of(path) or host_of(path):
        return None
    path, anchor = unquote(path), unquote(anchor)
    if not path:
        return Pointer(line, written, name, anchor, False)
    folder = posixpath.basename(path) in ("", ".", "..")
    joined = posixpath.normpath(posixpath.join("/", base + posixpath.dirname(name), path)).lstrip("/") + "/" * folder
    joined = "/" + joined.lstrip("/")
    inside = joined.startswith(base) or joined + "/" == base
    return Pointer(line, written, joined[len(base) :], anchor, not inside)


def _named_in_feed(document: Document, site_url: str) -> Iterator[Pointer]:
    """Addresses of the site that stand as text in sitemaps and feeds."""
    if not site_url:
        return
    base = re.sub(r"^[a-z]+://[^/]*", "", site_url).rstrip("/") + "/"
    for run in document.page.runs:
        written = run.text.strip()
        if written.startswith(site_url) and " " not in written:
            pointer = _pointer(document.name, run.line, written, site_url, base)
            if pointer:
                yield pointer
