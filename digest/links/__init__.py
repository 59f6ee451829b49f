"""Addresses in any text: found, cleaned, recognised as the same, classed, titled, and kept back when private.

What is exported is loaded on first use, so that a command which only finds addresses starts without the rest.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from digest.links.find import find_links, link_json
    from digest.links.identity import CANON_VERSION, canonical, same
    from digest.links.safe import host_of, safe_href
    from digest.links.slug import spelling

__all__ = ["CANON_VERSION", "canonical", "find_links", "host_of", "link_json", "safe_href", "same", "spelling"]

_HOMES = {
    "CANON_VERSION": "identity", "canonical": "identity", "same": "identity", "find_links": "find",
    "link_json": "find", "host_of": "safe", "safe_href": "safe", "spelling": "slug",
}  # fmt: skip


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = found
    return found
