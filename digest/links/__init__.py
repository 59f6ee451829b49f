"""Addresses in any text: found, cleaned, recognised as the same, classed, titled, and kept back when private."""

from __future__ import annotations

from digest.links.canonical import CANON_VERSION, canonical, same
from digest.links.find import find_links, link_json
from digest.links.safe import host_of, safe_href
from digest.links.slug import spelling

__all__ = ["CANON_VERSION", "canonical", "find_links", "host_of", "link_json", "safe_href", "same", "spelling"]
