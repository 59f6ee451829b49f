"""Addresses that run or open something else than a page: javascript:, data:, vbscript:, apps, calls."""

from __future__ import annotations

import re
from collections.abc import Iterator

from digest.check.document import Document
from digest.check.finding import Finding, Policy

NAME = "targets"
# Attributes whose value is an address (HTML Living Standard, index of attributes; SVG 2).
ADDRESSES = frozenset(
    str.split("href src action formaction data poster cite background longdesc manifest ping xlink:href to values")
)
OPEN = frozenset(["http", "https", "mailto", ""])
_JUNK = re.compile(r"[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202e\ufeff]")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")


def scheme_of(address: str) -> str:
    """The scheme as a browser takes it, white space and controls dropped; "" for a relative address."""
    found = _SCHEME.match(_JUNK.sub("", address[:200]))
    return found[1].lower() if found else ""


def check(document: Document, policy: Policy) -> Iterator[Finding]:
    """Every address of the document whose scheme a reader should not meet."""
    for line, tag, name, value in document.page.attributes:
        if name not in ADDRESSES:
            continue
        scheme = scheme_of(value)
        if scheme in OPEN or (scheme == "data" and tag in ("img", "image", "link", "source") and _is_picture(value)):
            continue
        yield Finding(
            "error",
            document.name,
            line,
            f"<{tag} {name}> leads to {scheme}:.",
            "Only http and https may be opened.",
            NAME,
        )


def _is_picture(value: str) -> bool:
    return (
        _JUNK.sub("", value[:40])
        .lower()
        .startswith(("data:image/png", "data:image/svg+xml", "data:image/gif", "data:image/jpeg"))
    )
