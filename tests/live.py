"""What of a payload is alive in a finished page: elements, attributes, addresses; and in what frame it stands."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from urllib.parse import urlsplit

from digest.check.page import VOID

MARKER = re.compile(r"zq[tp]\d+x\d+q")
INERT = frozenset(["title", "aria-label", "alt", "content", "value", "datetime", "label", "tags"])


class Shape(HTMLParser):
    """The frames (names of elements and their classes) in which a page shows text, and its elements with attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.frames: dict[str, str] = {}  # frame -> a piece of the text in it
        self.kinds: dict[str, str] = {}  # element with the names of its attributes -> where
        self.alive: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = sorted(name if not name.startswith("data-") else "data-" for name, _ in attrs)
        self.kinds[" ".join([tag, *names])] = str(attrs)[:200]
        for name, value in attrs:
            if MARKER.search(f"{name} {value}") and not _is_inert(tag, name, value or ""):
                self.alive.append(f"<{tag} {name}={value!r}>")
        if MARKER.search(tag):
            self.alive.append(f"<{tag}>")
        if tag not in VOID:
            classes = next((value or "" for name, value in attrs if name == "class"), "")
            self.open.append(".".join([tag, *classes.split()]))

    def handle_endtag(self, tag: str) -> None:
        for index in range(len(self.open) - 1, -1, -1):
            if self.open[index].split(".")[0] == tag:
                del self.open[index:]
                return

    def handle_data(self, data: str) -> None:
        if MARKER.search(data):
            self.frames[" > ".join(self.open)] = data.strip()[:80]

    def handle_comment(self, data: str) -> None:
        if MARKER.search(data):
            self.alive.append(f"<!--{data[:80]}-->")

    def handle_decl(self, decl: str) -> None:
        if MARKER.search(decl):
            self.alive.append(f"<!{decl[:80]}>")

    unknown_decl = handle_pi = handle_decl


def _is_inert(tag: str, name: str, value: str) -> bool:
    if tag == "a" and name == "href":
        address = urlsplit(value)
        return address.scheme in ("http", "https", "") and "@" not in address.netloc
    return name in INERT or (name.startswith("data-") and name != "data-md-component")
