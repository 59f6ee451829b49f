"""Events: messages that name a coming day which members can attend or must not miss."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from datetime import date, timedelta
from functools import cache

from digest import language
from digest.cues import flat, words
from digest.dates import Dated, day_words, find_dates
from digest.find.pieces import make_id, sentence_around
from digest.model import Event
from digest.rank import Candidate, Reason
from digest.stopwords import root
from digest.talk import Talk, Turn

LEAST = 1.65  # points that make a dated message an event
_RECENT = 12  # earlier events that a later message may move, cancel or repeat
_REACH = timedelta(days=60)
_MOST = 4  # events that one message can announce

Known = tuple[Turn, Candidate, frozenset[str]]


def find_events(talk: Talk) -> list[Candidate]:
    """All events as candidates, oldest first; a moved event stands under its valid date only."""
    known: list[Known] = []
    for turn in talk.turns:
        if "cancelled" in turn.cues and not turn.asks:
            known = _without_old(known, turn)
        if not _names_a_day(turn) or turn.message.kind == "poll":
            continue
        for candidate in _events_of(turn, {_day(one) for one in known[-_RECENT:]}):
            known = _place(known, (turn, candidate, _roots(turn)))
    return [candidate for _, candidate, _ in known]


_SIGNS = frozenset({"gathering", "deadline", "moved", "cancelled"})


def _names_a_day(turn: Turn) -> bool:
    """Has it a word of a date, or a sign of an event beside a number?"""
    if not day_words(turn.language).isdisjoint(turn.words):
        return True
    return bool(turn.cues & _SIGNS) and turn.numbers


def _events_of(turn: Turn, known: Collection[date | None]) -> list[Candidate]:
    """The events that one message announces: those with a day of their own first, then deadlines."""
    message = turn.message
    dates = [d for d in find_dates(message.text, message.day, turn.language) if not d.instead]
    dates = [_moved_to(turn, d) for d in dates if d.day is None or (d.until or d.day) >= message.day]
    if "moved" in turn.cues:
        dates = _valid(turn, dates, known)
    dates.sort(key=lambda d: (d.deadline, d.day is None))
    if any(d.day for d in dates):
        dates = [d for d in dates if d.day]
    found: dict[date | None, Candidate] = {}
    for one in dates[:_MOST]:
        reasons = _reasons(turn, one)
        if one.deadline and any(not d.deadline for d in dates):
            reasons.append(Reason("detail", -1.0))
        if sum(reason.points for reason in reasons) >= LEAST:
            found.setdefault(one.day, Candidate(_event(turn, one), message, tuple(reasons)))
    return list(found.values())


def _moved_to(turn: Turn, one: Dated) -> Dated:
    """``reporté du 12 au 19``: the last day is the valid one."""
    return one._replace(day=one.until, until=None) if one.until and "moved" in turn.cues else one


def _valid(turn: Turn, dates: list[Dated], known: Collection[date | None]) -> list[Dated]:
    """Of the dates in a message that moves an event, the new one: not a known day, and after the word that moves it."""
    new = [d for d in dates if d.day and d.day not in known] or dates
    low = flat(turn.message.text)
    places = [low.find(flat(word)) for word in _moving(turn.language)]
    after = min((place for place in places if place >= 0), default=0)
    return [d for d in new if d.start > after][:1] or new[-1:]


@cache
def _moving(code: str) -> tuple[str, ...]:
    return tuple(map(str, language.table("highlights", code).get("cues", {}).get("moved", ())))


def _event(turn: Turn, one: Dated) -> Event:
    message = turn.message
    title = sentence_around(message, one.start, one.end)
    return Event(
        id=make_id("e", message.day, title, one.day),
        message=message,
        title=title,
        day=one.day,
        end=one.until,
        time=one.time,
        deadline=one.deadline,
    )


def _reasons(turn: Turn, one: Dated) -> list[Reason]:
    said = turn.cues
    near = one.day == turn.message.day
    reasons = [Reason("dated", (0.6 if near else 1.0) if one.day else 0.0), Reason("dated", 0.7 if one.time else 0.0)]
    if one.deadline:
        reasons.append(Reason("deadline", 0.9))
    if _OF.search(turn.message.text, max(0, one.start - 4), one.start):
        reasons.append(Reason("detail", -0.8))
    if "uptake" in said and (turn.answers >= 0 or turn.plain < 10):
        reasons.append(Reason("personal", -1.3))
    for cue, code, points in _CUES:
        if cue in said:
            mild = cue in _SMALL_TALK and turn.plain >= 12  # a long message is more than one person's plan
            reasons.append(Reason(code, points / 3 if mild else points))
    if turn.asks:
        reasons.append(Reason("asked", -1.4 if "logistics" in said or "gathering" not in said else -0.8))
    if turn.plain < 5:
        reasons.append(Reason("bare", -0.6 if turn.plain >= 3 else -1.5))
    if turn.answers >= 0 and turn.plain < 8 and "gathering" not in said and "moved" not in said:
        reasons.append(Reason("replies", -0.8))
    reasons.append(Reason("replies", 0.15 * min(3, len(turn.replies))))
    return [reason for reason in reasons if reason.points]


_OF = re.compile(r"(?:\bde |\bd'|\bof |\bfrom |\bvom |\bdel )$", re.IGNORECASE)  # "la sortie de dimanche" looks back

_SMALL_TALK = frozenset({"own_plan", "attending", "weather", "personal"})
_CUES = (
    ("gathering", "gathering", 1.2),
    ("moved", "moved", 1.0),
    ("call", "call", 0.4),
    ("notice", "notice", 0.4),
    ("own_plan", "personal", -1.2),
    ("attending", "personal", -1.3),
    ("personal", "personal", -1.0),
    ("past", "detail", -0.5),
    ("pointer", "detail", -1.5),
    ("sale", "sale", -1.0),
    ("joke", "joke", -0.6),
    ("laugh", "joke", -0.6),
    ("cancelled", "detail", -1.0),
    ("weather", "detail", -1.0),
    ("greeting", "detail", -0.6),
    ("trifle", "trifle", -1.5),
    ("social", "logistics", -0.3),
)


# ---------------------------------------------------------------- moved, cancelled and repeated events


def _roots(turn: Turn) -> frozenset[str]:
    """What an event is about: its words without days and months."""
    skip = day_words(turn.language)
    return frozenset(root(w) for w in turn.content if w not in skip)


def _likeness(turn: Turn, roots: frozenset[str], days: Collection[date | None], earlier: Known) -> int:
    """How surely two messages speak of the same event: by its day, by words, by following one another."""
    old = earlier[0]
    if old is turn or turn.message.when - old.message.when > _REACH:
        return 0
    shared = roots & earlier[2]
    points = 3 * (_day(earlier) in days) + len(shared) + len(shared & _gatherings(turn.language))
    follows = old.at in (turn.answers, turn.goes_on) or (turn.message.who == old.message.who and turn.plain <= 8)
    return points + 2 * follows


@cache
def _gatherings(code: str) -> frozenset[str]:
    phrases = language.table("highlights", code).get("cues", {}).get("gathering", ())
    return frozenset(root(word) for phrase in phrases if len(said := words(str(phrase))) == 1 for word in said)


def _likest(known: list[Known], turn: Turn, roots: frozenset[str], days: Collection[date | None]) -> Known | None:
    """The recent event that ``turn`` speaks of, the latest of equals; None when nothing is shared."""
    recent = known[-_RECENT:]
    found = max(recent, key=lambda one: (_likeness(turn, roots, days, one), one[0].at), default=None)
    return found if found and _likeness(turn, roots, days, found) >= 2 else None


def _without_old(known: list[Known], turn: Turn) -> list[Known]:
    """The events that are left when ``turn`` cancels or moves one."""
    message = turn.message
    days = {one.day for one in find_dates(message.text, message.day, turn.language)} - {None}
    old = _likest(known, turn, _roots(turn), days)
    return [one for one in known if one[0] is not old[0]] if old else known


def _place(known: list[Known], new: Known) -> list[Known]:
    """Add an event; one that says an earlier event again goes, one that moves it takes its place."""
    turn, candidate, roots = new
    if "moved" in turn.cues:
        known = _without_old(known, turn)
    same_day = [one for one in known[-_RECENT:] if _day(one) == _day(new)]
    earlier = _likest(same_day, turn, roots, ())
    if earlier is None:
        known.append(new)
        return known
    if candidate.score > earlier[1].score + 1.0:
        return [*(one for one in known if one is not earlier), new]
    return known


def _day(known: Known) -> date | None:
    event = known[1].item
    return event.day if isinstance(event, Event) else None


def events_by_day(events: Sequence[Event]) -> list[Event]:
    """Events in the order in which they take place; those without a day last."""
    return sorted(events, key=lambda event: (event.day or date.max, event.time, event.id))
