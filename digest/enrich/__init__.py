"""Titles and dead links from the net, without the net: what may be looked up, how answers are read and remembered.

``digest/lookup.py`` opens the connections; the build reads only what ``digest enrich`` remembered.
"""

from __future__ import annotations

from digest.enrich.address import Candidate, candidates, refused_address, refused_url
from digest.enrich.memory import Visit, dead_since, due, read_cache, remember, titles, write_cache

__all__ = [
    "Candidate",
    "Visit",
    "candidates",
    "dead_since",
    "due",
    "read_cache",
    "refused_address",
    "refused_url",
    "remember",
    "titles",
    "write_cache",
]
