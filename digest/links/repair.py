"""Repair an address as it stands in a chat until it can be opened."""

from __future__ import annotations

import re

from digest.links.chars import STRIP_MARKS

_BREAK = re.compile(r"[ \t]*[\r\n]\s*")
_BLANK = re.compile(r"\s")
_AMP = re.compile(r"&(?:amp;|#38;|#0?38;|#x26;)+", re.I)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*://", re.I)
_ONE_SLASH = re.compile(r"(https?):/{1,}(?=[^/])", re.I)


def repair(url: str) -> str:
    """The address without marks and line breaks, with its escapes of markup undone and a scheme (https) in front.

    Works on anything, never fails; what has no host stays without one.
    """
    if not url.isascii() or _BLANK.search(url):
        url = url.encode("utf-8", "ignore").decode("utf-8")  # half a surrogate pair is no character
        url = _BLANK.sub("%20", _BREAK.sub("", STRIP_MARKS.sub("", url).strip()))
    url = url.strip('<>"')
    if "&" in url:
        url = _AMP.sub("&", url)
    if _SCHEME.match(url):
        return url
    if found := _ONE_SLASH.match(url):
        return f"{found[1]}://{url[found.end() :]}"
    return "https://" + url.lstrip("/")
