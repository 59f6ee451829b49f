"""A title from the last words of an address: ids, dates and suffixes gone, elision and accents restored."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache
from urllib.parse import unquote

from digest.links.address import Address
from digest.links.tables import ACCENTS, ACRONYMS, FOREIGN_WORDS, PAGE_WORDS, SUFFIX_TYPES

_SPLIT = re.compile(r"[-_+\s,.;:!?()'’«»\"]+|%20")
_SUFFIX = re.compile(r"\.(?:html?|php\d?|aspx?|jsp|xhtml|shtml|cfm|md|amp)$", re.I)
_ELISIONS = frozenset(["l", "d", "j", "m", "n", "s", "t", "c", "qu", "jusqu", "lorsqu", "puisqu", "quelqu", "aujourd"])
_LANGUAGES = frozenset(["fr", "en", "es", "de", "it", "pt", "nl"])
_FOREIGN_SITES = (".de", ".es", ".it", ".pt", ".br", ".uk", ".us", ".edu", ".gov", ".au", ".nl", ".mx", ".ar")
_LONG_NUMBER = re.compile(r"\d{5}")
_HEX = re.compile(r"(?=[0-9a-f]*\d)(?=\d*[a-f])[0-9a-f]{6,}$", re.I)
_MIXED = re.compile(r"(?=\D*\d)(?=\d*[A-Za-z])[A-Za-z0-9]{8,}$")
_ISBN = re.compile(r"97[89]\d{10}$|\d{5,}$")
_RANDOM = re.compile(r"[a-z]{14,}$")
_ALPHABET = re.compile(r"abcde|ijklm|mnopq")
_VOWELS = frozenset("aeiouyàâéèêëîïôöûüœæ")
_BEFORE_ELISION = frozenset("aeiouyh")
_GLUED = re.compile(r"([ldjmnstc]|qu)(?=[aeiouyhéèêâîôû])", re.I)
_TICKETS = re.compile(
    r"^(?:billets|entradas|biglietti|ingressos|inscription)-|-(?:tickets|registration|entradas|biglietti|billets)(?=-\d+$)"
)
_PULSE = re.compile(r"-(?=[a-z]*\d)[a-z0-9]{5}$")
_POST = re.compile(r"[^_]+_(.+?)-(?:activity|ugcpost|share)-\d+.*$", re.I)


def slug_title(address: Address, words: Mapping[str, str]) -> str:
    """The title that the path spells, or empty. ``words`` maps unaccented words to the group's own spelling."""
    parts = address.parts
    for at in range(len(parts) - 1, -1, -1):
        found = _words_of(_without_site_words(address.site, parts[at]))
        if found and (at == len(parts) - 1 or len(found) > 1):
            return _sentence(found, words, address.site)
    return ""


def _without_site_words(site: str, part: str) -> str:
    """The piece of a path without what the site itself puts around the slug: "billets-", author and activity."""
    if site.startswith("eventbrite."):
        return _TICKETS.sub("", part)
    if site == "linkedin.com" and (found := _POST.match(part)):
        return found[1]
    if site == "linkedin.com":
        return _PULSE.sub("", part)
    return part


def _words_of(part: str) -> list[str]:
    """The words of one piece of a path; empty when it is an id, a date or the name of a page's kind."""
    text = unicodedata.normalize("NFC", unquote(part)).replace("+", " ").strip()
    text = _SUFFIX.sub("", text)
    stem, dot, suffix = text.rpartition(".")
    is_file = bool(dot) and suffix.lower() in SUFFIX_TYPES
    if is_file:
        text = stem
    if text.startswith("@") or (text.lower() in PAGE_WORDS and not is_file) or _is_id(text):
        return []
    if "," in text and re.search(r",\d+$", text):
        text = re.sub(r"(?:,\d+)+$", "", text)
    pieces = [piece for piece in _SPLIT.split(text) if piece]
    pieces = _without_ids(pieces)
    if not any(char.isalpha() and len(piece) > 1 for piece in pieces for char in piece):
        return []
    if all(map(_is_code, pieces)) or sum(map(str.isdigit, pieces)) * 2 > len(pieces) > 2 or _is_short_id(text, pieces):
        return []
    if len(pieces) == 1 and ((pieces[0].lower() in PAGE_WORDS and not is_file) or _is_id(pieces[0])):
        return []
    if not is_file and all(piece.isdigit() or piece.lower() in PAGE_WORDS for piece in pieces):
        return []
    return pieces


def _without_ids(pieces: list[str]) -> list[str]:
    """Drop numbers and codes at both ends, and dates; a year at the end and small numbers inside stay."""
    if len(pieces) > 2 and pieces[-1].lower() in _LANGUAGES and (_is_id(pieces[-2]) or _is_code(pieces[-2])):
        pieces = pieces[:-1]
    while len(pieces) > 1 and (_is_id(pieces[-1]) or _is_code(pieces[-1])):
        pieces = pieces[:-1]
    if len(pieces) > 3 and all(piece.isdigit() for piece in pieces[:3]) and len(pieces[0]) == 4:
        pieces = pieces[3:]
    while len(pieces) > 1 and pieces[0].isdigit() and not _counts(pieces):
        pieces = pieces[1:]
    return [piece for piece in pieces if not _ISBN.match(piece)]


def _counts(pieces: list[str]) -> bool:
    """Does the first number belong to the title: "5 conseils pour", "10 idées"? An id rather does not."""
    return len(pieces[0]) <= 2 and len(pieces) > 2 and pieces[1].lower().endswith(("s", "x"))


def _is_short_id(text: str, pieces: list[str]) -> bool:
    """``tel-01234567``: a few letters and a long number are the number of a deposit."""
    return len(pieces) == 1 and len(pieces[0]) < 5 and bool(_LONG_NUMBER.search(text))


def _is_code(piece: str) -> bool:
    if piece.isdigit():
        return len(piece) > 2 and not re.fullmatch(r"(?:19|20)\d\d", piece)
    return bool(re.fullmatch(r"[a-z]{1,3}\d{3,}|[rp]\d+", piece, re.I)) and not re.fullmatch(
        r"(?:gpt|cm|ce|cp)\d+", piece, re.I
    )


@lru_cache(4096)
def _is_id(text: str) -> bool:
    """A number of five digits or more, a hash, a random code."""
    if text.isdigit():
        return len(text) > 4
    if _HEX.match(text) or _ISBN.match(text):
        return True
    if _MIXED.match(text) and not re.fullmatch(r"[A-Za-z]{3,}\d{1,4}", text):
        return True
    if (
        text.isascii()
        and text.isalpha()
        and len(text) > 5
        and text != text.lower()
        and text[1:] != text[1:].lower()
        and text != text.upper()
    ):
        return not _camel(text) or len(text) > 18
    if not _RANDOM.match(text):
        return False
    return len(text) > 24 or bool(_ALPHABET.search(text)) or sum(char in _VOWELS for char in text) * 5 < len(text)


def _camel(text: str) -> bool:
    return bool(re.fullmatch(r"(?:[A-Z]?[a-z]{2,}|[A-Z]{2,}(?=[A-Z][a-z]|$))+", text))


def _sentence(pieces: list[str], words: Mapping[str, str], site: str) -> str:
    """Words as a sentence: joined elisions, restored accents, known acronyms, a capital at the start."""
    french = not site.endswith(_FOREIGN_SITES) and not any(piece.lower() in FOREIGN_WORDS for piece in pieces)
    out = ""
    for at, piece in enumerate(pieces):
        word = _spelt(piece, words, ACCENTS if french else {})
        joins = out and pieces[at - 1].lower() in _ELISIONS and unaccented(piece[:1].lower()) in _BEFORE_ELISION
        out += ("’" if joins else " " if out else "") + word
    return out if out[1:2].isupper() else out[:1].upper() + out[1:]


def _spelt(piece: str, words: Mapping[str, str], accents: Mapping[str, str]) -> str:
    """One word as the group, the table of acronyms or the table of accents writes it."""
    low = piece.lower()
    if piece != low and not piece.istitle() and len(piece) < 12:
        return piece
    if found := ACRONYMS.get(low):
        return found
    plain = words.get(low) or accents.get(low)
    if plain:
        return plain if piece == low else plain[:1].upper() + plain[1:]
    return _unglued(low, words, accents) or piece


def _unglued(low: str, words: Mapping[str, str], accents: Mapping[str, str]) -> str:
    """``lintelligence`` as ``l’intelligence`` when the rest is a known word."""
    if low == "lia" and accents:
        return "l’IA"
    found = _GLUED.match(low) if len(low) > 6 else None
    rest = low[found.end() :] if found else ""
    known = words.get(rest) or accents.get(rest)
    return f"{low[: -len(rest)]}’{known}" if known else ""


def spelling(words: Iterable[str]) -> Mapping[str, str]:
    """``words`` by their unaccented lower-case form; the accented one wins, then the first."""
    found: dict[str, str] = {}
    for word in words:
        plain = unaccented(word.lower())
        if plain not in found or (found[plain] == plain and word.lower() != plain):
            found[plain] = word.lower()
    return found


def unaccented(text: str) -> str:
    """Without accents; ligatures taken apart."""
    if text.isascii():
        return text
    text = text.replace("œ", "oe").replace("æ", "ae").replace("ß", "ss")
    return "".join(char for char in unicodedata.normalize("NFD", text) if not unicodedata.combining(char))


@lru_cache(4)
def _spelling_of(words: tuple[str, ...]) -> Mapping[str, str]:
    return spelling(words)


def vocabulary(words: Collection[str]) -> Mapping[str, str]:
    """The spelling of ``words``; a mapping is taken as already made."""
    if isinstance(words, Mapping):
        return words
    return _spelling_of(tuple(words)) if words else {}
