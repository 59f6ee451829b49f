"""Which parameters of an address only follow the reader about. An unknown name is never removed."""

from __future__ import annotations

from functools import lru_cache

from digest.links.address import Address
from digest.links.hosts import numeric
from digest.links.tables import SITE_TRACKERS, TRACKER_PREFIXES, TRACKERS

_FAMILIES = ("google", "amazon", "ebay")


@lru_cache(2048)
def site_names(host: str) -> frozenset[str]:
    """Names that track on this host: those of the host, of domains above it, of its family (amazon.fr, amazon.de)."""
    labels = host.split(".")
    found: set[str] = set()
    for at in range(len(labels) - 1):
        found |= SITE_TRACKERS.get(".".join(labels[at:]), frozenset())
    if numeric(host) is None:
        found |= {name for family in _FAMILIES if _in_family(labels, family) for name in SITE_TRACKERS[family]}
    return frozenset(found)


def _in_family(labels: list[str], family: str) -> bool:
    if family not in labels[:-1]:
        return False
    after = labels[labels.index(family) + 1 :]
    inside = labels[: labels.index(family)]
    return (
        len(after) <= 2
        and (len(after) == 1 or after[0] in ("co", "com"))
        and inside in ([], ["www"], ["m"], ["smile"], ["maps"])
    )


def without_trackers(address: Address) -> Address:
    """The address without parameters that track everywhere or on its site."""
    if not address.query:
        return address
    names = site_names(address.host)
    kept = tuple(piece for piece in address.query if not _tracks(piece, names))
    return address if len(kept) == len(address.query) else address._replace(query=kept)


def _tracks(piece: str, names: frozenset[str]) -> bool:
    name, _, value = piece.partition("=")
    name = name.lower()
    if "%" in name:
        name = name.replace("%5b", "[").replace("%5d", "]")
    return (
        name in TRACKERS
        or name in names
        or name.startswith(TRACKER_PREFIXES)
        or (name == "ref_src" and value.startswith("twsrc"))
    )
