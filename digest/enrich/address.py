"""Which addresses may be looked up, and which machines may be connected to."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from digest.language import fold, table
from digest.links import safe_href
from digest.links.find import facts_of
from digest.model import Resource

_NUMBER = re.compile(r"0x[0-9a-f]*|[0-9]+")
_PIECES = re.compile(r"[/?&=;#]+")
_NAT64 = ipaddress.ip_network("64:ff9b::/96")  # RFC 6052, the well-known prefix
_NOT_FOR_THE_NET = frozenset(
    ("local", "localhost", "internal", "intranet", "lan", "home", "corp", "private", "test", "invalid", "onion", "arpa")
)
PORTS = {"http": 80, "https": 443}

IpAddress = ipaddress.IPv4Address | ipaddress.IPv6Address


class Candidate(NamedTuple):
    """A resource that may be looked up: its key and the address that readers open."""

    key: str
    url: str
    host: str


def candidates(resources: Iterable[Resource]) -> tuple[list[Candidate], dict[str, int]]:
    """What of the resources that a site shows may be looked up, and why how many others may not.

    Hand over resources that are shown, never held or hidden ones; held ones are left out all the same.
    """
    found: dict[str, Candidate] = {}
    refused: dict[str, int] = {}
    for resource in resources:
        why = "it waits for your decision" if resource.held else refused_url(resource.url)
        if why:
            refused[why] = refused.get(why, 0) + 1
        else:
            found.setdefault(resource.key, Candidate(resource.key, resource.url, urlsplit(resource.url).hostname or ""))
    return list(found.values()), refused


def refused_url(url: str) -> str:
    """Why an address must not be fetched, in a short clause; empty when it may be.

    Only http and https at their own ports, a public host name (no number in any spelling), no user part, nothing that
    leads into a private or unlisted place, nothing whose opening may act in somebody's name.
    """
    href = safe_href(url)
    if not href:
        return "it is no web address that may be opened"
    try:
        parts = urlsplit(href)
        port = parts.port
    except ValueError:
        return "it cannot be parsed"
    if port not in (None, PORTS[parts.scheme]):
        return "it names a port of its own"
    if why := _refused_host((parts.hostname or "").rstrip(".")):
        return why
    facts = facts_of(href)
    if facts.why_private or facts.delicate:
        return "it leads into a private or unlisted place"
    return "opening it might change something" if acts(href) else ""


def _refused_host(host: str) -> str:
    """Numbers in any spelling end in a label that starts like one; names without a dot stand for near machines."""
    last = host.rpartition(".")[2]
    if not last or _NUMBER.fullmatch(last) or ":" in host:
        return "its host is a number"
    if "." not in host or last in _NOT_FOR_THE_NET:
        return "its host is a machine nearby"
    return ""


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(str(word) for word in table("enrich")[name])


def acts(url: str) -> bool:
    """May opening it change something (leave a list, log out, confirm)?"""
    return not _words("acting").isdisjoint(_pieces(url))


def asks_who_you_are(url: str) -> bool:
    """Does the path lead to a page for logging in, or to a test for robots?"""
    return not _words("entrance").isdisjoint(_pieces(urlsplit(url).path))


def _pieces(url: str) -> list[str]:
    """The folded segments of the path, names and values of the query."""
    after_host = url.partition("://")[2].partition("/")[2] if "://" in url else url
    return _PIECES.split(re.sub(r"[_+ ]", "-", re.sub(r"\.[a-z]{3,5}\b", "", fold(unquote(after_host)))))


def refused_address(address: str) -> str:
    """Why a machine must not be connected to; empty when it is a public one of the internet.

    IPv6 addresses that carry an IPv4 one (mapped, 6to4, Teredo, NAT64) are judged by both.
    Source: IANA special-purpose address registries, as in :mod:`ipaddress`; RFC 4291, 3056, 4380, 6052.
    """
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return "it is no address"
    if getattr(ip, "scope_id", None):
        return "it is an address of the local network"
    return "" if all(map(_global, _carried(ip))) else "it is not an address of the public internet"


def _global(ip: IpAddress) -> bool:
    if isinstance(ip, ipaddress.IPv6Address) and ip.is_site_local:
        return False
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified or ip.is_loopback)


def _carried(ip: IpAddress) -> list[IpAddress]:
    """The addresses by which ``ip`` is judged."""
    if isinstance(ip, ipaddress.IPv4Address):
        return [ip]
    if ip.ipv4_mapped:
        return [ip.ipv4_mapped]
    if ip in _NAT64:
        return [ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)]
    if ip.teredo:
        return [ip, *ip.teredo]
    return [ip, ip.sixtofour] if ip.sixtofour else [ip]
