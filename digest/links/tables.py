"""The tables of ``languages/links.yml`` and ``languages/<code>/links.yml`` in the form the scanners use."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import Any, cast

from digest.language import languages, table
from digest.model import LinkType

_ALL: Mapping[str, Any] = table("links")
_EACH: tuple[Mapping[str, Any], ...] = tuple(table("links", code) for code in languages())


def _names(key: str) -> frozenset[str]:
    """A list of words, from the table for all languages and from every language, in lower case."""
    found: set[str] = set()
    for part in (_ALL, *_EACH):
        value = part.get(key) or ()
        found.update(str(word).lower() for word in (value.split() if isinstance(value, str) else value))
    return frozenset(found)


def _by_word(key: str) -> dict[str, LinkType]:
    """``class: words`` of all languages turned round: word -> class; the table for all languages wins."""
    found: dict[str, LinkType] = {}
    for part in (_ALL, *_EACH):
        for kind, words in (part.get(key) or {}).items():
            for word in words.split() if isinstance(words, str) else words:
                found.setdefault(str(word).lower(), cast(LinkType, kind))
    return found


def _hosts(key: str) -> dict[str, frozenset[str]]:
    """``host: names`` -> the names as a set."""
    return {host: frozenset(str(names).lower().split()) for host, names in (_ALL.get(key) or {}).items()}


def _plain(word: str) -> str:
    """A word without its accents."""
    word = word.replace("œ", "oe").replace("ß", "ss")
    return "".join(char for char in unicodedata.normalize("NFD", word) if not unicodedata.combining(char))


# detection
PLAIN_TLDS = _names("plain_tlds")
FILE_TLDS = _names("file_tlds")
WORD_TLDS = _names("tld_words")
DETERMINERS = _names("determiners")
TITLES = _names("abbreviations")
HOME_WORDS: dict[str, frozenset[str]] = {
    str(top): frozenset(str(words).split()) for part in _EACH for top, words in (part.get("home_words") or {}).items()
}
NOT_HOSTS = _names("not_hosts")
NESTING_HOSTS = _names("nesting_hosts")

# canonical form
TRACKERS = _names("trackers")
TRACKER_PREFIXES = tuple(sorted(_names("tracker_prefixes")))
SITE_TRACKERS = _hosts("site_trackers")
HOST_ALIASES: Mapping[str, str] = _ALL.get("host_aliases") or {}
SAME_HOSTS: Mapping[str, str] = _ALL.get("same_hosts") or {}
MOBILE_HOSTS = _names("mobile_hosts")
FRAGMENT_HOSTS = _names("fragment_hosts")
WRAPPERS: Mapping[str, Mapping[str, str]] = _ALL.get("wrappers") or {}

# classes and titles
HOST_TYPES: dict[str, LinkType] = _by_word("host_types")
LABEL_TYPES: dict[str, LinkType] = _by_word("label_types")
TLD_TYPES: dict[str, LinkType] = _by_word("tld_types")
SUFFIX_TYPES: dict[str, LinkType] = _by_word("suffix_types")
PATH_TYPES: dict[str, LinkType] = _by_word("path_words")
CUE_TYPES: dict[str, LinkType] = _by_word("cue_words")
CUE_PHRASES: dict[str, LinkType | None] = {
    phrase.lower(): None if kind == "none" else kind
    for part in _EACH
    for kind, phrases in (part.get("cue_phrases") or {}).items()
    for phrase in phrases
}
SLUG_STARTS: dict[str, LinkType] = _by_word("slug_starts")
GENRES = _names("genre_words")
NOT_TITLES = _names("not_title_words")
HIRING_WORDS = _names("hiring_words")
NOT_FIRST = _names("not_first_words")
FOREIGN_WORDS = _names("foreign_words")
SENTENCE_WORDS = _names("sentence_words")
TITLE_LABELS = _names("title_labels")
ACRONYMS: dict[str, str] = {
    str(word).lower(): str(word) for part in (_ALL, *_EACH) for word in str(part.get("acronyms") or "").split()
}
ACCENTS: dict[str, str] = {}
for _word in sorted(_names("accents")):
    ACCENTS.setdefault(_plain(_word), _word)
SMALL_WORDS = _names("small_words")
PAGE_WORDS = _names("page_words")
