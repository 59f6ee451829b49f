"""Feeds of resources, figures, weeks, days, each topic, each list: Atom (RFC 4287) and JSON Feed 1.1, content alike.

The id of an entry is the id of its resource, never an address or a title, so that a reader's "seen" survives
merges, moves and new titles. Atom wants an IRI: ours is a name, ``urn:x-chat-digest:r-…``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple
from xml.etree import ElementTree as ET

from digest.model import Digest, KeyFigure, Page, Resource
from digest.write.desk import Desk
from digest.write.feed_entries import (
    Entry,
    address,
    digest_entry,
    feed_words,
    figure_entry,
    file_address,
    resource_entry,
)

NEWEST = 100  # entries of a feed of resources or figures
WEEKS, DAYS = 26, 30
_ATOM = "http://www.w3.org/2005/Atom"
_URN = "urn:x-chat-digest:"
# What XML 1.0 §2.2 does not allow in a document.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Feed(NamedTuple):
    """One feed; ``page`` is the page of the site that shows the same."""

    name: str
    title: str
    page: str
    entries: tuple[Entry, ...]


def write(desk: Desk) -> Iterator[Page]:
    """Each feed twice, as Atom and as JSON."""
    for feed in feeds(desk):
        yield Page(f"docs/feeds/{feed.name}.xml", atom(desk, feed))
        yield Page(f"docs/feeds/{feed.name}.json", json_feed(desk, feed))


def feeds(desk: Desk) -> Iterator[Feed]:
    """Every feed of the site."""
    made: dict[str, Entry] = {}  # a resource is told alike in all feeds
    for name, title, page, items in plans(desk):
        yield Feed(name, title, page, tuple(_entry(desk, item, made) for item in items))


def plans(desk: Desk) -> Iterator[tuple[str, str, str, Sequence[Resource | KeyFigure | Digest]]]:
    """Name, title and page of every feed, and what it tells of, newest first."""
    site, titles = desk.site, feed_words(desk)["titles"]
    yield "resources", titles["resources"], "resources/index", _newest(site.resources)
    figures = sorted(site.figures, key=lambda figure: (figure.message.day, figure.id), reverse=True)
    yield "figures", titles["figures"], "figures/index", figures[:NEWEST]
    yield "weeks", titles["weeks"], "archive/index", site.weeks[: -WEEKS - 1 : -1]
    yield "days", titles["days"], "archive/index", site.days[: -DAYS - 1 : -1]
    by_topic: dict[str, list[Resource]] = {topic.id: [] for topic in site.topics}
    for resource in site.resources:
        for name in dict.fromkeys(resource.topics):
            if name in by_topic:
                by_topic[name].append(resource)
    for topic in site.topics:
        title = titles["topic"].format(title=topic.title)
        yield f"topic-{topic.id}", title, f"topics/{topic.id}", _newest(by_topic[topic.id])
    for one in site.lists:
        title = titles["list"].format(title=one.title)
        yield f"list-{one.id}", title, f"lists/{one.id}", _newest(one.items)


def _entry(desk: Desk, item: Resource | KeyFigure | Digest, made: dict[str, Entry]) -> Entry:
    if isinstance(item, Digest):
        return digest_entry(desk, item)
    if isinstance(item, KeyFigure):
        return figure_entry(desk, item)
    if item.id not in made:
        made[item.id] = resource_entry(desk, item)
    return made[item.id]


def _newest(resources: Sequence[Resource]) -> list[Resource]:
    """The latest shared first; what was never shared comes last."""
    newest = sorted(resources, key=lambda r: (r.last or date.min, r.first or date.min, r.id), reverse=True)
    return newest[:NEWEST]


def atom(desk: Desk, feed: Feed) -> bytes:
    """The feed as an Atom document."""
    site = desk.site
    root = ET.Element("feed", {"xmlns": _ATOM, "xml:lang": desk.language})
    _add(root, "id", f"{_URN}feed:{feed.name}")
    _add(root, "title", _title(desk, feed), type="text")
    if site.description:
        _add(root, "subtitle", site.description, type="text")
    _add(root, "updated", _time(max((entry.updated for entry in feed.entries), default=site.today)))
    _add(_add(root, "author", ""), "name", site.name or "chat-digest")
    _add(root, "generator", "chat-digest")
    if site.url:
        _link(root, "self", file_address(desk, f"feeds/{feed.name}.xml"), "application/atom+xml")
        _link(root, "alternate", address(desk, feed.page), "text/html")
    for entry in feed.entries:
        _atom_entry(_add(root, "entry", ""), entry)
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(root, "unicode").encode() + b"\n"


def _atom_entry(into: ET.Element, entry: Entry) -> None:
    _add(into, "id", _URN + entry.id)
    _add(into, "title", entry.title, type="text")
    _add(into, "published", _time(entry.published))
    _add(into, "updated", _time(entry.updated))
    if entry.url:
        _link(into, "alternate", entry.url)
    if entry.page and entry.page != entry.url:
        _link(into, "related", entry.page, "text/html")
    for tag in entry.tags:
        ET.SubElement(into, "category", {"term": xml_text(tag)})
    _add(into, "content", entry.html, type="html")


def _add(into: ET.Element, name: str, text: str, **attributes: str) -> ET.Element:
    child = ET.SubElement(into, name, attributes)
    child.text = xml_text(text) or None
    return child


def _link(into: ET.Element, rel: str, href: str, kind: str = "") -> None:
    ET.SubElement(into, "link", {"rel": rel, "href": xml_text(href), **({"type": kind} if kind else {})})


def xml_text(text: str) -> str:
    """``text`` without the characters that XML cannot hold."""
    return _NOT_XML.sub("", text)


def _time(day: date) -> str:
    """Days only: the time of day is nobody's business."""
    return f"{day.isoformat()}T00:00:00Z"


def _title(desk: Desk, feed: Feed) -> str:
    return f"{desk.site.name} – {feed.title}" if desk.site.name else feed.title


def json_feed(desk: Desk, feed: Feed) -> bytes:
    """The feed as a JSON Feed 1.1 document."""
    site = desk.site
    told: dict[str, Any] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": _title(desk, feed),
        "description": site.description,
        "home_page_url": address(desk, feed.page),
        "feed_url": file_address(desk, f"feeds/{feed.name}.json"),
        "language": desk.language,
        "authors": [{"name": site.name}] if site.name else None,
    }
    told = {name: value for name, value in told.items() if value}
    told["items"] = [_json_item(entry) for entry in feed.entries]
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def _json_item(entry: Entry) -> dict[str, Any]:
    item = {
        "id": entry.id,
        "url": entry.page,
        "external_url": entry.url if entry.url != entry.page else "",
        "title": entry.title,
        "content_html": entry.html,
        "date_published": _time(entry.published),
        "date_modified": _time(entry.updated),
        "tags": list(entry.tags),
    }
    return {name: value for name, value in item.items() if value}
