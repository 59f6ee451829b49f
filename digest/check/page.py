"""One page of the finished site as the standard library's HTML parser sees it: texts, attributes, anchors."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
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
# Numbers that draw, hashes, names of styles: never words.
SHAPES = frozenset(str.split("d points viewbox transform integrity class for xmlns"))
# Elements and classes whose numbers are ours (dates, counts, places), see the numbers check.
MARKED_TAGS = frozenset(["time", "nav", "h1", "summary", "caption"])
MARKED = frozenset(str.split("headerlink dg-calendar dg-rhythm dg-leaf dg-span dg-lede dg-counts"))


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
    in_article: bool = False


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


class _Tag(NamedTuple):
    """A start tag, understood once however often it is repeated on the pages of a site."""

    name: str
    given: dict[str, str]
    attributes: tuple[tuple[str, str], ...]  # those that hold words or addresses
    closed: bool  # ``<br />``
    marked: bool  # its text is ours, not the chat's


class _One(HTMLParser):
    """Reads a single start tag."""

    tag: _Tag | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]], closed: bool = False) -> None:
        given = {name: value or "" for name, value in reversed(attrs)}  # the first of two equal names counts
        told = tuple((name, value) for name, value in given.items() if value and name not in SHAPES)
        self.tag = _Tag(tag, given, told, closed, _is_marked(tag, given))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs, True)


@lru_cache(maxsize=1 << 14)
def _tag(raw: str) -> _Tag | None:
    reader = _One()
    reader.feed(raw)
    return reader.tag


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

    def parse_starttag(self, i: int) -> int:
        """As the standard library does, with a memory for tags."""
        end: int = self.check_for_whole_start_tag(i)
        if end < 0 or (tag := _tag(self.rawdata[i:end])) is None:
            return super().parse_starttag(i)
        self._begin(tag)
        if not tag.closed and tag.name in self.CDATA_CONTENT_ELEMENTS:
            self.set_cdata_mode(tag.name)
        return end

    def _begin(self, tag: _Tag) -> None:
        line = self.getpos()[0]
        if tag.name not in INLINE:
            self.flush()
        self._note(tag, line)
        if tag.name in ("script", "style") and not tag.closed:
            self.raw = (line, tag.name, tag.given.get("type", ""))
        if tag.name not in VOID and not tag.closed:
            _, marked, article = self.open[-1] if self.open else ("", False, False)
            self.open.append((tag.name, marked or tag.marked, article or tag.name == "article"))

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
            self.page.scripts.append(Script(*self.raw, data, any(article for _, _, article in self.open[-1:])))
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

    def _note(self, tag: _Tag, line: int) -> None:
        page = self.page
        page.attributes += [Attribute(line, tag.name, name, value) for name, value in tag.attributes]
        if anchor := tag.given.get("id"):
            page.anchors.add(anchor)
        if tag.name in NOTED:
            page.elements.append((line, tag.name, tag.given))
            if tag.name == "a" and (anchor := tag.given.get("name")):
                page.anchors.add(anchor)


def _is_marked(tag: str, given: dict[str, str]) -> bool:
    if tag in MARKED_TAGS or "data-count" in given:
        return True
    return not MARKED.isdisjoint(given.get("class", "").split())
