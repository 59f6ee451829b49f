"""The patterns and names of ``languages/private-links.yml``, compiled once."""

from __future__ import annotations

import re
from functools import lru_cache

from digest.language import table
from digest.links.address import Address

_TABLE = table("private-links")


def pattern(name: str) -> re.Pattern[str]:
    """All patterns of a list as one, in any case."""
    return re.compile("|".join(_TABLE[name]), re.I)


def names(name: str) -> frozenset[str]:
    """The words of a list."""
    return frozenset(_TABLE[name].split())


@lru_cache(64)
def place(address: Address) -> str:
    """What the patterns are held against: host without ``www.``, path, query and fragment."""
    query = "?" + "&".join(address.query) if address.query else ""
    fragment = "#" + address.fragment if address.fragment else ""
    return address.site + address.path + query + fragment
