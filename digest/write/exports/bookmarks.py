"""Bookmarks in the format that Netscape began and every browser imports: a folder per topic."""

from __future__ import annotations

from calendar import timegm
from collections.abc import Iterator
from html import escape

from digest.markup import href
from digest.model import Resource
from digest.typography import one_line
from digest.write.desk import Desk
from digest.write.exports.shelves import shelves

_HEAD = """<!DOCTYPE NETSCAPE-Bookmark-file-1>
<!-- This is an automatically generated file.
     It will be read and overwritten.
     DO NOT EDIT! -->
<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=UTF-8">
<META NAME="robots" CONTENT="noindex">
"""


def bookmarks(desk: Desk) -> str:
    """All resources as bookmarks."""
    title = escape(desk.site.name or "chat-digest")
    return f"{_HEAD}<TITLE>{title}</TITLE>\n<H1>{title}</H1>\n<DL><p>\n{''.join(_folders(desk))}</DL><p>\n"


def _folders(desk: Desk) -> Iterator[str]:
    for title, resources in shelves(desk, desk.site.resources):
        lines = "".join(line for resource in resources for line in _bookmark(resource))
        yield f"    <DT><H3>{escape(title)}</H3>\n    <DL><p>\n{lines}    </DL><p>\n"


def _bookmark(resource: Resource) -> Iterator[str]:
    target = href(resource.url)
    if not target:
        return
    added = f' ADD_DATE="{timegm(resource.first.timetuple())}"' if resource.first else ""
    tags = ",".join(tag.replace(",", " ") for tag in (*resource.topics, *resource.tags))
    title = escape(one_line(resource.title or resource.host).strip())
    tagged = f' TAGS="{escape(tags)}"' if tags else ""
    yield f'        <DT><A HREF="{escape(target)}"{added}{tagged}>{title}</A>\n'
    if resource.why:
        yield f"        <DD>{escape(one_line(resource.why).strip())}\n"
