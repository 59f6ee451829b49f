"""What a page may put into a link, and how it names the host."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from digest.links.address import parse
from digest.links.hosts import ascii_host, authority, split_authority

_HOST = re.compile(r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?)*\.?")
_SCRIPT = re.compile(
    r"^(LATIN|CYRILLIC|GREEK|ARABIC|HEBREW|CJK|HIRAGANA|KATAKANA|HANGUL|THAI|DEVANAGARI|ARMENIAN|GEORGIAN)"
)
_DIGITS = "-0123456789"
_TOGETHER = frozenset(("CJK", "HIRAGANA", "KATAKANA"))
LONGEST = 8192
_ESCAPES = {ord(char): f"%{ord(char):02X}" for char in " \"'<>`{}|^[]\\"}
_LOOK_LIKES = "асеорхуіјѕһԁԛԝӏгкмтвнοανρτυχικωհոսօց"  # Unicode TR 39


class Refused(str):
    """Why an address may not become a link: one short sentence."""

    __slots__ = ()

    def __bool__(self) -> bool:
        return False


def safe_href(url: str) -> str:
    """The address as a page may put it into ``<a href>``; a :class:`Refused` (false, with its reason) when it may not.

    Only http and https; a host of letters, digits, hyphens and dots (IDNA spelt in ASCII); no user part, no backslash,
    a port up to 65535; quotes, angle brackets, blanks and controls escaped.
    """
    try:
        return _safe(url)
    except ValueError:
        return Refused("it cannot be parsed")


def _safe(url: str) -> str:
    scheme = url.partition("://")[0].lower()
    if scheme not in ("http", "https") or "://" not in url:
        return Refused("it is not a web address")
    if len(url) > LONGEST:
        return Refused("it is too long")
    plain = url.isascii() and url.isprintable()
    if "\\" in url or (
        not plain
        and any(unicodedata.category(char) in ("Cc", "Cf", "Zl", "Zp") and char not in "\u200c\u200d" for char in url)
    ):
        return Refused("it has a backslash or an invisible character")
    user, host, port = split_authority(authority(url))
    if user or "@" in authority(url):
        return Refused("it names a user")
    if port and not (port.isascii() and port.isdigit() and int(port[:9]) <= 65535):
        return Refused("its port is out of range")
    name = ascii_host(host)
    if (
        len(name) > 253
        or not _HOST.fullmatch(name)
        or any(unicodedata.category(char)[0] in "SPZC" for char in _odd(host))
    ):
        return Refused("its host has characters that no host has")
    return parse(url).text().translate(_ESCAPES)


def _odd(host: str) -> str:
    """What is not ASCII in a host."""
    return "".join(char for char in host if char > "\x7f")


@lru_cache(4096)
def host_of(url: str) -> str:
    """The host for people: without ``www.``, in its own letters when of one script, else in its xn-- spelling."""
    _, host, port = split_authority(authority(url if "://" in url else "https://" + url))
    name = ascii_host(host).removeprefix("www.")
    labels = [_readable(label) for label in name.split(".")]
    return ".".join(labels) + (":" + port if port and port not in ("80", "443") else "")


def _readable(label: str) -> str:
    """An xn-- label in its own letters, unless it mixes scripts or imitates Latin ones."""
    if not label.startswith("xn--"):
        return label
    try:
        own = label[4:].encode("ascii").decode("punycode")
    except (UnicodeError, ValueError):
        return label
    scripts = {found[0] for char in own if char.isalpha() and (found := _SCRIPT.match(unicodedata.name(char, "")))}
    known = all(char in _DIGITS or _SCRIPT.match(unicodedata.name(char, "")) for char in own)
    mixed = len(scripts) > 1 and not scripts <= _TOGETHER
    return own if known and not mixed and not _imitates(own) else label


def _imitates(label: str) -> bool:
    """Could all its letters be taken for Latin ones (Cyrillic, Greek and Armenian look-alikes)?"""
    return all(char in _LOOK_LIKES or char in _DIGITS for char in label)
