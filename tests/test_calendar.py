"""The calendar of announced dates: valid for calendar programs, and no more exact than what was announced."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.model import Event, Redacted, Site
from digest.write.calendar import FOLD, escaped, folded, write
from digest.write.desk import Desk
from tests import sample

HOSTILE = sample.french(twist=lambda words: words + "\r\nEND:VCALENDAR\nBEGIN:VALARM;,\\ \x0b\u2028é" * 3)
SITES = {"French": sample.french(), "English": sample.english(), "hostile": HOSTILE}


def data(site: Site) -> bytes:
    (page,) = write(Desk(site))
    assert page.path == "docs/agenda.ics"
    return page.data


def read(site: Site) -> list[dict[str, str]]:
    """The events: name with parameters -> value, as a strict reader of RFC 5545 takes them."""
    text = data(site).decode()
    assert text.endswith("\r\n") and not re.search(r"(?<!\r)\n|\r(?!\n)", text)
    lines = re.sub(r"\r\n ", "", text).split("\r\n")[:-1]
    assert (lines[0], lines[1], lines[-1]) == ("BEGIN:VCALENDAR", "VERSION:2.0", "END:VCALENDAR")
    assert all(re.fullmatch(r"[A-Z-]+(?:;VALUE=DATE)?:[^\x00-\x08\x0a-\x1f\x7f]*", line) for line in lines)
    body = "\n".join(lines[1:-1])
    assert set(re.findall(r"^BEGIN:.*", body, re.M)) == {"BEGIN:VEVENT"}
    events = re.findall(r"BEGIN:VEVENT\n(.*?)\nEND:VEVENT", body, re.S)
    return [dict(line.split(":", 1) for line in event.split("\n")) for event in events]  # type: ignore[misc]


def one(**changed: object) -> dict[str, str]:
    """The only event of a site, made from the first of the sample."""
    site = sample.french()
    event = replace(site.events[0], deadline=False, **changed)  # type: ignore[arg-type]
    return read(replace(site, events=(event,)))[0]


@pytest.mark.parametrize("site", SITES.values(), ids=SITES)
def test_every_event_with_a_day_stands_in_it_once(site: Site) -> None:
    events = read(site)
    assert [event["UID"] for event in events] == [event.id for event in site.events if event.day]
    assert all(re.fullmatch(r"\d{8}T000000Z", event["DTSTAMP"]) for event in events)
    assert all(max(map(len, line.split(b"\r\n"))) <= FOLD for line in [data(site)])
    assert data(site) == data(site)


def test_a_day_is_a_day_and_a_time_is_in_no_zone() -> None:
    assert one(day=date(2025, 6, 21), time="14:00")["DTSTART"] == "20250621T140000"
    whole = one(day=date(2025, 6, 30), time="")
    assert (whole["DTSTART;VALUE=DATE"], whole["DTEND;VALUE=DATE"]) == ("20250630", "20250701")
    several = one(day=date(2025, 12, 30), end=date(2026, 1, 2), time="09:00")
    assert (several["DTSTART;VALUE=DATE"], several["DTEND;VALUE=DATE"]) == ("20251230", "20260103")
    assert several["DESCRIPTION"].startswith("9 h\\n")


@pytest.mark.parametrize("time", ["25:00", "9", "soon", "14:00\r\nX:1"])
def test_a_time_that_is_none_is_not_claimed(time: str) -> None:
    event = one(day=date(2025, 6, 21), time=time)
    assert "DTSTART" not in event and event["DTSTART;VALUE=DATE"] == "20250621"


def test_each_event_leads_to_the_day_it_was_announced() -> None:
    assert read(sample.french())[1]["URL"].startswith("https://digest.example.org/days/2025-06-12/#e-")
    assert "URL" not in read(replace(sample.french(), url=""))[0]


def test_a_deadline_says_so() -> None:
    assert read(sample.french())[0]["SUMMARY"] == "Date limite : Inscriptions au stage"


def test_no_calendar_without_a_day() -> None:
    assert list(write(Desk(sample.empty()))) == []


@given(st.text(max_size=300))
def test_any_text_survives_escaping_and_folding(text: str) -> None:
    text = text.encode("utf-8", "replace").decode()
    line = folded("SUMMARY:" + escaped(text))
    assert all(len(piece.encode()) <= FOLD for piece in line.split("\r\n"))
    value = line.replace("\r\n ", "").removesuffix("\r\n").removeprefix("SUMMARY:")
    back = re.sub(r"\\(.)", lambda m: "\n" if m[1] == "n" else m[1], value)
    assert back == re.sub(r"[\x00-\x09\x0b-\x1f\x7f]", "", text)


@pytest.mark.parametrize("site", SITES.values(), ids=SITES)
def test_the_parser_of_the_field_reads_it_without_complaint(site: Site) -> None:
    icalendar = pytest.importorskip("icalendar")
    events = icalendar.Calendar.from_ical(data(site)).walk("VEVENT")
    assert [str(event["UID"]) for event in events] == [event.id for event in site.events if event.day]
    assert not [event for event in events if event.errors]


def test_an_invented_event_keeps_its_words() -> None:
    site = sample.english()
    event = Event("e-aaaaaaaa", site.events[0].message, Redacted("Run; walk, or\\swim"), date(2025, 6, 9))
    assert read(replace(site, events=(event,)))[0]["SUMMARY"] == "Run\\; walk\\, or\\\\swim"
