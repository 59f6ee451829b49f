"""Files to take away: one module per family, one visible list."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from digest.model import Page
from digest.write.desk import Desk
from digest.write.exports import awesome, bookmarks, opml, papers, tables

EXPORTS: Mapping[str, Callable[[Desk], str]] = {
    "resources.csv": tables.resources_csv,
    "resources.json": tables.resources_json,
    "figures.csv": tables.figures_csv,
    "figures.json": tables.figures_json,
    "bookmarks.html": bookmarks.bookmarks,
    "awesome-list.md.txt": awesome.awesome_list,  # .txt: MkDocs would make a page of a Markdown file
    "feeds.opml": opml.opml,
    "papers.bib": papers.bibtex,
    "papers.csl.json": papers.csl_json,
}


def write(desk: Desk) -> Iterator[Page]:
    """Every export under ``docs/exports``."""
    for name, export in EXPORTS.items():
        yield Page(f"docs/exports/{name}", export(desk).encode("utf-8", "replace"))
