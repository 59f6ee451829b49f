"""Which resources a rule, a topic or a list means."""

from __future__ import annotations

import re
from collections.abc import Iterable
from unicodedata import normalize
from urllib.parse import urlsplit

from digest.curation import Match, TopicRule
from digest.model import Resource


def fits(resource: Resource, match: Match) -> bool:
    """Whether every field of ``match`` that is set fits ``resource``."""
    return (
        (not match.host or on_host(resource, match.host))
        and (not match.path or path_of(resource).startswith(match.path))
        and (not match.type or resource.type in match.type)
        and (not match.topic or any(topic in resource.topics for topic in match.topic))
        and (not match.tag or not {fold(tag) for tag in match.tag}.isdisjoint(map(fold, resource.tags)))
        and (not match.since or (resource.last is not None and resource.last >= match.since))
        and (not match.until or (resource.first is not None and resource.first <= match.until))
        and (not match.words or says(resource, match.words))
    )


def in_topic(resource: Resource, topic: TopicRule) -> bool:
    """Whether ``resource`` joins the moderator's ``topic`` by its host or its words."""
    return bool(topic.hosts and on_host(resource, topic.hosts)) or bool(topic.words and says(resource, topic.words))


def on_host(resource: Resource, hosts: Iterable[str]) -> bool:
    """Whether the resource stands on one of ``hosts`` or below it; ``www.`` never counts.

    A host may be pasted with ``https://``.
    """
    own = bare_host(resource.host or urlsplit(resource.url).hostname or "")
    wanted = (bare_host(urlsplit(host).hostname or "" if "://" in host else host) for host in hosts)
    return any(host and (own == host or own.endswith(f".{host}")) for host in wanted)


def bare_host(host: str) -> str:
    """Host in small letters, without ``www.``, outer dots or a path."""
    return host.strip().lower().split("/")[0].strip(".").removeprefix("www.")


def path_of(resource: Resource) -> str:
    """The path of the resource's address, with its first slash."""
    return urlsplit(resource.url).path or "/"


def says(resource: Resource, words: Iterable[str]) -> bool:
    """Whether one of ``words`` stands, as whole words, in the title, the tags or what was said."""
    parts = (resource.title, resource.why, *resource.tags, *(share.comment for share in resource.shares))
    text = f" {' '.join(_words(' '.join(parts)))} "
    return any(f" {' '.join(wanted)} " in text for word in words if (wanted := _words(word)))


def _words(text: str) -> list[str]:
    return _WORD.findall(fold(text))


def fold(text: str) -> str:
    """Small letters without accents."""
    return text.lower() if text.isascii() else _ACCENT.sub("", normalize("NFD", text.casefold()))


_WORD = re.compile(r"[^\W_]+")
_ACCENT = re.compile("[\u0300-\u036f]+")
