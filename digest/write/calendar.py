"""The dates that the group announced, for calendar programs: ``agenda.ics`` (RFC 5545), one event per announced day.

Written by hand: seven properties, no time zone, no repetition. The ``icalendar`` package would add three packages
(itself, python-dateutil, tzdata) for escaping and folding, which take a dozen lines here; tests read the result.
Only what was announced is said: a day, or a day and a time of no zone ("floating", §3.3.5), never an invented end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from digest.markup import href
from digest.model import Event, Page
from digest.typography import one_line, shorten
from digest.write import dates
from digest.write.desk import Desk
from digest.write.feed_entries import address
from digest.write.weekly import week_words

PLACE = "agenda.ics"  # under docs/; there is no such file while no event has a day
FOLD = 75  # octets of a line without its end (§3.1)
_TIME = re.compile(r"([01]\d|2[0-3]):([0-5]\d)")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


def write(desk: Desk) -> Iterator[Page]:
    """The calendar, when there is an event with a day: one without any is not valid."""
    events = [event for event in desk.site.events if event.day]
    if events:
        lines = [line for event in events for line in _event(desk, event)]
        text = "".join(folded(line) for line in (*_head(desk), *lines, "END:VCALENDAR"))
        yield Page(f"docs/{PLACE}", text.encode("utf-8", "replace"))


def _head(desk: Desk) -> Iterator[str]:
    name = week_words(desk)["calendar"]["name"].format(name=one_line(desk.site.name).strip() or "chat-digest")
    yield "BEGIN:VCALENDAR"
    yield "VERSION:2.0"
    yield "PRODID:-//chat-digest//agenda//EN"
    yield "CALSCALE:GREGORIAN"
    yield f"NAME:{escaped(name)}"  # RFC 7986
    yield f"X-WR-CALNAME:{escaped(name)}"  # the same for older programs


def _event(desk: Desk, event: Event) -> Iterator[str]:
    w = week_words(desk)["calendar"]
    assert event.day is not None
    title = shorten(event.title, 200)
    yield "BEGIN:VEVENT"
    yield f"UID:{event.id}"
    yield f"DTSTAMP:{_day(event.message.day)}T000000Z"  # the day it was announced: the same input, the same file
    yield from _moment(event, event.day)
    yield f"SUMMARY:{escaped(w['deadline'].format(title=title) if event.deadline else title)}"
    yield f"DESCRIPTION:{escaped(_description(desk, event))}"
    if page := address(desk, f"days/{event.message.day.isoformat()}#{event.id}"):
        yield f"URL:{page}"
    yield "END:VEVENT"


def _moment(event: Event, day: date) -> Iterator[str]:
    """When it is: a time only for an event of one day, for nobody said how long each day lasts."""
    last = max(event.end or day, day)
    time = _TIME.fullmatch(event.time)
    if time and last == day:
        yield f"DTSTART:{_day(day)}T{time[1]}{time[2]}00"
    else:
        yield f"DTSTART;VALUE=DATE:{_day(day)}"
        yield f"DTEND;VALUE=DATE:{_day(last + timedelta(1))}"  # the first day that is not part of it (§3.6.1)
        yield "TRANSP:TRANSPARENT"  # does not block the reader's whole day


def _day(when: date) -> str:
    return f"{when:%Y%m%d}"


def _description(desk: Desk, event: Event) -> str:
    """Its words in full, when it was announced, and the address that goes with it."""
    told = week_words(desk)["calendar"]["announced"].format(day=dates.short(event.message.day, desk.language))
    source = desk.resources.get(event.source)
    parts = [
        one_line(event.title).strip() if len(event.title) > 200 else "",
        desk.clock(event.time) if _TIME.fullmatch(event.time) else "",
    ]
    return "\n".join(filter(None, (*parts, told, href(source.url) if source else "")))


def escaped(text: str) -> str:
    r"""``text`` as the value of a property (§3.3.11).

    >>> escaped("a, b; c\nd")
    'a\\, b\\; c\\nd'
    """
    text = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\r", "").replace("\n", "\\n")
    return _CONTROL.sub("", text)


def folded(line: str) -> str:
    """``line`` with its end, cut into lines of at most 75 octets between two characters (§3.1)."""
    pieces, width = [""], 0
    for char in line:
        size = len(char.encode("utf-8", "replace"))
        if width + size > FOLD:
            pieces.append(" ")
            width = 1
        pieces[-1] += char
        width += size
    return "\r\n".join(pieces) + "\r\n"
