"""Small line drawings as inline SVG, so that no page asks anybody for a picture; drawn on a grid of 24 units."""

from __future__ import annotations

from digest.markup import PageText

# ruff: noqa: E501 - a drawing is one line
_PATHS = {
    "article": "M5 4h14v16H5z M8.5 8.5h7 M8.5 12h7 M8.5 15.5h4",
    "video": "M3.5 5.5h17v13h-17z M10 9l5 3-5 3z",
    "audio": "M4 10v4 M8 7v10 M12 4v16 M16 7.5v9 M20 10v4",
    "paper": "M6 3.5h8l4 4v13H6z M14 3.5v4h4 M9 12h6 M9 16h6",
    "code": "M8.5 7.5L4 12l4.5 4.5 M15.5 7.5L20 12l-4.5 4.5 M13.2 5l-2.4 14",
    "dataset": "M5 6.5c0-3.3 14-3.3 14 0v11c0 3.3-14 3.3-14 0z M5 6.5c0 3.3 14 3.3 14 0 M5 12c0 3.3 14 3.3 14 0",
    "tool": "M14.5 6.5a4 4 0 0 1 5 5L9.5 21 4 15.5z M11 10l4 4",
    "course": "M2.5 9L12 4.5 21.5 9 12 13.5z M6.5 11v5c3 2.6 8 2.6 11 0v-5",
    "event": "M4 6h16v14H4z M4 10.5h16 M8.5 3.5V8 M15.5 3.5V8",
    "form": "M5 4h14v16H5z M8 9l1.5 1.5L12 8 M8 15l1.5 1.5L12 14 M14.5 9.5H17 M14.5 15.5H17",
    "document": "M6 3.5h8l4 4v13H6z M14 3.5v4h4",
    "social": "M4 5h16v11h-9l-4.5 4v-4H4z",
    "map": "M12 21s-6.5-6.5-6.5-11.5a6.5 6.5 0 0 1 13 0C18.5 14.5 12 21 12 21z M12 12a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z",
    "job": "M3.5 8h17v12h-17z M9 8V4.5h6V8 M3.5 13h17",
    "book": "M12 6.5C9 4.5 6 4.5 3 5.5v13c3-1 6-1 9 1 3-2 6-2 9-1v-13c-3-1-6-1-9 1z M12 6.5v13",
    "image": "M4 5h16v14H4z M4 16l5-5 4 4 2.5-2.5L20 16.5 M15.5 9.5h.01",
    "other": "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17z M3.5 12h17 M12 3.5c-5 5-5 12 0 17 M12 3.5c5 5 5 12 0 17",
    "question": "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17z M9.5 9.5a2.5 2.5 0 1 1 3.5 2.3c-.8.4-1 .9-1 1.700 M12 16.800h.01",
    "announcement": "M4 10v4h3l8 5V5L7 10z M18.5 9.5c1.3 1.3 1.3 3.700 0 5",
    "figure": "M5 20V11 M12 20V4 M19 20v-6",
    "poll": "M4 6h12 M4 12h16 M4 18h8",
    "week": "M4 6h16v14H4z M4 10.5h16 M8.5 3.5V8 M15.5 3.5V8 M8 15h8",
    "list": "M9 6.5h11 M9 12h11 M9 17.5h11 M4.5 6.5h.01 M4.5 12h.01 M4.5 17.5h.01",
    "topic": "M4 4h8l8 8-8 8-8-8z M8 8h.01",
    "pin": "M9 4h6l-1 6 3 3H7l3-3z M12 13v7",
}


def icon(name: str) -> PageText:
    """The drawing called ``name`` (a kind of resource, a section), for the eye only; a globe when there is none."""
    path = _PATHS.get(name, _PATHS["other"])
    return PageText(
        f'<svg class="dg-icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d="{path}"/></svg>'
    )
