"""Announcements: news that all members should know or act on."""

from __future__ import annotations

from digest.dates import find_dates
from digest.find.hosts import kinds_of_host
from digest.find.pieces import make_id, shortened, without_links
from digest.find.resources import host_of
from digest.model import Announcement
from digest.rank import Candidate, Reason
from digest.talk import Talk, Turn
from digest.vocabulary import Subject

LEAST = 1.3  # points that make a message an announcement
_LONGEST = 320
_SIGNS = frozenset({"deadline", "call", "decision", "change", "vacancy", "launch", "binding", "official", "moved"})


def find_announcements(talk: Talk, subject: Subject) -> list[Candidate]:
    """All announcements as candidates, oldest first."""
    found = []
    for turn in talk.turns:
        if not turn.cues & _SIGNS or turn.plain < 4:
            continue
        reasons = [reason for reason in _reasons(turn) if reason.points]
        if sum(reason.points for reason in reasons) >= LEAST:
            text = shortened(without_links(turn.message), _LONGEST)
            item = Announcement(make_id("a", turn.message.day, text), turn.message, text)
            found.append(Candidate(item, turn.message, (*reasons, subject.reason(turn.words))))
    return found


def _reasons(turn: Turn) -> list[Reason]:
    said = turn.cues
    reasons = [Reason(code, points) for cue, code, points in _CUES if cue in said]
    reasons.append(Reason("said", 0.4 * (turn.plain >= 8) + 0.2 * (turn.plain >= 15)))
    if turn.plain < 6:
        reasons.append(Reason("bare", -0.5))
    if "launch" in said and "study" in said:
        reasons.append(Reason("detail", -0.6))  # "the report is out" is a resource
    if turn.asks:
        reasons.append(Reason("asked", -0.5 if said & {"call", "vacancy"} else -1.2))
    if turn.answers >= 0 and "thanks" not in said and "decision" not in said and "change" not in said:
        reasons.append(Reason("detail", -0.6))
    if "official" in said and any("official" in kinds_of_host(host_of(link.canonical)) for link in turn.message.links):
        reasons.append(Reason("official", 0.8))
    if "deadline" in said:
        message = turn.message
        dates = find_dates(message.text, message.day, turn.language)
        if any(d.deadline and d.day and d.day >= message.day for d in dates):
            reasons.append(Reason("deadline", 0.7))
    return reasons


_CUES = (
    ("deadline", "deadline", 0.7),
    ("call", "call", 1.1),
    ("decision", "decision", 1.0),
    ("change", "change_rule", 0.9),
    ("vacancy", "vacancy", 1.2),
    ("launch", "launch", 1.0),
    ("notice", "notice", 0.7),
    ("binding", "binding", 0.6),
    ("moved", "moved", 0.9),
    ("official", "official", 0.3),
    ("laugh", "joke", -1.0),
    ("joke", "joke", -0.6),
    ("sale", "sale", -1.5),
    ("personal", "personal", -1.2),
    ("own_plan", "personal", -1.0),
    ("uptake", "personal", -0.5),
    ("trifle", "trifle", -1.5),
    ("thanks", "thanks", -0.4),
    ("untrue", "untrue", -1.0),
    ("correction", "corrected", -0.6),
    ("greeting", "detail", -0.5),
    ("guess", "guess", -0.5),
    ("weather", "detail", -0.6),
)
