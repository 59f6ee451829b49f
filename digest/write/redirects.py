"""A small page at ``r/<id>/`` for every id that moved or went: bare HTML, which MkDocs copies as it is."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from digest.model import Page
from digest.write.desk import Desk
from digest.write.feed_entries import address, feed_words


def write(desk: Desk) -> Iterator[Page]:
    """A stub for each older id of a resource that is shown, and for each id that was removed."""
    for old, found in sorted(targets(desk).items()):
        yield Page(f"docs/r/{old}/index.html", _stub(desk, found).encode())


def targets(desk: Desk) -> dict[str, str]:
    """Old id -> place of the resource (``resources/2025-06#r-…``), "" when it is gone."""
    found = {old: desk.resource_address(resource) for resource in desk.site.resources for old in resource.aliases}
    for old, reason in desk.site.removed.items():
        if old not in found and old not in desk.resources:
            new = desk.resources.get(reason)
            found[old] = desk.resource_address(new) if new else ""
    return found


def _stub(desk: Desk, there: str) -> str:
    w = feed_words(desk)
    href = f"../../{desk.to(there, 'index')}" if there else f"../../{'' if desk.directory_urls else 'index.html'}"
    href = href.replace("/./", "/")
    text, label = (w["moved"], w["story"]) if there else (w["removed"], w["home"])
    head = [
        '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width">',
        '<meta name="robots" content="noindex">',
        f"<title>{escape(desk.site.name or 'chat-digest')}</title>",
    ]
    if there:
        head.append(f'<meta http-equiv="refresh" content="0; url={escape(href)}">')
        if full := address(desk, there):
            head.append(f'<link rel="canonical" href="{escape(full)}">')
    body = f'<p>{escape(text)} <a href="{escape(href)}">{escape(label)}</a></p>'
    return f'<!doctype html>\n<html lang="{desk.language}">\n{"".join(head)}\n{body}\n</html>\n'
