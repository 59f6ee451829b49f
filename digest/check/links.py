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
    """A place that a file points at, as written."""

    line: int
    written: str


class Target(NamedTuple):
    """Where a pointer leads inside the site."""

    path: str  # not yet decided whether folder or file
    anchor: str
    outside: bool  # on the same host, but not below the site's address


class Outline(NamedTuple):
    """What the check of links keeps of a file."""

    anchors: frozenset[str] | None = None  # None: not a page, any anchor is fine
    pointers: tuple[Pointer, ...] = ()
    canonical: str = ""  # its own address, if it says so


@lru_cache(maxsize=1 << 14)
def host_of(address: str) -> str:
    """The host that a browser would ask for ``address``; "" when it stays on the site."""
    found = _HOST.match(re.sub(r"[\t\n\r]", "", address).strip())
    return found[1].rsplit("@", 1)[-1].lower() if found else ""


def outline(document: Document) -> Outline:
    """Anchors of a page, and where it points."""
    if document.kind not in ("page", "feed"):
        return Outline()
    pointers = tuple(_pointers(document))
    if document.kind == "feed":
        return Outline(None, (*pointers, *_named_in_feed(document)))
    return Outline(frozenset(document.page.anchors), pointers, _canonical(document))


def dead_links(outlines: Mapping[str, Outline], policy: Policy) -> Iterator[Finding]:
    """Pointers whose file or anchor is missing.

    The site's address is the one that its home page gives itself, else that of the policy.
    """
    home = outlines.get("index.html", Outline()).canonical or policy.site_url
    site_url = home.rstrip("/") + "/" if home else ""
    for name, (_, pointers, _) in outlines.items():
        for pointer in pointers:
            target = _inside(name, pointer.written, site_url)
            if target and (what := _fault(target, outlines)):
                hint = "Build again; if it stays, the page that names it is wrong."
                yield Finding("error", name, pointer.line, f"The link {pointer.written} {what}.", hint, NAME)


def _fault(target: Target, outlines: Mapping[str, Outline]) -> str:
    if target.outside:
        return "leaves the site's folder"
    file = _file(target.path, outlines)
    if file is None:
        return "leads nowhere"
    anchors = outlines[file].anchors
    if target.anchor in ("", "top") or anchors is None or target.anchor in anchors:
        return ""
    return "names an anchor that is not there"


def _file(path: str, outlines: Mapping[str, Outline]) -> str | None:
    candidates = [path + "index.html"] if path.endswith("/") or not path else [path, path + "/index.html"]
    return next((name for name in candidates if name in outlines), None)


def _inside(name: str, written: str, site_url: str) -> Target | None:
    """Where ``written`` leads from the file ``name``; None when to another place than this site."""
    base = re.sub(r"^[a-z]+://[^/]*", "", site_url).rstrip("/") + "/"
    address, _, anchor = written.partition("#")
    path = address.partition("?")[0]
    if site_url and (path + "/").startswith(site_url):
        path = base + path[len(site_url) :]
    elif scheme_of(path) or host_of(path):
        return None
    path, anchor = unquote(path), unquote(anchor)
    if not path:
        return Target(name, anchor, False)
    folder = posixpath.basename(path) in ("", ".", "..")
    joined = posixpath.normpath(posixpath.join("/", base + posixpath.dirname(name), path)).lstrip("/") + "/" * folder
    joined = "/" + joined.lstrip("/")
    inside = joined.startswith(base) or joined + "/" == base
    return Target(joined[len(base) :], anchor, not inside)


def _pointers(document: Document) -> Iterator[Pointer]:
    for line, tag, given in document.page.elements:
        if tag == "link" and "canonical" in given.get("rel", "") and document.name == "404.html":
            continue  # it stands for every address that is not there
        for name in POINTERS.get(tag, ()):
            if written := given.get(name, "").strip():
                yield Pointer(line, written)


def _canonical(document: Document) -> str:
    found = (given for _, tag, given in document.page.elements if tag == "link" and given.get("rel") == "canonical")
    return next((given.get("href", "") for given in found), "")


def _named_in_feed(document: Document) -> Iterator[Pointer]:
    """Addresses that stand as text in sitemaps and feeds."""
    for run in document.page.runs:
        written = run.text.strip()
        if written.startswith(("https://", "http://")) and " " not in written:
            yield Pointer(run.line, written)
