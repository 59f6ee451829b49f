"""What kind of thing an address leads to: from its file name, its site, the words of its path, the words around it."""

from __future__ import annotations

import re
from functools import lru_cache

from digest.links.address import Address
from digest.links.tables import (
    CUE_PHRASES,
    CUE_TYPES,
    HOST_TYPES,
    LABEL_TYPES,
    PATH_TYPES,
    SLUG_STARTS,
    SUFFIX_TYPES,
    TLD_TYPES,
)
from digest.model import LinkType

_SUFFIX = re.compile(r"\.([a-z0-9]{1,8})$", re.I)
_WORDS = re.compile(r"[^\W_]+")
_DATED = re.compile(r"/(?:19|20)\d\d/(?:\d\d?|[a-z]{3,9})/", re.I)
_CUE_PHRASES = re.compile(r"\b(?:" + "|".join(map(re.escape, sorted(CUE_PHRASES, reverse=True))) + r")\b")
_LABEL = re.compile(r"[a-z]+")
_WITH_PATHS = frozenset(host.partition("/")[0] for host in HOST_TYPES if "/" in host)
_SHORT_KINDS: frozenset[LinkType] = frozenset(
    ("course", "event", "form", "job", "audio", "video", "dataset", "book", "paper")
)


@lru_cache(8192)
def kind_of_address(address: Address) -> tuple[LinkType, int]:
    """The class that the address alone tells, and how sure: 3 file or site, 2 word, 1 slug, 0 nothing."""
    if found := _by_suffix(address):
        return found, 3
    if found := by_host(address):
        return _by_section(found, address), 3
    if found := _by_path(address):
        return found, 2
    if address.site.count(".") > 1 and (found := _by_label(address.site)):
        return found, 2
    if address.parts and (named := TLD_TYPES.get(address.site.rsplit(".", 1)[-1])):
        return named, 2
    words = slug_words(address)
    return ("article", 1) if words >= 3 or (words and _DATED.search(address.path)) else ("other", 0)


def cue(context: str) -> LinkType | None:
    """The class that the sharer's words (in lower case) tell: the last cue before the link wins."""
    if not context:
        return None
    for found in reversed(list(_CUE_PHRASES.finditer(context))):
        if kind := CUE_PHRASES[found.group()]:
            return kind
    for word in reversed(_WORDS.findall(_CUE_PHRASES.sub(" ", context))):
        if kind := CUE_TYPES.get(word):
            return kind
    return None


def _by_label(site: str) -> LinkType | None:
    """The class that the first label of a host names: ``podcast.``, ``tube-sciences.``, ``maps2.``."""
    found = _LABEL.match(site)
    if found and (site[found.end()] in ".-" or site[found.end()].isdigit()):
        return LABEL_TYPES.get(found.group())
    return None


def _by_suffix(address: Address) -> LinkType | None:
    last = address.path.rsplit("/", 1)[-1]
    found = _SUFFIX.search(last)
    if not found or address.site in ("github.com", "gitlab.com"):
        return None
    return SUFFIX_TYPES.get(found[1].lower())


def by_host(address: Address) -> LinkType | None:
    """The class of the site, or of the part of it where the path starts."""
    labels = address.site.split(".")
    hosts = [".".join(labels[at:]) for at in range(len(labels) - 1)]
    if labels[0] in ("google", "amazon") or (
        labels[0] in ("maps", "books", "scholar", "news") and labels[1] == "google"
    ):
        hosts.append(labels[0])
    pieces = [part.lower() for part in address.parts[:3]]
    for host in hosts:
        for size in range(len(pieces) if host in _WITH_PATHS else 0, 0, -1):
            if kind := HOST_TYPES.get(host + "/" + "/".join(pieces[:size])):
                return kind
        if kind := HOST_TYPES.get(host):
            return kind
    return None


def _by_section(kind: LinkType, address: Address) -> LinkType:
    """A newspaper's films and sounds, and the news of a tool or school, are what their section says."""
    section = next((found for part in address.parts[:-1] if (found := PATH_TYPES.get(part.lower()))), None)
    if kind == "article" and section in ("video", "audio"):
        return section
    return "article" if section == "article" and kind in ("tool", "course", "form", "document") else kind


def _by_path(address: Address) -> LinkType | None:
    """The class of a word in the path: whole pieces from the left, then words of short ones, how a slug starts."""
    parts = [part.lower() for part in address.parts]
    for part in parts:
        if kind := PATH_TYPES.get(part.rsplit(".", 1)[0]):
            return kind
    for part in parts:
        words = _WORDS.findall(part)
        if words and (kind := SLUG_STARTS.get(words[0])):
            return kind
        for word in words if len(words) < 3 else words[:1]:
            if (kind := PATH_TYPES.get(word)) and len(words) < 4 and kind in _SHORT_KINDS:
                return kind
    return None


def slug_words(address: Address) -> int:
    """How many words the last piece of the path has that is not only a number."""
    for part in reversed(address.parts):
        words = [word for word in _WORDS.findall(part) if not word.isdigit()]
        if words and len(words[0]) < 30:
            return len(words)
    return 0
