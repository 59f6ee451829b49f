"""One page of the finished site as the standard library's HTML parser sees it: texts, attributes, anchors."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import NamedTuple

# Elements without an end tag and those that flow inside a line of text (HTML Living Standard, 13.1.2 and 4.5).
VOID = frozenset(str.split("area base br col embed hr img input link meta param source track wbr"))
INLINE = frozenset(
    str.split(
        "a abbr b bdi bdo cite code data del dfn em font i ins kbd label mark q s samp small span strong sub sup "
        "time u var wbr"
    )
)
SHAPES = frozenset(str.split("d points viewbox transform integrity"))  # numbers that draw, or hashes: never words
# Elements and classes whose numbers are ours (dates, counts, places), see the numbers check.
MARKED_TAGS = frozenset(["time", "nav", "h1", "summary", "caption"])
MARKED = frozenset(str.split("headerlink dg-calendar dg-rhythm dg-fold dg-leaf dg-span dg-lede dg-counts"))


class Run(NamedTuple):
    """Text that a reader sees in one piece, inline elements joined."""

    line: int
    text: str
    told: str  # the part that claims to come from the chat: inside the article, outside marked elements


class Attribute(NamedTuple):
    """One attribute of one element; ``value`` is unescaped."""

    line: int
    tag: str
    name: str
    value: str


class Script(NamedTuple):
    """An inline script or style element."""

    line: int
    tag: str
    type: str
    text: str


@dataclass(slots=True)
class ParsedPage:
    """What the checks need to know of a page."""

    runs: list[Run] = field(default_factory=list)
    attributes: list[Attribute] = field(default_factory=list)
    elements: list[tuple[int, str, dict[str, str]]] = field(default_factory=list)  # those that load, link or rule
    scripts: list[Script] = field(default_factory=list)
    anchors: set[str] = field(default_factory=set)


def parse_page(text: str) -> ParsedPage:
    """Read a page, a feed or a fragment of markup; never raises on bad markup."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    reader.flush()
    return reader.page


# Elements that the checks of requests, robots and links look at as a whole.
NOTED = frozenset(
    str.split(
        "a area applet audio base body button embed form frame iframe image img input link meta object script source "
        "style track use video"
    )
)


class _Reader(HTMLParser):
    """Collects a :class:`ParsedPage`."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.page = ParsedPage()
        self.open: list[tuple[str, bool, bool]] = []  # tag, marked as ours, inside the article
        self.text: list[str] = []
        self.told: list[str] = []
        self.start = 0
        self.raw: tuple[int, str, str] | None = None  # line, tag, type of the open script or style

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        line = self.getpos()[0]
        if tag not in INLINE:
            self.flush()
        self._note(tag, given, line)
        if tag in ("script", "style"):
            self.raw = (line, tag, given.get("type", ""))
        if tag not in VOID:
            _, marked, article = self.open[-1] if self.open else ("", False, False)
            self.open.append((tag, marked or _is_marked(tag, given), article or tag in ("article", "main")))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in INLINE:
            self.flush()
        self._note(tag, {name: value or "" for name, value in attrs}, self.getpos()[0])

    def handle_endtag(self, tag: str) -> None:
        if tag not in INLINE:
            self.flush()
        self.raw = None
        for index in range(len(self.open) - 1, max(-1, len(self.open) - 40), -1):
            if self.open[index][0] == tag:
                del self.open[index:]
                return

    def handle_data(self, data: str) -> None:
        if self.raw:
            self.page.scripts.append(Script(*self.raw, data))
            return
        if not self.text:
            self.start = self.getpos()[0]
        self.text.append(data)
        _, marked, article = self.open[-1] if self.open else ("", False, False)
        self.told.append(data if article and not marked else " ")

    def handle_comment(self, data: str) -> None:
        self.page.runs.append(Run(self.getpos()[0], data, ""))

    def unknown_decl(self, data: str) -> None:
        self.handle_data(data.removeprefix("CDATA["))

    def flush(self) -> None:
        """A block begins or ends: what was read so far is one run."""
        if self.text:
            text = "".join(self.text)
            if not text.isspace():
                self.page.runs.append(Run(self.start, text, "".join(self.told)))
            self.text.clear()
            self.told.clear()

    def _note(self, tag: str, given: dict[str, str], line: int) -> None:
        page = self.page
        for name, value in given.items():
            if value and name not in SHAPES:
                page.attributes.append(Attribute(line, tag, name, value))
        if anchor := given.get("id"):
            page.anchors.add(anchor)
        if tag == "a" and (anchor := given.get("name")):
            page.anchors.add(anchor)
        if tag in NOTED:
            page.elements.append((line, tag, given))


def _is_marked(tag: str, given: dict[str, str]) -> bool:
    if tag in MARKED_TAGS or "data-count" in given:
        return True
    return not MARKED.isdisjoint(given.get("class", "").split())
