"""Topics: one door each, and a page per topic with its resources, newest first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from digest.model import Page, Resource
from digest.write.desk import Desk
from digest.write.resources import SHELF, kinds
from digest.write.views import card, topics_of


class Shelf(NamedTuple):
    """A topic or a list as a door to its page."""

    title: str
    intro: str
    address: str
    size: int
    latest: tuple[Resource, ...]


def write(desk: Desk) -> Iterator[Page]:
    """The page of all topics and a page for each."""
    shelves = {topic.id: [r for r in desk.site.resources if topic.id in r.topics] for topic in desk.site.topics}
    doors = [
        Shelf(topic.title, topic.intro, f"topics/{topic.id}", len(found), tuple(found[:3]))
        for topic in desk.site.topics
        if (found := shelves[topic.id]) is not None
    ]
    yield doors_page(desk, "topics", "topic", doors)
    for topic in desk.site.topics:
        yield from shelf_pages(desk, "topics", topic.id, topic.title, topic.intro, shelves[topic.id])


def doors_page(desk: Desk, folder: str, sign: str, doors: Sequence[Shelf]) -> Page:
    """The first page of a folder of shelves: a door to each."""
    w = desk.words
    section = getattr(w, folder)
    return desk.page(
        f"{folder}/index",
        "shelf",
        section["title"],
        crumbs=[(w.nav["home"], "index")],
        lede=section["lede"],
        counts=[(desk.count(sign, len(doors)), "")] if doors else None,
        shelves=doors,
        sign=sign,
        empty=section["empty"],
        hint=section["empty_hint"],
    )


def shelf_pages(
    desk: Desk, folder: str, name: str, title: str, intro: str, found: Sequence[Resource]
) -> Iterator[Page]:
    """The page of a topic or list, in parts when it holds very many resources."""
    w = desk.words
    parts = [found[n : n + SHELF] for n in range(0, len(found), SHELF)] or [found]
    for number, part in enumerate(parts, 1):
        cards = [card(resource, None, desk.reasons.get(resource.id, ())) for resource in part]
        more = [(f"{number + 1}", f"{folder}/{name}/{number + 1}", len(parts[number]))] if number < len(parts) else []
        yield desk.page(
            f"{folder}/{name}" + (f"/{number}" if number > 1 else ""),
            "topic",
            title if number == 1 else w.resources["part"].format(title=title, n=number),
            intro,
            crumbs=[(w.nav["home"], "index"), (w.nav[folder], f"{folder}/index")],
            lede=intro,
            counts=[(desk.count("resource", len(found)), "")],
            cards=cards,
            months=more,
            kinds_here=kinds(desk, cards),
            topics_here=topics_of(desk, [one.resource for one in cards]),
            sorts=True,
            none_text=w.resources["none"],
            empty=getattr(w, folder)["topic_empty" if folder == "topics" else "list_empty"],
            previous=None,
            following=None,
        )
