"""Days, ISO weeks, months and years, each with its best resources, figures, events, questions and announcements."""

from __future__ import annotations

import calendar
import gc
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple

from digest.find import Found, find_all
from digest.model import (
    Announcement,
    Digest,
    Event,
    Item,
    KeyFigure,
    Message,
    Period,
    PeriodKind,
    Pick,
    PollResult,
    Question,
    Resource,
    Section,
)
from digest.rank import Candidate, pick
from digest.talk import Turn, hear
from digest.themes import topic_words
from digest.vocabulary import own_words, spelling, subject_of

SECTIONS: tuple[Section, ...] = ("resources", "figures", "events", "questions", "announcements", "polls")

# The most items a period shows when the settings say nothing.
LIMITS: Mapping[PeriodKind, Mapping[Section, int]] = {
    "day": {"resources": 10, "figures": 6, "events": 6, "questions": 6, "announcements": 6, "polls": 6},
    "week": {"resources": 20, "figures": 10, "events": 12, "questions": 10, "announcements": 10, "polls": 10},
    "month": {"resources": 30, "figures": 15, "events": 30, "questions": 15, "announcements": 15, "polls": 15},
    "year": {"resources": 50, "figures": 30, "events": 60, "questions": 20, "announcements": 20, "polls": 20},
}


@dataclass(frozen=True, slots=True)
class Gathered:
    """Everything found in a chat, and what each period shows of it."""

    resources: tuple[Resource, ...] = ()  # oldest first, held ones too (see ``Resource.held``)
    figures: tuple[KeyFigure, ...] = ()
    events: tuple[Event, ...] = ()
    questions: tuple[Question, ...] = ()
    announcements: tuple[Announcement, ...] = ()
    polls: tuple[PollResult, ...] = ()
    days: tuple[Digest, ...] = ()  # oldest first
    weeks: tuple[Digest, ...] = ()
    months: tuple[Digest, ...] = ()
    years: tuple[Digest, ...] = ()
    whole: Digest | None = None  # the chat as one period; None when it is empty


class _Day(NamedTuple):
    """What one day brings to every period it belongs to."""

    messages: list[Message]
    said: list[list[str]]  # content words of each message that nothing holds back
    found: dict[Section, list[Candidate]]


class _View(NamedTuple):
    """How the digests of one run are made."""

    language: str
    found: Found
    most: Mapping[PeriodKind, Mapping[Section, int]]


def gather(
    messages: Sequence[Message],
    *,
    about: str = "",
    topics: Sequence[object] = (),
    language: str = "fr",
    today: date | None = None,
    limits: Mapping[PeriodKind, Mapping[Section, int]] | None = None,
    accepted: Collection[str] = (),
) -> Gathered:
    """Find, weigh and order everything worth showing in gated messages. Pure: same input, same result.

    Args:
        messages: in the order of the conversation.
        about: a few words on the group's subject; inferred from its talk when empty.
        topics: the moderator's own topics (anything with ``id`` and ``title``), used before the built-in ones.
        language: of the site; reasons are told in it.
        today: the day to write for; taken for the callers' sake, what is found does not depend on it.
        limits: the most items of a section in a day, week, month or year; :data:`LIMITS` for what is not given.
        accepted: ids of held-back items that the moderator lets through.
    """
    with _all_kept():
        talk = hear(messages, language)
        subject = subject_of(talk.turns, language, about, topic_words(topics))
        found = find_all(talk, subject, topics)
    shown = {section: _shown(found.candidates.get(section, ()), accepted) for section in SECTIONS}
    days = _by_day(talk.turns, shown)
    view = _View(language, found, {kind: {**LIMITS[kind], **(limits or {}).get(kind, {})} for kind in LIMITS})
    return Gathered(
        resources=tuple(found.resources),
        figures=tuple(found.figures),
        events=tuple(found.events),
        questions=tuple(found.questions),
        announcements=tuple(found.announcements),
        polls=tuple(found.polls),
        days=_digests("day", days, view, talk.turns),
        weeks=_digests("week", days, view, talk.turns),
        months=_digests("month", days, view),
        years=_digests("year", days, view),
        whole=_digest(Period("year", min(days), max(days)), days, view) if days else None,
    )


@contextmanager
def _all_kept() -> Iterator[None]:
    """Work in which hardly an object is thrown away: no search for circles of garbage meanwhile.

    To freeze and to unfreeze moves what was made to the oldest generation, so that it is not walked over at once.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.unfreeze()
        if was:
            gc.enable()


def _shown(candidates: Iterable[Candidate], accepted: Collection[str]) -> list[Candidate]:
    """Candidates that nothing holds back."""
    return [c for c in candidates if c.item.id in accepted or not (c.message.held or getattr(c.item, "held", ()))]


def _by_day(turns: Sequence[Turn], shown: Mapping[Section, list[Candidate]]) -> dict[date, _Day]:
    days: dict[date, _Day] = {}
    for turn in turns:
        day = turn.message.when.date()
        if day not in days:
            days[day] = _Day([], [], defaultdict(list))
        days[day].messages.append(turn.message)
        if not turn.message.held:
            days[day].said.append(turn.content)
    for section, candidates in shown.items():
        for candidate in candidates:
            days[candidate.message.day].found[section].append(candidate)
    return dict(sorted(days.items()))


def period_of(kind: PeriodKind, day: date) -> Period:
    """The day, ISO week, month or year in which ``day`` lies."""
    if kind == "day":
        return Period(kind, day, day)
    if kind == "week":
        monday = day - timedelta(day.weekday())
        return Period(kind, monday, monday + timedelta(6))
    if kind == "month":
        return Period(kind, day.replace(day=1), day.replace(day=calendar.monthrange(day.year, day.month)[1]))
    return Period(kind, date(day.year, 1, 1), date(day.year, 12, 31))


def _digests(
    kind: PeriodKind, days: Mapping[date, _Day], view: _View, turns: Sequence[Turn] = ()
) -> tuple[Digest, ...]:
    """All digests of one kind, oldest first; periods without a message have none. With ``turns`` they get words."""
    parts: dict[Period, dict[date, _Day]] = {}
    for day, content in days.items():
        parts.setdefault(period_of(kind, day), {})[day] = content
    words = _words(parts, turns) if turns else {}
    return tuple(_digest(period, part, view, words.get(period, ())) for period, part in parts.items())


def _words(parts: Mapping[Period, Mapping[date, _Day]], turns: Sequence[Turn]) -> dict[Period, tuple[str, ...]]:
    """The words that mark each period, as the group writes them."""
    found = own_words({period: [said for day in part.values() for said in day.said] for period, part in parts.items()})
    written = spelling({word for words in found.values() for word in words}, turns)
    return {period: tuple(written.get(word, word) for word in words) for period, words in found.items()}


def _digest(period: Period, days: Mapping[date, _Day], view: _View, words: tuple[str, ...] = ()) -> Digest:
    people = {message.who for day in days.values() for message in day.messages}
    picks: dict[Section, tuple[Pick, ...]] = {}
    for section in SECTIONS:
        candidates = _once(c for day in days.values() for c in day.found.get(section, ()))
        limit, floor = view.most[period.kind][section], view.found.floors[section]
        chosen = pick(candidates, view.language, limit=limit, floor=floor, crowd=view.found.crowds.get(section))
        if chosen:
            picks[section] = chosen
    talk = next(iter(days.values())).messages if period.kind == "day" else []
    return Digest(
        period=period,
        messages=sum(len(day.messages) for day in days.values()),
        people=len(people),
        picks=picks,
        per_day={day: len(content.messages) for day, content in days.items()},
        talk=tuple(message for message in talk if not message.held),
        words=words,
    )


def _once(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Each item once: from the message that gives it the most points."""
    best: dict[str, Candidate] = {}
    for candidate in candidates:
        known = best.get(candidate.item.id)
        if known is None or candidate.score > known.score:
            best[candidate.item.id] = candidate
    return list(best.values())


def find_digest(gathered: Gathered, period: str = "") -> Digest | None:
    """The digest of ``2025-06-05``, ``2025-W23``, ``2025-06`` or ``2025``; of the whole chat for an empty name."""
    if not period:
        return gathered.whole
    every = (*gathered.days, *gathered.weeks, *gathered.months, *gathered.years)
    return next((digest for digest in every if digest.period.name == period.upper()), None)


def highlights(gathered: Gathered, period: str = "") -> list[dict[str, Any]]:
    """What the pages of a period show, best first in each section, one row an item.

    Args:
        gathered: the result of :func:`gather`.
        period: a day ``2025-06-05``, a week ``2025-W23``, a month, a year, or empty for the whole chat.
    """
    digest = find_digest(gathered, period)
    if digest is None:
        return []
    return [
        row(section, rank, choice)
        for section in SECTIONS
        if section != "polls"
        for rank, choice in enumerate(digest.section(section), 1)
    ]


def row(section: Section, rank: int, choice: Pick) -> dict[str, Any]:
    """One pick as plain data."""
    message = choice.message or getattr(choice.item, "message", None)
    place = {"line": message.line, "lines": message.lines} if message else {"line": 0, "lines": 0}
    return {
        "rank": rank,
        "section": section,
        **_content(choice.item),
        **place,
        "score": round(choice.score, 2),
        "why": list(choice.why),
    }


def _content(item: Item) -> dict[str, Any]:
    """What a row says of each kind of item."""
    if isinstance(item, Resource):
        return {"url": item.url, "text": str(item.title)}
    if isinstance(item, KeyFigure):
        return {"text": item.figure.text, "value": item.figure.value, "unit": item.figure.unit}
    if isinstance(item, Event):
        return {"text": str(item.title), "date": item.day.isoformat() if item.day else None}
    return {"text": str(item.question if isinstance(item, PollResult) else item.text)}
