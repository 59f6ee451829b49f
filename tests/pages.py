"""Pages in tests: written sites as text, rendered as MkDocs would render them, read as a browser would."""

from __future__ import annotations

import posixpath
import re
from html.parser import HTMLParser

import markdown

from digest.model import Page, Site
from digest.write import write

EXTENSIONS = ["admonition", "attr_list", "tables", "fenced_code", "toc"]
VOID = {"br", "img", "input", "meta", "link", "hr", "path", "rect"}


def markdown_pages(site: Site) -> dict[str, str]:
    """The site's Markdown pages: path -> text."""
    return {page.path: page.data.decode() for page in write(site) if page.path.endswith(".md")}


_READER = markdown.Markdown(extensions=EXTENSIONS)


def as_html(text: str) -> str:
    """Markdown as the site's settings read it."""
    return _READER.reset().convert(text)


def rendered(text: str) -> str:
    """The page's HTML without its front matter."""
    return as_html(text.split("\n---\n", 1)[1])


class Read(HTMLParser):
    """A page as a browser takes it: tags with the names of their attributes, ids, addresses, visible text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, ...]] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.words: list[str] = []
        self.open: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, *sorted(name for name, _ in attrs)))
        if tag not in VOID:
            self.open.append(tag)
        for name, value in attrs:
            if name == "id" and value:
                self.ids.append(value)
            if name in {"href", "src"} and value is not None:
                self.links.append(value)

    def handle_endtag(self, tag: str) -> None:
        assert tag in VOID or self.open.pop() == tag, f"</{tag}> closes something else"

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def text(self) -> str:
        return re.sub(r"[ \n]+", " ", "".join(self.words))


def address_of(path: str) -> str:
    """Where MkDocs puts ``docs/days/x.md``: ``days/x/``."""
    name = path.removeprefix("docs/").removesuffix(".md")
    return "" if name == "index" else name.removesuffix("index").rstrip("/") + "/"


def target(path: str, link: str) -> tuple[str, str]:
    """The address and anchor to which ``link`` on the page ``path`` leads, from the site's root."""
    place, _, anchor = link.partition("#")
    here = address_of(path)
    if not place:
        return here, anchor
    assert place.count("../") <= here.count("/"), f"{path}: {link} climbs above the site"
    joined = posixpath.normpath(posixpath.join("/", here, place)).lstrip("/")
    return (joined + "/" if place.endswith("/") and joined else joined), anchor


def page(pages: list[Page], path: str) -> str:
    """The text of one page."""
    return next(p.data.decode() for p in pages if p.path == path)
