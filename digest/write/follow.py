"""The page that lists every feed and every file to take away."""

from __future__ import annotations

from collections.abc import Iterator

from digest.model import Page
from digest.write.desk import Desk
from digest.write.exports import EXPORTS
from digest.write.feed_entries import feed_words
from digest.write.feeds import plans


def write(desk: Desk) -> Iterator[Page]:
    """The page ``feeds/``."""
    w, home = feed_words(desk), desk.words.nav["home"]
    follow = w["follow"]
    yield desk.page(
        "feeds/index",
        "follow",
        follow["title"],
        follow["lede"],
        crumbs=[(home, "index")],
        lede=follow["lede"],
        counts=None,
        follow=follow,
        feeds=[(title, name) for name, title, _, _ in plans(desk)],
        files=[(name, w["files"][name]) for name in EXPORTS],
    )
