"""Items made ready for a template: which sharing of a resource to show, figures by sentence, short points."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from digest.markup import PageText
from digest.model import (
    Announcement,
    Digest,
    Event,
    KeyFigure,
    Message,
    Pick,
    Question,
    Resource,
    Section,
    Share,
    Topic,
)
from digest.write.desk import Desk

SECTIONS: tuple[tuple[Section, str], ...] = (
    ("resources", "resource"),
    ("figures", "figure"),
    ("announcements", "announcement"),
    ("events", "event"),
    ("questions", "question"),
    ("polls", "poll"),
)  # the order on a page, and the noun that counts each


class Card(NamedTuple):
    """A resource with the sharing that this page shows."""

    resource: Resource
    title: str
    share: Share | None
    why: tuple[str, ...] = ()


def topics_of(desk: Desk, resources: Iterable[Resource]) -> list[Topic]:
    """The topics of these resources, in the order of the site's list."""
    used = {topic for resource in resources for topic in resource.topics}
    return [topic for topic in desk.site.topics if topic.id in used]


class Saying(NamedTuple):
    """A sentence and the figures in it."""

    figures: tuple[KeyFigure, ...]
    why: tuple[str, ...] = ()


class Quote(NamedTuple):
    """The sentences of one message that hold figures, and where they come from."""

    message: Message
    source: Resource | None
    sayings: tuple[Saying, ...]


class Point(NamedTuple):
    """One line of "in brief": a kind, the words, where to read on."""

    icon: str
    strong: PageText | str
    text: str
    address: str
    day: date | None


def card(resource: Resource, message: Message | None = None, why: tuple[str, ...] = ()) -> Card:
    """The resource as shared in ``message``; else by the first who said something about it."""
    if len(resource.shares) == 1:
        return Card(resource, resource.title or resource.host, resource.shares[0], why)
    shares = [share for share in resource.shares if message and share.message.id == message.id]
    shares = [share for share in (*shares, *resource.shares) if share.comment] or shares or list(resource.shares)
    return Card(resource, resource.title or resource.host, shares[0] if shares else None, why)


def cards(picks: Iterable[Pick]) -> list[Card]:
    """The resources among ``picks``, best first; words that one message says of several are said once."""
    found, said = [], set()
    for pick in picks:
        if isinstance(pick.item, Resource):
            shown = card(pick.item, pick.message, pick.why)
            words = (shown.share.message.id, shown.share.comment) if shown.share else None
            if shown.share and words in said:
                shown = shown._replace(share=shown.share._replace(comment=shown.share.comment.part(0, 0)))
            said.add(words)
            found.append(shown)
    return found


def quotes(desk: Desk, figures: Iterable[KeyFigure], why: dict[str, tuple[str, ...]] | None = None) -> list[Quote]:
    """Figures by message and sentence, in the order in which each first comes."""
    by_message: dict[str, dict[str, list[KeyFigure]]] = {}
    for figure in figures:
        by_message.setdefault(figure.message.id, {}).setdefault(figure.sentence, []).append(figure)
    found = []
    for sentences in by_message.values():
        sayings = tuple(Saying(tuple(group), (why or {}).get(group[0].id, ())) for group in sentences.values())
        every = [figure for saying in sayings for figure in saying.figures]
        source = next((desk.resources[figure.source] for figure in every if figure.source in desk.resources), None)
        found.append(Quote(every[0].message, source, sayings))
    return found


def picked_quotes(desk: Desk, picks: Sequence[Pick]) -> list[Quote]:
    """The figures among ``picks`` by message and sentence."""
    why = {pick.item.id: pick.why for pick in picks}
    return quotes(desk, (pick.item for pick in picks if isinstance(pick.item, KeyFigure)), why)


def counts(desk: Desk, digest: Digest, places: Mapping[str, str] | None = None) -> list[tuple[PageText, str]]:
    """What the period holds, each part with the section it leads to ("" for none).

    ``places`` says where other than under its own name a section stands, and that the sections not named are not there.
    """
    told = [(desk.count("message", digest.messages), "" if places else _talk(digest))]
    for section, noun in SECTIONS:
        if number := len(digest.section(section)):
            told.append((desk.count(noun, number), places.get(section, "") if places else section))
    return told


def _talk(digest: Digest) -> str:
    """The section that shows the messages, or when they came."""
    lively = digest.period.kind == "week" and sum(digest.per_day.values()) >= 8 and len(digest.per_day) > 1
    return "talk" if digest.talk and digest.period.kind == "day" else "rhythm" if lively else ""


def points(desk: Desk, digest: Digest, most: int, skip: frozenset[str] = frozenset()) -> list[Point]:
    """The ``most`` things that a reader in a hurry should know, one of each kind before a second of any."""
    lines: list[Point] = []
    rows = [_distinct(p for p in digest.section(section) if p.item.id not in skip) for section, _ in SECTIONS[:5]]
    for place in range(most):
        for row in rows:
            if place < min(len(row), 2):
                lines += _point(desk, row[place])
    return lines[:most]


def _distinct(picks: Iterable[Pick]) -> list[Pick]:
    """Of several figures in one sentence the first only."""
    seen: dict[str, Pick] = {}
    for pick in picks:
        seen.setdefault(pick.item.sentence if isinstance(pick.item, KeyFigure) else pick.item.id, pick)
    return list(seen.values())


def _point(desk: Desk, pick: Pick) -> list[Point]:
    item, message = pick.item, pick.message
    if isinstance(item, Resource):
        shown = card(item, message)
        host = item.host if shown.title != item.host else ""
        return [Point(item.type, shown.title, host, _at(item, message, item.first), _day(message, item.first))]
    if isinstance(item, KeyFigure):
        number = desk.quantity_html(item.figure)
        return [Point("figure", number, _about(item), _at(item, item.message, None), item.message.day)]
    if isinstance(item, Event):
        from digest.write import dates

        when = dates.day_month(item.day, desk.language) if item.day else desk.words.dates["undated"]
        return [Point("event", when, item.title, _at(item, item.message, None), item.message.day)]
    if isinstance(item, Question) and not item.answered:
        return [Point("question", "", item.text, _at(item, item.message, None), item.message.day)]
    if isinstance(item, Announcement):
        return [Point("announcement", "", item.text, _at(item, item.message, None), item.message.day)]
    return []


def _about(item: KeyFigure) -> str:
    return item.measures if len(item.measures) > 3 else item.sentence


def _day(message: Message | None, first: date | None) -> date | None:
    return message.day if message else first


def _at(
    item: Resource | KeyFigure | Event | Question | Announcement, message: Message | None, first: date | None
) -> str:
    when = _day(message, first)
    return f"days/{when.isoformat()}#{item.id}" if when else f"resources/index#{item.id}"


def by_topic(desk: Desk, shown: Sequence[Card]) -> list[tuple[str, str, list[Card]]]:
    """Cards under the first of their topics: (topic id, title, cards); those without one last, id ""."""
    shelves: dict[str, list[Card]] = {}
    for one in shown:
        known = [topic for topic in one.resource.topics if topic in desk.topics]
        shelves.setdefault(known[0] if known else "", []).append(one)
    named = [(topic.id, topic.title, shelves[topic.id]) for topic in desk.topics.values() if topic.id in shelves]
    rest = shelves.get("", [])
    return [*named, ("", desk.words.sections["other_topics"], rest)] if rest and named else named or [("", "", rest)]


def headline(digest: Digest) -> str:
    """The few words that stand for a period in a list: its best resource, else its best other item."""
    for section, _ in SECTIONS:
        for pick in digest.section(section)[:1]:
            item = pick.item
            if isinstance(item, Resource):
                return item.title or item.host
            if isinstance(item, KeyFigure):
                return item.measures or item.sentence
            return getattr(item, "title", "") or getattr(item, "text", "") or getattr(item, "question", "")
    return ""


def told(desk: Desk, digest: Digest) -> str:
    """What a period holds in words, for descriptions: counts only, nothing that anyone wrote."""
    parts = [desk.words.count("message", digest.messages)]
    parts += [desk.words.count(noun, len(found)) for section, noun in SECTIONS if (found := digest.section(section))]
    return ", ".join(parts)
