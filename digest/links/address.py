"""An address in its parts, and how its path, query and fragment are levelled (RFC 3986, section 6)."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple
from urllib.parse import quote, unquote

from digest.links.hosts import ascii_host, authority, split_authority


class Address(NamedTuple):
    """The parts of an address; ``query`` keeps the order of its ``name=value`` pieces."""

    scheme: str
    user: str
    host: str
    port: str
    path: str
    query: tuple[str, ...]
    fragment: str

    @property
    def site(self) -> str:
        """The host without ``www.``."""
        return self.host.removeprefix("www.")

    @property
    def parts(self) -> list[str]:
        """The non-empty pieces of the path."""
        return [part for part in self.path.split("/") if part]

    def value(self, name: str) -> str:
        """The decoded value of the first parameter ``name`` (any case), empty when there is none."""
        for piece in self.query:
            key, _, value = piece.partition("=")
            if key.lower() == name:
                return unquote(value.replace("+", " "))
        return ""

    def text(self) -> str:
        """The address as one string."""
        user = self.user + "@" if self.user else ""
        port = ":" + self.port if self.port else ""
        query = "?" + "&".join(self.query) if self.query else ""
        fragment = "#" + self.fragment if self.fragment else ""
        path = self.path if self.path != "/" or query or fragment or user else "/"
        return f"{self.scheme}://{user}{self.host}{port}{path}{query}{fragment}"


_ESCAPE = re.compile(r"%[0-9A-Fa-f]{2}")
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_PLAIN = re.compile(r"[A-Za-z0-9\-._~/!$&'()*+,;=:@]*")
_DEFAULT_PORTS = {"http": "80", "https": "443", "ftp": "21"}
_SESSION = re.compile(r";(?:jsessionid|phpsessid|sid)=[^/?#;]*", re.I)


def parse(url: str) -> Address:
    """The address of a repaired URL, its host in lower case and ASCII, its path and query minimally escaped."""
    scheme, _, rest = url.partition("://")
    scheme = scheme.lower()
    place = authority(url)
    rest = rest[len(place) :]
    user, host, port = split_authority(place)
    rest, _, fragment = rest.partition("#")
    path, _, query = rest.partition("?")
    if port == _DEFAULT_PORTS.get(scheme):
        port = ""
    pieces = tuple(level(piece, "/?:@!$'()*+,;=[]|{}^`\\") for piece in query.split("&") if piece)
    return Address(
        scheme, user, ascii_host(host), port.lstrip("0"), clean_path(path), pieces, level(fragment, "/?:@!$&'()*+,;=#")
    )


def clean_path(path: str) -> str:
    """The path without dot segments and session numbers, each character escaped only where it must be."""
    if not path:
        return "/"
    if not _PLAIN.fullmatch(path):
        path = level(path.replace("\\", "/"), "/!$&'()*+,;=:@")
    if ";" in path:
        path = _SESSION.sub("", path)
    return _without_dots(path) if "/." in path else path


def level(text: str, keep: str) -> str:
    """Escapes in upper case, needless escapes undone, everything else outside ``keep`` escaped as UTF-8 (NFC)."""
    if text.isascii() and "%" not in text and _PLAIN.fullmatch(text):
        return text
    text = _ESCAPE.sub(_unescape, text)
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    elif "%C" in text:
        text = _recompose(text)
    return quote(text, safe=keep + "%~")


def _recompose(text: str) -> str:
    """Escaped letters in NFC: an accent sent apart (as some phones do) joins its letter."""
    plain = unquote(text, errors="strict") if _is_utf8(text) else text
    if plain is text or unicodedata.is_normalized("NFC", plain):
        return text
    return re.sub(
        r"(?:[A-Za-z]?%[CcDd][0-9A-Fa-f]%[0-9A-Fa-f]{2})+",
        lambda m: quote(unicodedata.normalize("NFC", unquote(m[0]))),
        text,
    )


def _is_utf8(text: str) -> bool:
    try:
        unquote(text, errors="strict")
    except UnicodeDecodeError:
        return False
    return True


def _unescape(found: re.Match[str]) -> str:
    char = chr(int(found[0][1:], 16))
    return char if char in _UNRESERVED else found[0].upper()


def _without_dots(path: str) -> str:
    """Remove ``.`` and ``..`` pieces."""
    kept: list[str] = []
    pieces = path.split("/")
    for piece in pieces[1:]:
        if piece == "..":
            if kept:
                kept.pop()
        elif piece != ".":
            kept.append(piece)
    if pieces[-1] in (".", ".."):
        kept.append("")
    return "/" + "/".join(kept)
