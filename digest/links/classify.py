"""What kind of thing an address leads to: from its file name, its site, the words of its path, the words around it."""

from __future__ import annotations

import re
from functools import lru_cache

from digest.links.address import Address
from digest.links.tables import CUE_TYPES, EMPTY_SLUGS, HOST_TYPES, PATH_TYPES, SUFFIX_TYPES
from digest.model import LinkType

_SUFFIX = re.compile(r"\.([a-z0-9]{1,8})$", re.I)
_WORDS = re.compile(r"[^\W_]+")
_KIND_HOSTS = re.compile(
    r"^(?:(?P<event>agenda|events?|billetterie|inscriptions?)|(?P<form>sondages?|forms?|enquetes?|survey|limesurvey|petitions?)|(?P<course>moodle\d?|mooc|formations?|formacion|cours|learn|academy|campus|elearning|e-learning)"
    r"|(?P<map>maps?|cartes?|umap)|(?P<dataset>data|opendata|datasets?|donnees)|(?P<code>git|gitlab|gitea|forge|code)|(?P<video>videos?|tv|tube|peertube|replay|webtv)"
    r"|(?P<audio>podcasts?|radio)|(?P<article>blogs?|news|actu|actus|wiki|journal|mag|magazine|revue)|(?P<job>jobs?|emplois?|careers?|recrutement|karriere)|(?P<document>docs?|documents?|pad|cloud|nuage|drive)"
    r"|(?P<tool>apps?|tools?|outils?|chat|ia|play|jeux?)|(?P<book>librairie|books?|livres?|editions)|(?P<image>photos?|images?|img|gallery))(?:\d*$|-)"
)
_TLD_KINDS: dict[str, LinkType] = {
    "tv": "video",
    "app": "tool",
    "blog": "article",
    "news": "article",
    "jobs": "job",
    "wiki": "article",
}
_WEAK_WORDS: frozenset[LinkType] = frozenset(("document", "image", "tool", "social", "map"))


@lru_cache(8192)
def kind_of_address(address: Address) -> tuple[LinkType, int]:
    """The class that the address alone tells, and how sure it is: 3 file or site, 2 path or host word, 1 slug, 0 nothing."""
    if found := _by_suffix(address):
        return found, 3
    if found := by_host(address):
        return found, 3
    if found := _by_path(address):
        return found, 2
    label = address.site.split(".")[0] if address.site.count(".") > 1 else ""
    if label and (match := _KIND_HOSTS.match(label)):
        return _as_type(match.lastgroup or "other"), 2
    if address.parts and (named := _TLD_KINDS.get(address.site.rsplit(".", 1)[-1])):
        return named, 2
    return ("article", 1) if slug_words(address) >= 3 else ("other", 0)


def kind_of(address: Address, context: str) -> LinkType:
    """The class of an address shared with the words ``context`` (its own line or sentence, in lower case)."""
    found, sure = kind_of_address(address)
    if sure >= 2 or not context:
        return found
    return cue(context) or found


def cue(context: str) -> LinkType | None:
    """The class that the sharer's words tell: the last cue before the link wins."""
    for word in reversed(_WORDS.findall(context)):
        if kind := CUE_TYPES.get(word):
            return kind
    return None


def _as_type(name: str) -> LinkType:
    return SUFFIX_TYPES.get("", "other") if name == "other" else _NAMES[name]


_NAMES: dict[str, LinkType] = {
    name: name  # type: ignore[misc]
    for name in "article video audio paper code dataset tool course event form document social map job book image".split()
}


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
        for size in range(len(pieces), 0, -1):
            if kind := HOST_TYPES.get(host + "/" + "/".join(pieces[:size])):
                return kind
        if kind := HOST_TYPES.get(host):
            return kind
    return None


def _by_path(address: Address) -> LinkType | None:
    """The class of a word in the path: whole pieces first, from the left, then words of all pieces but the slug."""
    parts = [part.lower() for part in address.parts]
    for part in parts:
        if kind := PATH_TYPES.get(part.rsplit(".", 1)[0]):
            return kind
    for part in parts:
        words = _WORDS.findall(part)
        if len(words) <= 3 or part is not parts[-1]:
            for word in words:
                if (kind := PATH_TYPES.get(word)) and kind not in _WEAK_WORDS:
                    return kind
    return None


def slug_words(address: Address) -> int:
    """How many words the last piece of the path has that is not only a number."""
    for part in reversed(address.parts):
        words = [word for word in _WORDS.findall(part) if not word.isdigit() and word.lower() not in EMPTY_SLUGS]
        if words and len(words[0]) < 30:
            return len(words)
    return 0
