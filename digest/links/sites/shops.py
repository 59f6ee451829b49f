"""Shops and events whose addresses hold a number: Amazon, eBay, Eventbrite."""

from __future__ import annotations

import re
from collections.abc import Callable

from digest.links.address import Address

_ASIN = re.compile(
    r"(?:/[^/]+)?(?:/[^/]+)?/(?:dp|gp/product|gp/aw/d|exec/obidos/asin|gp/offer-listing|o/asin|d)/([A-Z0-9]{10})(?:[/?].*)?$",
    re.I,
)


def amazon(address: Address) -> Address:
    """A product by its number, on the same country's shop."""
    if found := _ASIN.match(address.path):
        return address._replace(path="/dp/" + found[1].upper(), query=())
    return address


def eventbrite_key(address: Address) -> str:
    """An event by its number, whatever language its page has."""
    found = re.match(r"/e/(?:[^/]*-)?(\d{8,})/?$", address.path)
    return "eventbrite/" + found[1] if found and not address.query else ""


def ebay_key(address: Address) -> str:
    """An item by its number, on the same country's site."""
    found = re.match(r"/itm/(?:[^/]+/)?(\d{9,})/?$", address.path)
    return f"{address.site}/itm/{found[1]}" if found and not address.query else ""


_EVENTBRITE = ["com", "fr", "co.uk", "be", "ca", "ch", "es", "de", "it", "at", "nl", "ie", "com.au", "com.br", "pt"]

FORMS = {"amazon": amazon}
SAME: dict[str, Callable[[Address], Address]] = {}
KEYS = {
    **{"eventbrite." + top: eventbrite_key for top in _EVENTBRITE},
    "ebay.fr": ebay_key,
    "ebay.com": ebay_key,
    "ebay.de": ebay_key,
}
