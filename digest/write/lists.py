"""Curated lists: one door each, and a page per list in the moderator's order."""

from __future__ import annotations

from collections.abc import Iterator

from digest.model import Page
from digest.write.desk import Desk
from digest.write.topics import Shelf, doors_page, shelf_pages


def write(desk: Desk) -> Iterator[Page]:
    """The page of all lists and a page for each."""
    doors = [Shelf(one.title, one.intro, f"lists/{one.id}", len(one.items), one.items[:3]) for one in desk.site.lists]
    yield doors_page(desk, "lists", "list", doors)
    for one in desk.site.lists:
        yield from shelf_pages(desk, "lists", one.id, one.title, one.intro, one.items)
