"""Host names: which are well formed, which are public, how they are spelt for comparing and for showing."""

from __future__ import annotations

import ipaddress
import re
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from digest.links.chars import is_foreign

_LABEL = re.compile(r"[^\W_](?:[\w-]*[^\W_])?", re.UNICODE)
_SYMBOL = re.compile(r"[✓✪]")


class Host(NamedTuple):
    """A host as written, and where the address must be cut when text without a space follows the name."""

    name: str
    cut: int = 0


@cache
def top_level() -> frozenset[str]:
    """Every public top-level domain, in its xn-- and its own spelling; data and date in ``languages/tlds.txt``."""
    text = files("digest").joinpath("languages", "tlds.txt").read_text("ascii")
    names = {name for line in text.splitlines() if not line.startswith("#") for name in line.split()}
    own = {name[4:].encode().decode("punycode") for name in names if name.startswith("xn--")}
    return frozenset(names | own)


def is_public(label: str) -> bool:
    """Is it a public top-level domain, in any case?"""
    return label.lower() in top_level()


@lru_cache(4096)
def is_label(label: str) -> bool:
    """May it stand between the dots of a host name? Letters and digits of any script, hyphens inside, at most 63."""
    if not label or len(label) > 63:
        return False
    return bool(_LABEL.fullmatch(label if label.isascii() else _SYMBOL.sub("x", label)))


_AFTER_HOST = re.compile(r"[/?#\\]")


def authority(url: str) -> str:
    """What stands between ``://`` and the path."""
    start = url.find("://") + 3 if "://" in url else 0
    found = _AFTER_HOST.search(url, start)
    return url[start : found.start()] if found else url[start:]


def split_authority(text: str) -> tuple[str, str, str]:
    """User part, host and port of an authority; the port is text, empty when there is none."""
    user, at, host = text.rpartition("@")
    if host.startswith("["):
        name, _, port = host.partition("]")
        if port and not port.startswith(":"):
            return (user if at else ""), host, ""
        return (user if at else ""), name + "]", port.removeprefix(":")
    name, _, port = host.partition(":")
    return (user if at else ""), name, port


def checked_host(url: str) -> Host | None:
    """The host of an address with a scheme, or nothing when it cannot be one."""
    place = authority(url)
    if "://" not in url or not place or len(place) > 600:
        return None
    _, name, port = split_authority(place)
    follower = url[url.find("://") + 3 + len(place) :][:1]
    if follower == "\\" or (port and not (port.isdigit() and int(port[:9]) <= 65535)):
        return None
    if name.startswith("["):
        return Host(name) if is_address(name) else None
    name = name.removesuffix(".")
    if len(name) > 253:
        return None
    labels = name.split(".")
    if not all(is_label(label) or (at < len(labels) - 2 and _underscored(label)) for at, label in enumerate(labels)):
        return None
    if follower or port or len(labels) < 2 or is_public(labels[-1]):
        return Host(name)
    return Host(name, cut=_cut(url, name, labels))


def _underscored(label: str) -> bool:
    return is_label(label.replace("_", "x")) and len(label) <= 63


def _cut(url: str, name: str, labels: list[str]) -> int:
    """Where ``exemple.org.Merci`` or ``exemple.orgを見て`` stops being a host; 0 when it does not."""
    at = url.rfind(name)
    if len(labels) > 2 and labels[-1][:1].isupper() and is_public(labels[-2]):
        return at + len(name) - len(labels[-1]) - 1
    size = ascii_head(labels[-1])
    if 0 < size < len(labels[-1]) and is_public(labels[-1][:size]):
        return at + len(name) - len(labels[-1]) + size
    return 0


def ascii_head(label: str) -> int:
    """How many characters before the first letter of another script."""
    for at, char in enumerate(label):
        if is_foreign(char):
            return at
    return len(label)


def is_address(host: str) -> bool:
    """Is it a numeric address, written in any of the ways browsers take?"""
    return numeric(host) is not None


@lru_cache(4096)
def numeric(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    """The numeric address of a host: dotted, in brackets, or octal, hexadecimal, short as the URL standard has it."""
    try:
        if host.startswith("["):
            return ipaddress.IPv6Address(host[1:-1].split("%", maxsplit=1)[0])
        parts = [_part(part) for part in host.split(".")]
    except ValueError:
        return None
    if not 1 <= len(parts) <= 4 or any(part > 255 for part in parts[:-1]):
        return None
    value = sum(part << 8 * (3 - at) for at, part in enumerate(parts[:-1])) + parts[-1]
    return ipaddress.IPv4Address(value) if parts[-1] < 256 ** (5 - len(parts)) and value < 2**32 else None


def _part(text: str) -> int:
    if not text or not text.isascii() or not text[0].isdigit() or len(text) > 40:
        raise ValueError(text)
    if text[:2].lower() == "0x":
        return int(text[2:] or "0", 16)
    return int(text, 8 if len(text) > 1 and text[0] == "0" else 10)


@lru_cache(4096)
def ascii_host(host: str) -> str:
    """The host in lower case and ASCII (IDNA), without a final dot; as it is when it cannot be spelt so."""
    name = unicodedata.normalize("NFKC", host).casefold() if not host.isascii() else host.lower()
    name = name.rstrip(".")
    if name.isascii():
        return name
    return ".".join(_ascii_label(label) for label in name.split("."))


def _ascii_label(label: str) -> str:
    return label if label.isascii() else "xn--" + label.encode("punycode").decode("ascii")


def without_www(host: str) -> str:
    """The host without a leading ``www.``, ``www2.`` stays."""
    return host[4:] if host.startswith("www.") and host.count(".") > 1 else host
