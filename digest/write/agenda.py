"""The agenda: what comes up, seen from the latest day of the chat, and what has just passed."""

from __future__ import annotations

from collections.abc import Iterator

from digest.model import Event, Page
from digest.write.desk import Desk

PAST, UNDATED = 30, 10  # how many to keep in sight


def write(desk: Desk) -> Iterator[Page]:
    """The agenda page."""
    w, today, events = desk.words, desk.site.today, desk.site.events
    dated = [event for event in events if event.day]
    upcoming = [event for event in dated if _last(event) >= today.isoformat()]
    past = [event for event in reversed(dated) if _last(event) < today.isoformat()][:PAST]
    yield desk.page(
        "agenda",
        "agenda",
        w.agenda["title"],
        crumbs=[(w.nav["home"], "index")],
        lede=w.agenda["lede"],
        counts=[(desk.count("event", len(upcoming)), "upcoming")] if upcoming else None,
        upcoming=upcoming,
        past=past,
        undated=[event for event in reversed(events) if not event.day][:UNDATED],
    )


def _last(event: Event) -> str:
    day = event.end or event.day
    return day.isoformat() if day else ""
