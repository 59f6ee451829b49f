"""Topics without a network: the moderator's own first, then built-in ones by words, hashtags and hosts."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from urllib.parse import unquote, urlsplit

from digest import cues, language
from digest.model import Resource, Topic

MOST = 2  # built-in topics for one resource
_HASHTAG = re.compile(r"(?<![\w&/])#([^\W\d_][\w-]{1,30})")


def built_in_topics(code: str) -> tuple[Topic, ...]:
    """The topics that a site in this language has from the start; English for a language without a table."""
    rows = language.table("topics", code).get("topics") or language.table("topics", "en").get("topics", ())
    return tuple(Topic(str(row["id"]), str(row["title"])) for row in rows)


def topic_words(topics: Sequence[object]) -> list[str]:
    """The words of the moderator's topics: titles, and the words given for them."""
    return [
        word
        for topic in topics
        for word in (str(getattr(topic, "title", "")), *map(str, getattr(topic, "words", ())))
        if word
    ]


def with_topics(resources: Sequence[Resource], topics: Sequence[object], site_language: str) -> list[Resource]:
    """Each resource with its topics and the hashtags it was shared with.

    Args:
        resources: as found.
        topics: the moderator's own (``id``, ``title``, ``words``, ``hosts``): a word or host is enough.
        site_language: whose table of words is used beside that of the resource.
    """
    own, own_hosts = _own(topics) if topics else None, _own_hosts(topics)
    return [_with_topics(resource, own, own_hosts, site_language) for resource in resources]


def _with_topics(
    resource: Resource, own: cues.Cues | None, own_hosts: Mapping[str, str], site_language: str
) -> Resource:
    title, said, path = _words_of(resource)
    texts = (share.message.text for share in resource.shares)
    tags = tuple(dict.fromkeys(tag.lower() for text in texts if "#" in text for tag in _HASHTAG.findall(text)))
    tagged = [word for tag in tags for word in cues.words(tag)]
    mine = own.of([*title, ".", *said, ".", *path, ".", *tagged]) if own else ()
    by_host = [
        topic for host, topic in own_hosts.items() if resource.host == host or resource.host.endswith(f".{host}")
    ]
    chosen = [*sorted(mine), *by_host]
    if len(chosen) < MOST:
        chosen += _built_in(resource, title, [*said, *tagged], path, site_language)[: MOST - len(chosen)]
    return replace(resource, topics=tuple(dict.fromkeys(chosen)), tags=tags)


def _words_of(resource: Resource) -> tuple[list[str], list[str], list[str]]:
    """The words of the title, of what was said, and of the address."""
    said = [word for share in resource.shares[:5] for word in cues.words(share.comment)]
    path = cues.words(unquote(urlsplit(resource.url).path).replace("/", " "))
    return cues.words(resource.title), said, path


def _built_in(resource: Resource, title: list[str], said: list[str], path: list[str], site_language: str) -> list[str]:
    """Built-in topics, the surest first: a host or a word of the title weighs more than a word that was said."""
    finder = _finder(site_language, resource.language)
    points: dict[str, int] = {}
    for found, weight in (
        (finder.of(title), 2),
        (finder.of(said), 1),
        (finder.of(path), 1),
        (_hosts_of(resource.host), 2),
    ):
        for topic in found:
            points[topic] = points.get(topic, 0) + weight
    order = _order(site_language)
    known = [topic for topic in points if topic in order]
    return sorted(known, key=lambda topic: (-points[topic], order[topic]))


@cache
def _order(code: str) -> Mapping[str, int]:
    """The place of each built-in topic among them."""
    return {topic.id: at for at, topic in enumerate(built_in_topics(code))}


def _own(topics: Sequence[object]) -> cues.Cues:
    """The moderator's topics by their title and words."""
    return cues.Cues({str(getattr(topic, "id", "")): topic_words([topic]) for topic in topics})


def _own_hosts(topics: Sequence[object]) -> dict[str, str]:
    return {str(host): str(getattr(topic, "id", "")) for topic in topics for host in getattr(topic, "hosts", ())}


@cache
def _finder(*codes: str) -> cues.Cues:
    phrases: dict[str, list[str]] = {}
    for code in dict.fromkeys(codes):
        for row in language.table("topics", code).get("topics", ()):
            phrases.setdefault(str(row["id"]), []).extend(map(str, row["words"]))
    return cues.Cues(phrases)


@cache
def _hosts_of(host: str) -> frozenset[str]:
    """Topics that the host tells by itself."""
    labels = {label for part in host.split(".")[:-1] for label in (part, *part.split("-"))}
    found = set()
    for topic, hosts in language.table("topics").get("hosts", {}).items():
        for name in hosts:
            if (name.startswith("~") and name[1:] in labels) or host == name or host.endswith(f".{name}"):
                found.add(str(topic))
    return frozenset(found)
