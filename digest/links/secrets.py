"""Tokens, passwords and signatures inside an address."""

from __future__ import annotations

import re
from urllib.parse import unquote

from digest.links.address import Address
from digest.links.patterns import names, pattern, place

_STRONG = names("secret_names")
_WEAK = names("weak_secret_names")
_ACTIONS = names("action_words")
_HOOKS = pattern("hooks")
_TOKEN_NAME = re.compile(
    r"(?:^|[_.-])(?:token|secret|passw(?:or)?d|apikey|signature)$|[a-z](?:Token|Secret|Password|ApiKey|Signature)$"
)
_JWT = re.compile(r"eyJ[\w-]{8,}\.[\w-]{8,}")  # three parts in base64, the first starts with {"
_TOKEN_CHARS = re.compile(r"[\w.~+/=:!%|-]+")
_PIECES = re.compile(r"[-_.~+/=:!%|]+")
_WORD_AND_NUMBER = re.compile(r"[A-Za-z]{2,}\d{1,4}|\d{1,4}[a-z]{2,}|\d{8}T\d{4,6}Z?|\d{2}T\d{2,6}Z?", re.I)
_CAMEL = re.compile(r"(?:[A-Z]?[a-z]{3,}){1,5}")
_CODE = re.compile(r"[A-Z0-9]{6,}")


def carries_secret(address: Address) -> str:
    """``credentials`` or ``signed`` when the address lets its bearer in or acts in somebody's name; else empty."""
    if _HOOKS.match(place(address)):
        return "credentials"
    if "eyJ" in address.path and _JWT.search(address.path):
        return "credentials"
    pieces = list(address.query)
    if "=" in address.fragment:
        pieces += re.split(r"[&?/]", address.fragment)
    for piece in pieces:
        if "=" in piece and (found := _secret_piece(piece)):
            return found
    return "signed" if _acts(address) else ""


def _secret_piece(piece: str) -> str:
    """Why one parameter is a secret, or empty."""
    raw, _, value = piece.partition("=")
    name = raw.lower()
    if not value:
        return ""
    if _is_strong(raw, name, value):
        return "signed" if "sig" in name or name.startswith("x-") else "credentials"
    if "eyJ" in value and _JWT.search(value):
        return "credentials"
    if name in _WEAK and looks_secret(unquote(value)):
        return "signed" if name.startswith(("sig", "h")) else "credentials"
    return ""


def _is_strong(raw: str, name: str, value: str) -> bool:
    if name in _STRONG or name.startswith(("x-amz-", "x-goog-")):
        return True
    return name != "token" and len(value) > 3 and bool(_TOKEN_NAME.search(raw))


def looks_secret(value: str) -> bool:
    """Is it a random string rather than words, a date or a number? Words and numbers joined by hyphens are none."""
    if len(value) < 8 or not _TOKEN_CHARS.fullmatch(value):
        return False
    if value.isdigit():
        return len(value) >= 16
    return any(map(_is_random, _PIECES.split(value)))


def _is_random(piece: str) -> bool:
    """Letters and digits mixed, or capitals where no word has them."""
    if len(piece) < 6 or _WORD_AND_NUMBER.fullmatch(piece):
        return False
    digits = sum(map(str.isdigit, piece))
    if 0 < digits < len(piece):
        return True
    inner = piece[1:]
    return len(piece) >= 10 and inner != inner.lower() and piece != piece.upper() and not _CAMEL.fullmatch(piece)


def _acts(address: Address) -> bool:
    """Would opening it unsubscribe, confirm, reset or join in somebody's name? Then a token or address follows."""
    for at, part in enumerate(address.parts):
        low = part.lower()
        if low in _ACTIONS or low.rpartition(".")[0] in _ACTIONS:
            values = [*address.parts[at + 1 :], *(piece.partition("=")[2] for piece in address.query)]
            return any(_identifies(unquote(value)) for value in values)
    return False


def _identifies(value: str) -> bool:
    return "@" in value or bool(_CODE.fullmatch(value)) or looks_secret(value)
