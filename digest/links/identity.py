"""The clean address a reader should open, and the identity under which a resource is known."""

from __future__ import annotations

import re
from functools import lru_cache

from digest.links.address import Address, parse
from digest.links.hosts import without_www
from digest.links.query import without_trackers
from digest.links.repair import repair
from digest.links.sites import site_form, site_key
from digest.links.tables import FRAGMENT_HOSTS, HOST_ALIASES, MOBILE_HOSTS
from digest.links.wrappers import opened

CANON_VERSION = 1
"""Raised with every change of a rule, so that ledgers know under which rules their keys were made."""

_LEVELS = 4
_MOMENT = re.compile(r"(?:t|start|time_continue)=(?:(\d{1,3})h)?(?:(\d{1,4})m)?(?:(\d{1,6})s?)?")
_KEPT_FRAGMENTS = ("/", "!", "map=")
_WIKI = re.compile(
    r"^([a-z-]{2,12})\.m\.(wikipedia|wiktionary|wikiquote|wikisource|wikibooks|wikiversity|wikivoyage|wikinews)\.org$"
)
_AMP_PIECE = re.compile(r"/amp(?P<after>/(?=.)|$)|/amp/$|\.amp$|\.amp(?=\.html?$)")
_SLUG = re.compile(r"[^/]*-[^/]*-|\d{5}")


def canonical(url: str) -> tuple[str, str]:
    """The clean address of ``url`` and its key.

    The first is what a page links to: wrappers opened, trackers and anchors gone, the site's main form. The second
    says whether two addresses lead to the same resource: without scheme, ``www.``, final slash and order of
    parameters. Never fails: what cannot be parsed is its own address and key.
    """
    return _canonical(url)


@lru_cache(8192)
def _canonical(url: str) -> tuple[str, str]:
    address = clean(layers(url)[-1])
    return address.text(), key_of(address)


def same(a: str, b: str) -> bool:
    """Do both addresses lead a reader to the same resource?"""
    return canonical(a)[1] == canonical(b)[1]


def layers(url: str) -> list[Address]:
    """The repaired address and every address inside it that a wrapper carries, outermost first."""
    found = [parse(repair(url))]
    while len(found) <= _LEVELS and (inner := opened(_main_host(found[-1]))):
        found.append(parse(repair(inner)))
    return found


def clean(address: Address) -> Address:
    """The canonical form of an address: main host, no AMP, no anchor, the site's own form, no trackers."""
    if address.scheme == "http" and not address.port:
        address = address._replace(scheme="https")
    address = _without_amp(_main_host(address))
    if address.fragment and not _keeps_fragment(address):
        address = address._replace(fragment="")
    return without_trackers(site_form(address))


def _main_host(address: Address) -> Address:
    """Short, mobile and old hosts of a site in their main form."""
    host = address.host
    if host in HOST_ALIASES:
        return address._replace(host=HOST_ALIASES[host])
    if found := _WIKI.match(host):
        return address._replace(host=f"{found[1]}.{found[2]}.org")
    if host.startswith("m.") and host.count(".") > 1:
        return _main_host(address._replace(host=host[2:]))
    if host in MOBILE_HOSTS:
        return address._replace(host="www." + host.partition(".")[2])
    return address


def _without_amp(address: Address) -> Address:
    """The page itself instead of its AMP version, where the rest of the path looks like one of an article."""
    if "amp" not in address.path and "amp" not in address.host and not any("amp" in piece for piece in address.query):
        return address
    if not _SLUG.search(address.path):
        first = address.path.startswith("/amp/") and address.path.rstrip("/") != "/amp"
        return address._replace(path=address.path[4:]) if first else address
    path = _AMP_PIECE.sub(lambda found: found["after"] or "", address.path)
    host = "www." + address.host[4:] if address.host.startswith("amp.") else address.host
    query = tuple(piece for piece in address.query if piece.lower() not in _AMP_PIECES)
    return address._replace(path=path, host=host, query=query)


_AMP_PIECES = frozenset(("amp", "amp=", "amp=1", "amp=true", "outputtype=amp", "output=amp", "view=amp"))


def _keeps_fragment(address: Address) -> bool:
    if not address.fragment:
        return False
    return address.fragment.startswith(_KEPT_FRAGMENTS) or address.site in FRAGMENT_HOSTS


def key_of(address: Address) -> str:
    """The identity of a canonical address."""
    address, special = site_key(address)
    if special:
        return special
    query = "&".join(sorted(piece.replace("%20", "+") for piece in address.query))
    levelled = address._replace(
        scheme="" if address.scheme in ("http", "https") else address.scheme,
        host=without_www(address.host),
        path=address.path.rstrip("/"),
        query=(query,) if query else (),
    )
    return levelled.text().removeprefix("://")


def moment_of(address: Address) -> int | None:
    """The second at which a shared video or sound is to start, when the address says so."""
    for piece in (*address.query, *address.fragment.split("&")):
        found = _MOMENT.fullmatch(piece)
        if found and any(found.groups()):
            hours, minutes, seconds = (int(part) if part else 0 for part in found.groups())
            return hours * 3600 + minutes * 60 + seconds or None
    return None
