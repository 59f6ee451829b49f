"""Open redirects that carry the true address, and the AMP viewers of search engines."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Mapping
from urllib.parse import unquote

from digest.links.address import Address
from digest.links.tables import WRAPPERS

_GOOGLE = re.compile(r"(?:^|\.)google\.(?:com?\.)?[a-z]{2,3}$")
_AMP_PATH = re.compile(r"/(?:amp/)?(?:[a-z]/)?(s/)?(.+)")
_HOST_LIKE = re.compile(r"(?:https?:/{1,2})?[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:[/?:#]|$)", re.I)
_DEFENSE = re.compile(r"/v3/__(.+?)__;")


def opened(address: Address) -> str:
    """The address inside, when this one is a known wrapper; else empty."""
    if amp := _amp(address):
        return amp
    if address.host == "urldefense.com" and (found := _DEFENSE.match(address.path)):
        return _target(unquote(found[1]))
    rule = _rule(address)
    if not rule:
        return ""
    path = address.path.rstrip("/") or "/"
    names = rule.get(path, rule.get("*", ""))
    if names == "?":
        return _target(unquote("&".join(address.query)))
    for name in names.split():
        if target := _target(_decoded(address, address.value(name))):
            return target
    return ""


def _rule(address: Address) -> Mapping[str, str]:
    """The rule of the host, or of a domain above it."""
    labels = address.host.split(".")
    for at in range(len(labels) - 1):
        if rule := WRAPPERS.get(".".join(labels[at:])):
            return rule
    return WRAPPERS["google"] if _GOOGLE.search(address.host) else {}


def _decoded(address: Address, value: str) -> str:
    """Undo the own escapes of Bing (base64 after ``a1``) and Proofpoint (``-3A``, ``_``)."""
    if address.site == "bing.com" and value.startswith("a1"):
        try:
            return base64.urlsafe_b64decode(value[2:] + "=" * (-len(value[2:]) % 4)).decode("utf-8", "ignore")
        except (binascii.Error, ValueError):
            return ""
    if address.host == "urldefense.proofpoint.com":
        return unquote(re.sub(r"-([0-9A-F]{2})", r"%\1", value).replace("_", "/"))
    if address.site in ("youtube.com", "www.youtube.com") and value.startswith("/"):
        return "https://www.youtube.com" + value
    return value


def _target(value: str) -> str:
    """The value when it is an address of the web."""
    value = value.strip()
    if re.match(r"https?%3a", value, re.I):
        value = unquote(value)
    if not _HOST_LIKE.match(value):
        return ""
    return value if value[:4].lower() == "http" else "https://" + value


def _amp(address: Address) -> str:
    """The page behind Google's AMP viewer or its cache."""
    cache = address.host.endswith(".cdn.ampproject.org") or address.host.endswith(".ampproject.org")
    if cache or address.host.endswith(".bing-amp.com"):
        found = re.match(r"/[a-z]{1,2}/(s/)?(.+)", address.path)
    elif _GOOGLE.search(address.host) and address.path.startswith("/amp/"):
        found = re.match(r"/amp/(s/)?(.+)", address.path)
    else:
        return ""
    if not found or not _HOST_LIKE.match(found[2]):
        return ""
    query = "?" + "&".join(address.query) if address.query else ""
    return ("https://" if found[1] else "http://") + found[2] + query
