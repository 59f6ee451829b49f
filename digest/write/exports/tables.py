"""Resources and figures as JSON and as CSV (RFC 4180, with a byte order mark for spreadsheets)."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Sequence
from typing import Any

from digest.markup import href
from digest.model import KeyFigure, Resource
from digest.write.desk import Desk
from digest.write.feed_entries import address, said

_NUMBER = re.compile(r"[-+]?[0-9]{1,300}(?:[.,][0-9]{1,300})?")


def resource_row(desk: Desk, resource: Resource) -> dict[str, Any]:
    """A resource as plain data: what its card on the site shows."""
    return {
        "id": resource.id,
        "title": str(resource.title),
        "url": href(resource.url),
        "host": resource.host,
        "type": resource.type,
        "topics": list(resource.topics),
        "tags": list(resource.tags),
        "why": str(resource.why),
        "said": said(resource),
        "first": resource.first.isoformat() if resource.first else "",
        "last": resource.last.isoformat() if resource.last else "",
        "shares": len(resource.shares),
        "people": resource.people,
        "pinned": resource.pinned,
        "added": resource.added,
        "archive": href(resource.archive) if resource.archive else "",
        "language": resource.language,
        "page": address(desk, desk.resource_address(resource)),
    }


def figure_row(desk: Desk, figure: KeyFigure) -> dict[str, Any]:
    """A key figure as plain data, its value as a number or as two for a range."""
    source, found = desk.resources.get(figure.source), figure.figure
    return {
        "id": figure.id,
        "text": found.text,
        "value": list(found.value) if isinstance(found.value, tuple) else found.value,
        "unit": found.unit,
        "kind": found.kind,
        "approx": found.approx,
        "measures": str(figure.measures),
        "sentence": str(figure.sentence),
        "day": figure.message.day.isoformat(),
        "source_id": source.id if source else "",
        "source_title": str(source.title) if source else "",
        "source_url": href(source.url) if source else "",
        "page": address(desk, desk.figure_address(figure)),
    }


def resources_json(desk: Desk) -> str:
    """All resources as JSON."""
    return _json(_resource_rows(desk))


def figures_json(desk: Desk) -> str:
    """All key figures as JSON."""
    return _json(_figure_rows(desk))


def resources_csv(desk: Desk) -> str:
    """All resources as CSV."""
    return _csv(_resource_rows(desk), COLUMNS["resource"])


def figures_csv(desk: Desk) -> str:
    """All key figures as CSV."""
    return _csv(_figure_rows(desk), COLUMNS["figure"])


def _resource_rows(desk: Desk) -> list[dict[str, Any]]:
    return desk.once("resource rows", lambda: [resource_row(desk, resource) for resource in desk.site.resources])


def _figure_rows(desk: Desk) -> list[dict[str, Any]]:
    return desk.once("figure rows", lambda: [figure_row(desk, figure) for figure in desk.site.figures])


def _json(rows: Sequence[dict[str, Any]]) -> str:
    """The bytes of ``json.dumps(rows, ensure_ascii=False, indent=1)``; its indenting costs more than the rest."""
    if not rows:
        return "[]\n"
    plain = iter(_lines([None if isinstance(value, list) else value for row in rows for value in row.values()]))
    return "[\n" + ",\n".join(f" {{\n{_object(row, plain)}\n }}" for row in rows) + "\n]\n"


def _object(row: dict[str, Any], plain: Iterator[str]) -> str:
    texts = zip(row.items(), plain, strict=False)
    return ",\n".join(f'  "{name}": {_list(value) if text == "null" else text}' for (name, value), text in texts)


def _list(values: list[Any] | None) -> str:
    if not values:
        return "null" if values is None else "[]"
    return "[\n" + ",\n".join(f"   {text}" for text in _lines(values)) + "\n  ]"


def _lines(values: list[Any]) -> list[str]:
    """Each value as JSON; none of them holds a line break, as strings escape theirs."""
    return _encode(values)[1:-1].split("\n")


_encode = json.JSONEncoder(ensure_ascii=False, separators=("\n", ": ")).encode


COLUMNS = {
    "resource": (
        "id", "title", "url", "host", "type", "topics", "tags", "why", "said", "first", "last", "shares", "people",
        "pinned", "added", "archive", "language", "page",
    ),
    "figure": (
        "id", "text", "value", "unit", "kind", "approx", "measures", "sentence", "day", "source_id", "source_title",
        "source_url", "page",
    ),
}  # fmt: skip


def _csv(rows: Sequence[dict[str, Any]], columns: Sequence[str]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([cell(row[name]) for name in columns] for row in rows)
    return "\ufeff" + out.getvalue()


def cell(value: Any) -> str:
    """``value`` for a spreadsheet: what could be run as a formula is made text by an apostrophe.

    >>> cell("=HYPERLINK(1)"), cell("-5"), cell(["a", "b"]), cell(True)
    ("'=HYPERLINK(1)", '-5', 'a; b', 'yes')
    """
    if isinstance(value, str) and (not value or (value[0].isalnum() and "\x00" not in value)):
        return value
    if isinstance(value, bool):
        return "yes" if value else ""
    text = "; ".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)
    text = text.replace("\x00", "")
    # also after white space, and the full-width forms that some spreadsheets take for the marks
    bare = text.lstrip(" \t\r\n\u00a0\u202f")
    risky = text[:1] in ("\t", "\r", "\n", "'") or bare[:1] in tuple("=+-@＝＋－＠")
    return f"'{text}" if risky and bare and not _NUMBER.fullmatch(text) else text
